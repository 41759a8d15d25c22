import { isSameAccount } from "../../definition/sameAccount";
import { leftOut } from "../state/leftOutEntries";
import { isInvitation, isOpen, isSameRecipient, type FoundHandshake } from "../../aws/organization";
import type { AccountModel, OrganizationModel, Problem } from "../../definition";
import { isClosed, type AccountInAws } from "../adoption";
import type { ExistingInvitation, ExistingResources } from "../state";
import type { InvitationFacts } from "./invitationFacts";
import { planInvitation, recipientOf, type InvitationStep } from "./nextInvitationStep";

/** An account that is invited and not yet a member. */
export interface InvitedAccount {
    readonly account: AccountModel;
    readonly step: InvitationStep;
    /** The key under which the stack has its invitation, if that is another one. */
    readonly alias?: string;
}

/** What happens to the invited accounts in this run. */
export interface InvitationDecision {
    /** By key the accounts that have joined and that this run takes over. */
    readonly joined: ReadonlyMap<string, AccountInAws>;
    readonly invited: readonly InvitedAccount[];
    /** By key the open invitations that this run cancels, because the definition no longer has the account. */
    readonly cancelled: ReadonlyMap<string, FoundHandshake>;
    readonly problems: readonly Problem[];
}

/** The accounts that may have an invitation, and that are not members in the stack. */
export function invitationCandidates(
    { accounts }: OrganizationModel,
    existing: ExistingResources,
): readonly AccountModel[] {
    return accounts.filter(
        ({ key, invite }) =>
            !existing.accounts.has(key) && (invite !== undefined || existing.invitations?.has(key) === true),
    );
}

/** The invitations of the stack whose accounts the definition no longer has. */
export function leftOutInvitations(
    { accounts }: OrganizationModel,
    existing: ExistingResources,
): [string, ExistingInvitation][] {
    return leftOut(existing.invitations ?? new Map<string, ExistingInvitation>(), accounts).filter(
        ([key]) => !existing.accounts.has(key),
    );
}

/**
 * Decides what happens to the invited accounts of a definition, by what AWS says about them.
 *
 * @param location the definition's place, for what is no longer in it.
 */
export function decideInvitations(
    model: OrganizationModel,
    existing: ExistingResources,
    facts: InvitationFacts,
    location: string,
): InvitationDecision {
    const joined = new Map<string, AccountInAws>();
    const invited: InvitedAccount[] = [];
    const problems: Problem[] = [];
    const left = new Map(leftOutInvitations(model, existing));
    for (const account of invitationCandidates(model, existing)) {
        if (isManagement(account, facts)) {
            problems.push(managementProblem(account, facts));
            continue;
        }
        const own = existing.invitations?.get(account.key);
        const alias = own ? undefined : keyOfInvitation(account, left);
        const before = own ?? (alias === undefined ? undefined : left.get(alias));
        if (alias !== undefined) left.delete(alias);
        const member = memberOf(account, facts);
        if (member) {
            const problem = joinProblem(account, member, ownerOf(account, member, model, existing, joined));
            if (problem) problems.push(problem);
            // A quarantine does not wait: it is applied when the account is taken over.
            else joined.set(account.key, member);
        } else if (account.invite === undefined) {
            problems.push(...withoutInviteProblems(account, own));
        } else {
            problems.push(...stateProblems(account));
            const step = planInvitation(account, before, facts);
            invited.push({ account, step, ...(alias !== undefined && { alias }) });
        }
    }
    return {
        joined,
        invited,
        cancelled: openInvitations(left, facts),
        problems: [...problems, ...leftBehindProblems(left, existing, joined, facts, location)],
    };
}

/** The key under which the stack has the invitation of an account whose key has changed. */
function keyOfInvitation(account: AccountModel, left: ReadonlyMap<string, ExistingInvitation>): string | undefined {
    return [...left].find(([, { target }]) => isSameRecipient(target, recipientOf(account)))?.[0];
}

/** The member that received an account's invitation. */
function memberOf(account: Pick<AccountModel, "id" | "email">, facts: InvitationFacts): AccountInAws | undefined {
    return facts.members.find((one) => isSameAccount(account, one));
}

