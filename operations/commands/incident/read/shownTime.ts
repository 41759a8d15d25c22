/** `2026-11-27 12:31`, in UTC. @param at as AWS writes times. */
export function minute(at: string): string {
    return at.slice(0, 16).replace("T", " ");
}
