import { isAlias, isScalar, Scalar, type Node } from "yaml";
import { controlCharacter, invisibleCharacter, lookAlike, quoted, visible } from "../../limits";
import { misreadKey } from "./misreadScalar";

/** The key of a map, as it is written. */
export interface MapKey {
    readonly text: string;
    readonly mistake?: string;
    /** The key is unusable, so its entry is skipped. */
    readonly skip?: true;
}

/** The text of a key. A number, boolean or null as a key counts as its text. */
export function readKey(node: Node | null): MapKey {
    if (isAlias(node)) {
        const text = `*${visible(node.source)}`;
        return { text, mistake: `the key ${text} is an alias: write the key itself, or put it in quotes`, skip: true };
    }
    if (!isScalar(node)) {
        return { text: "?", mistake: "a key is a list or a map: it must be a text", skip: true };
    }
    const { value, source, type } = node;
    if (typeof value !== "string") {
        const written = source ?? String(value);
        const mistake = misreadKey(value, written);
        return { text: written, ...(mistake !== undefined && { mistake }) };
    }
    if (value === "<<" && type === Scalar.PLAIN) {
        const mistake =
            "<< merges maps in YAML 1.1 only: give the whole map by its alias, such as tags: *common, or write the keys here";
        return { text: value, mistake, skip: true };
    }
    if (value === "__proto__") return { text: value, mistake: "cannot be used as a name: choose another", skip: true };
    return { text: value };
}

/** Keys are typed on command lines and read in reviews, so characters that are invisible or easily mistaken for others are refused. */
export function keyMistake(key: string): string | undefined {
    // Nearly all keys end here.
    if (/^[\x20-\x7e]*$/.test(key)) return undefined;
    const hidden = controlCharacter(key) ?? invisibleCharacter(key);
    if (hidden !== undefined)
        return `the key ${quoted(key)} holds the character ${hidden}, which is invisible: remove it`;
    const like = lookAlike(key);
    if (like) {
        return `the key ${quoted(key)} holds the letter ${like.code} (${like.letter}), which only looks like the Latin one beside it: write it with letters of one script`;
    }
    return undefined;
}
