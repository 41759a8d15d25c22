import fastStringWidth from "fast-string-width";

/** How many columns a text takes in a terminal: characters of East Asia take two, accents of their own none. */
export function widthOf(text: string): number {
    return fastStringWidth(text);
}
