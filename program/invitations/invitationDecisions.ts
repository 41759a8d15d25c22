import { isInvitation, isOpen, isSameRecipient, type FoundHandshake } from "../../aws/organization";
import type { AccountModel, OrganizationModel, Problem } from "../../definition";
import { isClosed, type AccountInAws } from "../adoption";
import type { ExistingInvitation, ExistingResources } from "../state";
import type { InvitationFacts } from "./invitationFacts";
import { planInvitation, targetOf, type Step } from "./invitationSteps";

/** An account that is invited and no member yet. */
export interface Invited {
    readonly account: AccountModel;
    readonly step: Step;
    /** The key by which the stack has its invitation, where that was another. */
    readonly alias?: string;
}

/** What has become of the invited accounts. */
export interface Decision {
    /** By key the accounts that have joined and are taken in now. */
    readonly joined: ReadonlyMap<string, AccountInAws>;
    readonly invited: readonly Invited[];
    /** By key the open invitations that are taken back, for the definition no longer has the account. */
    readonly cancelled: ReadonlyMap<string, FoundHandshake>;
    readonly problems: readonly Problem[];
}

/** The accounts that may have an invitation and are no members as far as the stack knows. */
export function candidates({ accounts }: OrganizationModel, existing: ExistingResources): readonly AccountModel[] {
    return accounts.filter(
        ({ key, invite }) =>
            !existing.accounts.has(key) && (invite !== undefined || existing.invitations?.has(key) === true),
    );
}

/** The invitations of the stack whose accounts the definition no longer has. */
export function leftOut({ accounts }: OrganizationModel, existing: ExistingResources): [string, ExistingInvitation][] {
    const keys = new Set(accounts.map(({ key }) => key));
    return [...(existing.invitations ?? [])].filter(([key]) => !keys.has(key) && !existing.accounts.has(key));
}

/**
 * Decides what becomes of the invited accounts of a definition, by what AWS says of them.
 *
 * @param location the definition's place, for what is no longer in it.
 */
export function decide(
    model: OrganizationModel,
    existing: ExistingResources,
    facts: InvitationFacts,
    location: string,
): Decision {
    const joined = new Map<string, AccountInAws>();
    const invited: Invited[] = [];
    const cancelled = new Map<string, FoundHandshake>();
    const problems: Problem[] = [];
    const left = new Map(leftOut(model, existing));
    const owners = new Map([...existing.accounts].map(([key, { id }]) => [id, key]));
    const memberOf = (account: Pick<AccountModel, "id" | "email">): AccountInAws | undefined => {
        const { type, id } = targetOf(account);
        return facts.members.find((one) =>
            isSameRecipient({ type, id: type === "EMAIL" ? one.email : one.id }, { type, id }),
        );
    };
    for (const account of candidates(model, existing)) {
        const problem = (property: string, message: string): void =>
            void problems.push({
                place: account.place,
                path: [...account.path, property],
                message: `account ${account.key} ${message}`,
            });
        if (isManagement(account, facts)) {
            problem(
                account.id === undefined ? "email" : "id",
                `is invited, and is the management account of the organisation (${facts.management?.id}): take it out`,
            );
            continue;
        }
        const member = memberOf(account);
        const renamed = [...left].find(([, { target }]) => isSameRecipient(target, targetOf(account)))?.[0];
        if (renamed !== undefined && !existing.invitations?.has(account.key)) left.delete(renamed);
        if (member) {
            const owner =
                owners.get(member.id) ??
                [...joined].find(([, { id }]) => id === member.id)?.[0] ??
                model.accounts.find(({ key, id }) => key !== account.key && id === member.id)?.key;
            if (owner !== undefined) {
                problem("invite", `is account ${owner} (${member.id}) already: keep one of the two`);
            } else if (isClosed(member)) {
                problem(
                    "invite",
                    `has joined (${member.id}) and is closed (${member.state}): within 90 days AWS Support can reopen it. Otherwise take it out`,
                );
            } else if (account.state === "closing" || account.state === "leaving") {
                problem(
                    "state",
                    `has joined (${member.id}) and is not taken in yet, and its state cannot be ${account.state}. Leave the state out for one \`up\``,
                );
            } else {
                // A quarantine does not wait: it comes with it.
                joined.set(account.key, member);
            }
            continue;
        }
        const own = existing.invitations?.get(account.key);
        if (account.invite === undefined) {
            // With an id it is told where accounts are taken over that the organisation has no such account.
            if (account.id !== undefined || !own) continue;
            problem(
                "invite",
                `was invited (${own.handshakeId}) and is no member yet. Without \`invite\` a new account would be created in its place: put it back. ` +
                    "To take the invitation back, leave the account out; when that is applied, a new one can have the key",
            );
            continue;
        }
        if (account.state !== "active") {
            problem(
                "state",
                `is invited and no member yet, and its state cannot be ${account.state}. Leave the state out until it has joined; to take the invitation back, leave the account out`,
            );
        }
        const alias = own ? undefined : renamed;
        const before = own ?? (alias === undefined ? undefined : existing.invitations?.get(alias));
        invited.push({
            account,
            step: planInvitation(account, before, facts),
            ...(alias !== undefined && { alias }),
        });
    }
    const taken = new Set([...joined.values()].map(({ id }) => id));
    for (const [key, before] of left) {
        const { type, id } = before.target;
        const member = memberOf(type === "EMAIL" ? { email: id } : { id, email: "" });
        if (member && !owners.has(member.id) && !taken.has(member.id) && !isClosed(member)) {
            problems.push(leftBehind(key, before, member, location));
        }
        const held = facts.handshakes.find((one) => one.id === before.handshakeId);
        if (held && isInvitation(held) && isOpen(held)) cancelled.set(key, held);
    }
    return { joined, invited, cancelled, problems };
}

function isManagement(account: AccountModel, { management }: InvitationFacts): boolean {
    if (!management || account.invite === undefined) return false;
    return account.id === management.id || account.email.toLowerCase() === management.email.toLowerCase();
}

/** It has accepted, and its account was taken out of the definition before the stack knew of it. */
function leftBehind(
    key: string,
    { target, handshakeId }: ExistingInvitation,
    { id, email }: AccountInAws,
    location: string,
): Problem {
    return {
        place: { file: location },
        path: [],
        message:
            `account ${key} (${id}, ${email}) has accepted its invitation ${handshakeId} and is a member of the organisation, and the definition no longer has it: ` +
            "nobody would move, tag or guard it. Put it back, and it is taken in:\n" +
            `${key}: { invite: true, ${target.type === "ACCOUNT" ? `id: "${id}", email: ${email}` : `email: ${email}`} }\n` +
            "If it is not to stay, let it go again first:\n" +
            `aws organizations remove-account-from-organization --account-id ${id}`,
    };
}
