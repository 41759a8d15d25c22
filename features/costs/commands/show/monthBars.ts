const BARS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/** The months of a line as small bars, one character each: `▂▃▅█`. A month without costs is a blank. */
export function monthBars(months: readonly number[]): string {
    const most = Math.max(...months, 0);
    return months
        .map((amount) => {
            if (amount <= 0 || most === 0) return " ";
            return BARS[Math.min(BARS.length - 1, Math.floor((amount / most) * BARS.length))] ?? "";
        })
        .join("");
}
