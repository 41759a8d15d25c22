import fastStringWidth from "fast-string-width";

/** The columns that a text takes in a terminal. East Asian characters take two, combining accents none. */
export function widthOf(text: string): number {
    return fastStringWidth(text);
}
