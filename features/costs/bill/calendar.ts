/** Days are texts such as `2026-11-25`, months such as `2026-11`; both compare as texts. All are of UTC, as AWS's bill is. */

/** The month some months later; earlier with a negative count. */
export function monthsLater(month: string, count: number): string {
    const [year = 0, number = 0] = month.split("-").map(Number);
    return new Date(Date.UTC(year, number - 1 + count, 1)).toJSON().slice(0, 7);
}

/** The day some days later; earlier with a negative count. */
export function dayLater(day: string, count: number): string {
    const date = new Date(`${day}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() + count);
    return date.toJSON().slice(0, 10);
}
