import { accessRoleProtection, type AccountModel, type OrganizationModel } from "../../definition";
import type { FoundHandshake, InvitationRecipient } from "../../aws/organization";
import { INVITATIONS } from "../../limits";
import type { AccountInAws } from "../adoption";
import type { InvitedAccount } from "./invitedAccounts";
import { isFound, type ForgottenInvitation } from "./nextInvitationStep";

/** What people read about an invited account: infos about what happens, and warnings about what somebody has to do. */
export interface InvitationMessages {
    readonly infos: readonly string[];
    readonly warnings: readonly string[];
}

/** What happens in this run to an account that is invited and not yet a member. */
export function invitationMessages({ account, step, alias }: InvitedAccount): InvitationMessages {
    const { key } = account;
    const infos: string[] = [];
    const warnings: string[] = [];
    if (alias !== undefined) infos.push(`account ${key} had the key ${alias} until now: it keeps its invitation.`);
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
                    "If it is a member of another organisation, accepting moves it here directly, and what it has from that organisation ends at once: policies, access through IAM Identity Center, resource shares, what AWS services do for the whole organisation.",
                ...unknownUntilItJoins(account, target),
            );
            break;
        }
        case "take up":
            infos.push(
                `account ${key} has an open invitation that is not in the stack (${step.open.id}, until ${day(step.open)}): it is taken over, not sent a second time.`,
                waiting(account, step.open),
            );
            break;
        case "wait":
            infos.push(waiting(account, step.open));
            if (step.hasNewNotes) {
                warnings.push(
                    `account ${key}: AWS cannot change the notes of an invitation. The new notes are sent with the next one. To cancel ${step.open.id} and send another now, write beside them\nagain: ${step.open.id}`,
                );
            }
            break;
        case "ended":
            warnings.push(
                `account ${key}: its invitation ${step.ended.id} ${ending(step.ended)} It is not sent again automatically. To send another, write\n` +
                    `invite: { again: ${step.ended.id} }\n` +
                    "If the account should not join, remove it from the definition.",
            );
    }
    return { infos, warnings };
}

/** An account that has accepted. It is reported once, when it is taken over. */
export function describeJoined(account: AccountModel, { id }: AccountInAws, model: OrganizationModel): string {
    const { key, unit, roleName } = account;
    const protection = accessRoleProtection(account, model);
    return (
        `account ${key} (${id}) has joined. It is taken over now: moved to ${unit}, tagged and guarded.\n` +
        `AWS creates no access role in an invited account, and the role of another organisation trusts that organisation. Unless somebody has created ${roleName}, the management account cannot work in it; ` +
        `its guardrails bind it nevertheless. \`org access-role ${key}\` prints how to create the role there.` +
        (protection
            ? `\nCreate it BEFORE this run: in ${unit}, the guardrail ${protection.key} lets nobody in the account attach a policy to it.`
            : "")
    );
}

/** An invitation that this run cancels. */
export function describeCancelled(key: string, { id, recipient }: FoundHandshake): string {
    return `account ${key} is no longer in the definition: its invitation ${id}${recipient ? ` to ${recipient.id}` : ""} is cancelled, and can no longer be accepted.`;
}

/** What the invited account's owner has to do. */
function waiting({ key }: AccountModel, open: FoundHandshake): string {
    const to = open.recipient ? ` (${open.recipient.id})` : "";
    return (
        `account ${key}${to} is invited: PENDING until ${day(open)} (${open.id}). Nothing in this definition applies to it until it has accepted and \`up\` has run. Its owner accepts in that account: in the console, AWS Organizations, Invitations; or\n` +
        `aws organizations accept-handshake --handshake-id ${open.id}\n` +
        `Create the access role there before that: \`org access-role ${key}\` prints how.`
    );
}

function resending(key: string, previous: FoundHandshake | ForgottenInvitation): string {
    if (isStillOpen(previous)) {
        return `account ${key}: its invitation ${previous.id} is open, and \`again\` names it: it is cancelled, and another is sent.`;
    }
    return previous.state === "EXPIRED"
        ? `account ${key}: its invitation ${previous.id} has expired${isFound(previous) ? ` on ${day(previous)}` : ""} without an answer. Another is sent.`
        : `account ${key}: its invitation ${previous.id} (${previous.state}) is replaced by another, as \`again\` says.`;
}

function ending({ state }: FoundHandshake | ForgottenInvitation): string {
    switch (state) {
        case "DECLINED":
            return "was declined by its owner.";
        case "CANCELED":
            return "was cancelled outside of this stack.";
        case "ACCEPTED":
            return "was accepted, but AWS does not list the account as a member. It has left again, or AWS has not finished: then a later run takes it over.";
        default:
            return `has ended. AWS no longer says how: it keeps that for ${INVITATIONS.keptDays} days.`;
    }
}

/** A warning about an account that is invited by its id: its e-mail and name are guesses until AWS shows them. */
function unknownUntilItJoins({ key, email, name }: AccountModel, { type }: InvitationRecipient): string[] {
    if (type === "EMAIL") return [];
    return [
        `account ${key}: AWS shows its e-mail and name only after it has joined. Here they are ${email} and ${JSON.stringify(name)}: if they differ, the run after that says what to write. ` +
            "If the policy pack's account-email refuses the real e-mail, no `up` passes after it has joined: ask its owner for the e-mail, and name the account in account-email.except before.",
    ];
}

function isStillOpen({ state }: FoundHandshake | ForgottenInvitation): boolean {
    return state === "OPEN" || state === "REQUESTED";
}

/** 2026-12-09 */
export function day({ expires }: Pick<FoundHandshake, "expires">): string {
    return expires?.toISOString().slice(0, 10) ?? "an unknown day";
}
