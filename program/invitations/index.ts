/** What happens to the invitations of accounts that are not yet members. */
import type { OrganizationModel, Problem } from "../../definition";
import type { ExistingResources } from "../state";
import {
    decideInvitations,
    invitationCandidates,
    leftOutInvitations,
    type InvitationDecision,
    type InvitedAccount,
} from "./invitedAccounts";
import { NO_ORGANIZATION, type InvitationFacts } from "./invitationFacts";
import {
    featureProblems,
    invitationsToSend,
    NO_INVITATIONS,
    sentToday,
    type InvitationCounts,
} from "./invitationLimits";
import { describeCancelled, invitationMessages, describeJoined } from "./invitationText";

export type { InvitedAccount } from "./invitedAccounts";
export { NO_ORGANIZATION, type InvitationFacts } from "./invitationFacts";
export { dailyProblems, NO_INVITATIONS, type InvitationCounts } from "./invitationLimits";

/** A definition whose invited accounts are separated into those that have joined and those that have not. */
export interface PreparedInvitations {
    /** Without the accounts that are invited and not yet members. Those that have joined have their ids. */
    readonly model: OrganizationModel;
    readonly invited: readonly InvitedAccount[];
    /** By key the ids of the accounts that have joined and that this run takes over. */
    readonly joined: ReadonlyMap<string, string>;
    readonly counts: InvitationCounts;
    readonly problems: readonly Problem[];
    readonly infos: readonly string[];
    readonly warnings: readonly string[];
}

/**
 * Separates the invited accounts. Those that have joined are taken over like any existing account. For the others only the invitation is
 * registered. No account is ever created instead of an invited one.
 *
 * Asks AWS only if an invited account is not yet a member of the stack.
 *
 * @param location the definition's place.
 */
export async function prepareInvitations(
    model: OrganizationModel,
    existing: ExistingResources,
    { location, now }: { readonly location: string; readonly now: () => Date },
    ask: () => Promise<InvitationFacts>,
): Promise<PreparedInvitations> {
    const unchanged: PreparedInvitations = {
        model,
        invited: [],
        joined: new Map(),
        counts: NO_INVITATIONS,
        problems: [],
        infos: [],
        warnings: [],
    };
    if (invitationCandidates(model, existing).length + leftOutInvitations(model, existing).length === 0)
        return unchanged;
    // The first run, which creates the organisation, sends invitations too. There are no members or invitations to find yet.
    const exists = existing.organizationId !== undefined || model.id !== undefined;
    const facts = exists ? await ask() : NO_ORGANIZATION;
    const decision = decideInvitations(model, existing, facts, location);
    const problems = [...decision.problems, ...featureProblems(decision, model, existing, facts, location)];
    if (problems.length > 0) return { ...unchanged, problems };
    return {
        model: withoutInvited(model, decision),
        invited: decision.invited,
        joined: new Map([...decision.joined].map(([key, { id }]) => [key, id])),
        counts: { toSend: invitationsToSend(decision), sentToday: sentToday(facts, now().getTime()) },
        problems: [],
        ...messages(model, decision),
    };
}

function withoutInvited(model: OrganizationModel, { joined, invited }: InvitationDecision): OrganizationModel {
    const waiting = new Set(invited.map(({ account }) => account.key));
    const members = model.accounts.filter(({ key }) => !waiting.has(key));
    return {
        ...model,
        accounts: members.map((account) => {
            const member = joined.get(account.key);
            return member ? { ...account, id: member.id } : account;
        }),
    };
}

function messages(
    model: OrganizationModel,
    { joined, invited, cancelled }: InvitationDecision,
): Pick<PreparedInvitations, "infos" | "warnings"> {
    const ofInvited = invited.map(invitationMessages);
    return {
        infos: ofInvited.flatMap(({ infos }) => infos),
        warnings: [
            ...ofInvited.flatMap(({ warnings }) => warnings),
            ...model.accounts.flatMap((account) => {
                const member = joined.get(account.key);
                return member ? [describeJoined(account, member, model)] : [];
            }),
            ...[...cancelled].map(([key, handshake]) => describeCancelled(key, handshake)),
        ],
    };
}
