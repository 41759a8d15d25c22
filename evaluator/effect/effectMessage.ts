/**
 * The changes of a review that say all of a message: then the review does not show it, so that nothing is said twice. If one of them is not
 * there, the message stays.
 */
export interface SaidByChanges {
    /** What the changes are about, as `ReviewSubject`. */
    readonly subject: string;
    /** The kind of the changes, such as `account-closed`. Absent: any. */
    readonly kind?: string;
    /** Names of resources, each of which a change of this kind must stand for. Absent: any change is enough. */
    readonly names?: readonly string[];
}

/** What people read about a change. */
export type ChangeMessage = string | { readonly message: string; readonly saidBy: SaidByChanges };

/** As people read it. */
export function messageText(message: ChangeMessage): string {
    return typeof message === "string" ? message : message.message;
}
