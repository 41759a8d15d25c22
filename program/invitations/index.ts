import { DefinitionError, type OrganizationModel } from "../../definition";
import type { Invitations } from "../creation";
import type { ExistingResources } from "../state";
import { candidates, decide, leftOut, toSend, type Invited } from "./invitationDecisions";
import { factsInAws, NO_ORGANIZATION, type Facts } from "./invitationFacts";
import { featureProblems, sentToday } from "./invitationLimits";
import { tellCancelled, tellInvited, tellJoined } from "./invitationText";

export type { Invited } from "./invitationDecisions";

/** A definition whose invited accounts are told apart. */
export interface WithInvitations {
    /** Without the accounts that are invited and no members; those that have joined have their ids. */
    readonly model: OrganizationModel;
    readonly invited: readonly Invited[];
    /** For `prepare`. */
    readonly invitations: Invitations;
    readonly infos: readonly string[];
    readonly warnings: readonly string[];
}

/**
 * Tells the invited accounts that have joined, which are taken over like any account that exists, from those that are invited,
 * for which nothing but the invitation is registered. Nothing is ever created in the place of an invited account.
 *
 * Where all invited accounts are members of the stack, or there are none, AWS is not asked.
 *
 * @param location the definition's place.
 * @param ask for a test.
 * @throws DefinitionError with everything that stands against it.
 */
export async function prepareInvitations(
    model: OrganizationModel,
    existing: ExistingResources,
    location: string,
    ask: () => Promise<Facts> = factsInAws,
): Promise<WithInvitations> {
    if (candidates(model, existing).length + leftOut(model, existing).length === 0) {
        return { model, invited: [], invitations: { more: 0, sentToday: 0 }, infos: [], warnings: [] };
    }
    // A first run that creates the organisation invites too; there is nobody to be found yet.
    const exists = existing.organizationId !== undefined || model.id !== undefined;
    const facts = exists ? await ask() : NO_ORGANIZATION;
    const decision = decide(model, existing, facts, location);
    const problems = [...decision.problems, ...featureProblems(decision, model, existing, facts, location)];
    if (problems.length > 0) throw new DefinitionError(problems);
    const { joined, invited, cancelled } = decision;
    const waiting = new Set(invited.map(({ account }) => account.key));
    const told = invited.map(tellInvited);
    return {
        model: {
            ...model,
            accounts: model.accounts
                .filter(({ key }) => !waiting.has(key))
                .map((account) => {
                    const member = joined.get(account.key);
                    return member ? { ...account, id: member.id } : account;
                }),
        },
        invited,
        invitations: { more: toSend(decision), sentToday: sentToday(facts, Date.now()) },
        infos: told.flatMap(({ infos }) => infos),
        warnings: [
            ...told.flatMap(({ warnings }) => warnings),
            ...model.accounts.flatMap((account) => {
                const member = joined.get(account.key);
                return member ? [tellJoined(account, member, model)] : [];
            }),
            ...[...cancelled].map(([key, handshake]) => tellCancelled(key, handshake)),
        ],
    };
}
