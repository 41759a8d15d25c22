import { accessRoleProtection, type AccountModel, type OrganizationModel } from "../../definition";
import type { FoundHandshake, InvitationRecipient } from "../../aws/organization";
import { INVITATIONS } from "../../limits";
import type { AccountInAws } from "../adoption";
import type { InvitedAccount } from "./invitedAccounts";
import { isFound, type ForgottenInvitation } from "./nextInvitationStep";

/** What people are told of an invited account: infos of what is in order, and warnings of what somebody has to do. */
export interface InvitationMessages {
    readonly infos: readonly string[];
    readonly warnings: readonly string[];
}

/** What happens in this run to an account that is invited and not yet a member. */
export function invitationMessages({ account, step, alias }: InvitedAccount): InvitationMessages {
    const { key } = account;
    const infos: string[] = [];
    const warnings: string[] = [];
    if (alias !== undefined) infos.push(`account ${key} has the key ${alias} until now: its invitation goes with it.`);
    switch (step.what) {
        case "send": {
            const { target } = step.inputs;
            if (step.instead) {
                warnings.push(
                    `account ${key} is invited as ${target.id} instead of ${step.instead.id}: the invitation to ${step.instead.id} is cancelled if it is still open.`,
                );
            }
            if (step.previous) (isStillOpen(step.previous) ? warnings : infos).push(resending(key, step.previous));
            infos.push(
                `account ${key} (${target.id}) is invited by this run, and has ${INVITATIONS.days} days to accept. ` +
                    "If it is a member of another organisation, accepting brings it over directly, and what it has by that one ends at once: policies, access through IAM Identity Center, resource shares, what services do for the whole organisation.",
                ...unknownUntilItJoins(account, target),
            );
            break;
        }
        case "take up":
            infos.push(
                `account ${key} has an open invitation that the stack does not know (${step.open.id}, until ${day(step.open)}): it is taken up, not sent a second time.`,
                waiting(account, step.open),
            );
            break;
        case "wait":
            infos.push(waiting(account, step.open));
            if (step.hasNewNotes) {
                warnings.push(
                    `account ${key}: AWS cannot change the notes of an invitation. The new ones come with the next. To cancel ${step.open.id} and send another now, write beside them\nagain: ${step.open.id}`,
                );
            }
            break;
        case "ended":
            warnings.push(
                `account ${key}: its invitation ${step.ended.id} ${ending(step.ended)} It is not sent again by itself. To send another, write\n` +
                    `invite: { again: ${step.ended.id} }\n` +
                    "If it is not to join, take the account out of the definition.",
            );
    }
    return { infos, warnings };
}

/** An account that has accepted. It is reported once, when it is taken in. */
export function describeJoined(account: AccountModel, { id }: AccountInAws, model: OrganizationModel): string {
    const { key, unit, roleName } = account;
    const protection = accessRoleProtection(account, model);
    return (
        `account ${key} (${id}) has joined. It is taken in now: moved to ${unit}, tagged and guarded.\n` +
        `AWS makes no access role in an invited account, and one of another organisation trusts that one. Unless somebody has made ${roleName}, the management account cannot work in it; ` +
        `its guardrails bind it all the same. \`org access-role ${key}\` prints how the role is made there.` +
        (protection
            ? `\nMake it BEFORE this run: in ${unit} the guardrail ${protection.key} lets nobody in the account give it its rights.`
            : "")
    );
}

/** An invitation that this run cancels. */
export function describeCancelled(key: string, { id, recipient }: FoundHandshake): string {
    return `account ${key} is no longer in the definition: its invitation ${id}${recipient ? ` to ${recipient.id}` : ""} is cancelled, and cannot be accepted any more.`;
}

/** What the invited account's owner has to do. */
function waiting({ key }: AccountModel, open: FoundHandshake): string {
    const to = open.recipient ? ` (${open.recipient.id})` : "";
    return (
        `account ${key}${to} is invited: PENDING until ${day(open)} (${open.id}). Nothing of this definition is in force in it before it accepts and \`up\` runs. Its owner accepts in that account: in the console, AWS Organizations, Invitations; or\n` +
        `aws organizations accept-handshake --handshake-id ${open.id}\n` +
        `Before that, the access role is best made there: \`org access-role ${key}\` prints how.`
    );
}

function resending(key: string, previous: FoundHandshake | ForgottenInvitation): string {
    if (isStillOpen(previous)) {
        return `account ${key}: its invitation ${previous.id} is open, and \`again\` names it. It is cancelled, and another is sent.`;
    }
    return previous.state === "EXPIRED"
        ? `account ${key}: its invitation ${previous.id} has expired${isFound(previous) ? ` on ${day(previous)}` : ""} without an answer. Another is sent.`
        : `account ${key}: in the place of its invitation ${previous.id} (${previous.state}) another is sent, as \`again\` says.`;
}

function ending({ state }: FoundHandshake | ForgottenInvitation): string {
    switch (state) {
        case "DECLINED":
            return "was declined by its owner.";
        case "CANCELED":
            return "was cancelled, and not by this stack.";
        case "ACCEPTED":
            return "was accepted, and AWS does not list it as a member: it has left again, or AWS is not done yet. Then a later run takes it in.";
        default:
            return `has ended in a way that AWS no longer tells: it keeps that for ${INVITATIONS.keptDays} days.`;
    }
}

/** An account that is invited by its id: its e-mail and name are a guess until AWS says them. */
function unknownUntilItJoins({ key, email, name }: AccountModel, { type }: InvitationRecipient): string[] {
    if (type === "EMAIL") return [];
    return [
        `account ${key}: AWS tells its e-mail and name only when it has joined. Here they are ${email} and ${JSON.stringify(name)}: if they are others, the run after that says what to write. ` +
            "Where the policy pack's account-email refuses its e-mail, no `up` passes once it has joined: ask its owner for it, and name the account in account-email.except before.",
    ];
}

function isStillOpen({ state }: FoundHandshake | ForgottenInvitation): boolean {
    return state === "OPEN" || state === "REQUESTED";
}

/** 2026-12-09 */
export function day({ expires }: Pick<FoundHandshake, "expires">): string {
    return expires?.toISOString().slice(0, 10) ?? "a day that AWS does not tell";
}
