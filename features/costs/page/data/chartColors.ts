/** The colours of the charts in the light and in the dark page. tests/unit measures what is claimed of them here. */
export interface ChartColors {
    readonly surface: string;
    readonly text: string;
    readonly quiet: string;
    readonly line: string;
    /** Of the layers of the stacked months. Colour-blind people can tell each from each, and all stand out from `surface` (3:1). */
    readonly layers: readonly string[];
    /** The frame of a unit in the tree map. */
    readonly unit: string;
    /** The layer of all others. */
    readonly rest: string;
    /** From "costs much less" to "costs much more", in the order of CHANGE_STEPS: blue, grey, orange, as red and green look alike to many. */
    readonly changes: readonly string[];
    /** What had no costs a month before. */
    readonly isNew: string;
}

/** Where one colour of changes ends and the next begins, as shares of the costs before. */
const CHANGE_ENDS = [-0.5, -0.2, -0.05, 0.05, 0.2, 0.5] as const;

/** What each colour of changes means. */
export const CHANGE_STEPS = [
    "less than half",
    "−50 to −20 %",
    "−20 to −5 %",
    "−5 to +5 %",
    "+5 to +20 %",
    "+20 to +50 %",
    "+50 % and more",
] as const;

export function changeColor(colors: ChartColors, change: number | "new" | "gone" | undefined): string {
    if (change === "new") return colors.isNew;
    const share = change === "gone" ? -1 : (change ?? 0);
    const step = CHANGE_ENDS.filter((end) => (end < 0 ? share > end : share >= end)).length;
    return colors.changes[step] ?? colors.rest;
}

/** Black or white, whichever is easier to read on a colour. */
export function textOn(color: string): string {
    return contrast(color, "#ffffff") >= contrast(color, "#10141b") ? "#ffffff" : "#10141b";
}

/** The ratio of two colours by WCAG 2.2, between 1 and 21. Text needs 4.5, and the parts of a chart need 3. */
export function contrast(one: string, other: string): number {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
    return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
    const [red, green, blue] = linearRgb(color);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Red, green and blue as amounts of light between 0 and 1, from `#rrggbb`. */
export function linearRgb(color: string): readonly [number, number, number] {
    const channel = (start: number): number => {
        const value = Number.parseInt(color.slice(start, start + 2), 16) / 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    };
    return [channel(1), channel(3), channel(5)];
}