/** The key of another account of the stack that is this member. */
function ownerOf(
    { key }: AccountModel,
    member: AccountInAws,
    { accounts }: OrganizationModel,
    existing: ExistingResources,
    joined: ReadonlyMap<string, AccountInAws>,
): string | undefined {
    return (
        [...existing.accounts].find(([, { id }]) => id === member.id)?.[0] ??
        [...joined].find(([, { id }]) => id === member.id)?.[0] ??
        accounts.find((other) => other.key !== key && other.id === member.id)?.key
    );
}

function problemOf({ key, place, path }: AccountModel, property: string, message: string): Problem {
    return { place, path: [...path, property], message: `account ${key} ${message}` };
}

function managementProblem(account: AccountModel, { management }: InvitationFacts): Problem {
    const message = `is invited, but it is the management account of the organisation (${management?.id}): remove it`;
    return problemOf(account, account.id === undefined ? "email" : "id", message);
}

/** Why an account that has joined is not taken over. */
function joinProblem(account: AccountModel, member: AccountInAws, owner: string | undefined): Problem | undefined {
    if (owner !== undefined) {
        return problemOf(account, "invite", `is account ${owner} (${member.id}) already: keep one of the two`);
    }
    if (isClosed(member)) {
        const message = `has joined (${member.id}) and is closed (${member.state}): within 90 days AWS Support can reopen it. Otherwise remove it from the definition`;
        return problemOf(account, "invite", message);
    }
    if (account.state === "closing" || account.state === "leaving") {
        const message = `has joined (${member.id}) but is not taken over yet, so its state cannot be ${account.state}. Leave the state out for one \`up\``;
        return problemOf(account, "state", message);
    }
    return undefined;
}

/** `invite` was removed from an account that is not yet a member. */
function withoutInviteProblems(account: AccountModel, own: ExistingInvitation | undefined): Problem[] {
    // An account with an id is refused when accounts are taken over: the organisation has no such account.
    if (account.id !== undefined || !own) return [];
    const message =
        `was invited (${own.handshakeId}) and is not yet a member. Without \`invite\`, a new account would be created instead: put it back. ` +
        "To cancel the invitation, leave the account out; after that is applied, a new account can have the key";
    return [problemOf(account, "invite", message)];
}

function stateProblems(account: AccountModel): Problem[] {
    if (account.state === "active") return [];
    const message = `is invited and not yet a member, so its state cannot be ${account.state}. Leave the state out until it has joined; to cancel the invitation, leave the account out`;
    return [problemOf(account, "state", message)];
}

/** By key the invitations of the stack that can still be accepted, of accounts that the definition no longer has. */
function openInvitations(
    left: ReadonlyMap<string, ExistingInvitation>,
    { handshakes }: InvitationFacts,
): ReadonlyMap<string, FoundHandshake> {
    return new Map(
        [...left].flatMap(([key, { handshakeId }]) => {
            const held = handshakes.find(({ id }) => id === handshakeId);
            return held && isInvitation(held) && isOpen(held) ? [[key, held] as const] : [];
        }),
    );
}

/** The accounts that have joined but are no longer in the definition. */
function leftBehindProblems(
    left: ReadonlyMap<string, ExistingInvitation>,
    existing: ExistingResources,
    joined: ReadonlyMap<string, AccountInAws>,
    facts: InvitationFacts,
    location: string,
): Problem[] {
    const known = new Set([...existing.accounts.values(), ...joined.values()].map(({ id }) => id));
    return [...left].flatMap(([key, before]) => {
        const { type, id } = before.target;
        const member = memberOf(type === "EMAIL" ? { email: id } : { id, email: "" }, facts);
        return member && !known.has(member.id) && !isClosed(member) ? [leftBehind(key, before, member, location)] : [];
    });
}

function isManagement(account: AccountModel, { management }: InvitationFacts): boolean {
    if (!management || account.invite === undefined) return false;
    return account.id === management.id || account.email.toLowerCase() === management.email.toLowerCase();
}

/** The account has accepted, but was removed from the definition before the stack took it over. */
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
            `account ${key} (${id}, ${email}) has accepted its invitation ${handshakeId} and is a member of the organisation, but it is no longer in the definition: ` +
            "no run would move, tag or guard it. Put it back, and it is taken over:\n" +
            `${key}: { invite: true, ${target.type === "ACCOUNT" ? `id: "${id}", email: ${email}` : `email: ${email}`} }\n` +
            "If it should not stay, remove it from the organisation first:\n" +
            `aws organizations remove-account-from-organization --account-id ${id}`,
    };
}
