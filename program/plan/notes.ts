/** One message for people about a run. */
export interface Note {
    readonly severity: "warning" | "info";
    readonly topic: NoteTopic;
    readonly message: string;
}

/** What a note is about: the change itself, its effect in the accounts, the invitations, or what AWS has already. */
export type NoteTopic = "review" | "effect" | "invitations" | "found";

export function warningNotes(topic: NoteTopic, messages: readonly string[]): Note[] {
    return messages.map((message) => ({ severity: "warning", topic, message }));
}

export function infoNotes(topic: NoteTopic, messages: readonly string[]): Note[] {
    return messages.map((message) => ({ severity: "info", topic, message }));
}
