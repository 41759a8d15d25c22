import {
    isInvitation,
    isOpen,
    isSameRecipient,
    type FoundHandshake,
    type InvitationRecipient,
} from "../../aws/organization";
import type { AccountModel } from "../../definition";
import type { ExistingInvitation } from "../state";
import type { InvitationFacts } from "./invitationFacts";

/** What the program registers for an invitation. */
export interface InvitationInputs {
    readonly target: InvitationRecipient;
    readonly notes?: string;
    readonly previous?: string;
}

/** What this run does about an invited account that is not yet a member. */
export type InvitationStep =
    /**
     * An invitation is sent: the first one, or one that replaces another that has ended (`previous`) or has another recipient (`instead`).
     */
    | {
          readonly what: "send";
          readonly inputs: InvitationInputs;
          readonly previous?: FoundHandshake | ForgottenInvitation;
          readonly instead?: InvitationRecipient;
      }
    /** Somebody else has sent an invitation that is open: the stack takes it over. */
    | { readonly what: "take up"; readonly inputs: InvitationInputs; readonly open: FoundHandshake }
    /** The invitation is open: this run does nothing about it. */
    | {
          readonly what: "wait";
          readonly inputs: InvitationInputs;
          readonly open: FoundHandshake;
          readonly hasNewNotes: boolean;
      }
    /** The invitation has ended, and is not sent again automatically. Without `inputs`, it is not in the stack. */
    | {
          readonly what: "ended";
          readonly inputs?: InvitationInputs;
          readonly ended: FoundHandshake | ForgottenInvitation;
      };

/** An invitation that ended more than 30 days ago: AWS no longer lists it. */
export interface ForgottenInvitation {
    readonly id: string;
    readonly state: "GONE";
}

/** The recipient of an account's invitation. */
export function recipientOf({ id, email }: Pick<AccountModel, "id" | "email">): InvitationRecipient {
    return id === undefined ? { type: "EMAIL", id: email } : { type: "ACCOUNT", id };
}

/**
 * Decides about an invited account that is not yet a member. An invitation that has expired is sent again, because nobody has declined it.
 * Any other end is a person's decision, and only a person can change it.
 *
 * @param before the invitation that the stack has.
 */
export function planInvitation(
    account: AccountModel,
    before: ExistingInvitation | undefined,
    facts: InvitationFacts,
): InvitationStep {
    const invitations = facts.handshakes.filter(isInvitation);
    const { notes, again } = account.invite ?? {};
    const said = { target: recipientOf(account), ...(notes !== undefined && { notes }) };
    // An account that was invited by its e-mail may have an id in the definition later.
    const names: readonly InvitationRecipient[] = [said.target, { type: "EMAIL", id: account.email }];
    const isMeant = (target: InvitationRecipient | undefined): boolean =>
        names.some((name) => isSameRecipient(target, name));
    const open = invitations.find((handshake) => isOpen(handshake) && isMeant(handshake.recipient));

    if (!before) {
        if (open) return { what: "take up", inputs: { ...said, target: open.recipient ?? said.target }, open };
        const last = latest(invitations.filter(({ recipient: target }) => isMeant(target)));
        if (last?.state === "DECLINED" && again !== last.id) return { what: "ended", ended: last };
        return { what: "send", inputs: { ...said, ...(again !== undefined && { previous: again }) } };
    }
    if (!isMeant(before.target)) {
        return open
            ? { what: "take up", inputs: { ...said, target: open.recipient ?? said.target }, open }
            : { what: "send", inputs: said, instead: before.target };
    }
    const kept: InvitationInputs = {
        target: before.target,
        ...(before.notes !== undefined && { notes: before.notes }),
        ...(before.previous !== undefined && { previous: before.previous }),
    };
    const held = invitations.find(({ id }) => id === before.handshakeId) ?? {
        id: before.handshakeId,
        state: "GONE" as const,
    };
    // The resource keeps its recipient: another one would replace the resource.
    const next: InvitationInputs = { ...said, target: before.target, previous: before.handshakeId };
    if (again === held.id) return { what: "send", inputs: next, previous: held };
    if (isFound(held) && isOpen(held)) {
        return { what: "wait", inputs: kept, open: held, hasNewNotes: (notes ?? "") !== (before.notes ?? "") };
    }
    if (open) {
        // It was sent by hand to the resource's recipient. AWS answers that it exists already, and it is taken over.
        return isSameRecipient(open.recipient, before.target)
            ? { what: "take up", inputs: next, open }
            : { what: "take up", inputs: { ...said, target: open.recipient ?? said.target }, open };
    }
    return held.state === "EXPIRED"
        ? { what: "send", inputs: next, previous: held }
        : { what: "ended", inputs: kept, ended: held };
}

export function isFound(handshake: FoundHandshake | ForgottenInvitation): handshake is FoundHandshake {
    return handshake.state !== "GONE";
}

function latest(handshakes: readonly FoundHandshake[]): FoundHandshake | undefined {
    const at = ({ requested }: FoundHandshake): number => requested?.getTime() ?? 0;
    return [...handshakes].sort((one, other) => at(other) - at(one))[0];
}
