import { messageText, type ChangeMessage, type SaidByChanges } from "../../evaluator/effect/effectMessage";

/** What the console shows besides Pulumi's own output. Pulumi shows severity, and nothing else of a note but its message. */
export interface Note {
    readonly severity: "warning" | "info";
    readonly topic: NoteTopic;
    readonly message: string;
    /** The changes of a review that say the same. */
    readonly saidBy?: SaidByChanges;
}

/** What a note is about: the change itself, its effect in the accounts, the invitations, or what AWS has already. */
export type NoteTopic = "review" | "effect" | "invitations" | "found";

export function warningNotes(topic: NoteTopic, messages: readonly ChangeMessage[]): Note[] {
    return messages.map((message) => ({ severity: "warning", ...noteOf(topic, message) }));
}

export function infoNotes(topic: NoteTopic, messages: readonly ChangeMessage[]): Note[] {
    return messages.map((message) => ({ severity: "info", ...noteOf(topic, message) }));
}

function noteOf(topic: NoteTopic, message: ChangeMessage): Omit<Note, "severity"> {
    return { topic, message: messageText(message), ...(typeof message !== "string" && { saidBy: message.saidBy }) };
}
