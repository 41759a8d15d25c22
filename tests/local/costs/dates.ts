/** Days as AWS writes them: `2026-11-01`, in UTC. */
const text = (date: Date): string => date.toISOString().slice(0, 10);

export const today = (): string => text(new Date());

export const daysAgo = (days: number): string => text(new Date(Date.now() - days * 86_400_000));

/** The first day of this month, or of the month that many months later. */
export function firstOfMonth(later = 0): string {
    const now = new Date();
    return text(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + later, 1)));
}
