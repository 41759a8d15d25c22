import type { Document, YAMLParseError, YAMLWarning } from "yaml";
import { quoted } from "../../limits";

export interface SyntaxMistake {
    readonly offset: number;
    readonly message: string;
}

/** Errors after which the parser reads the rest correctly. After any other error, most further errors are consequences of it. */
const HARMLESS: readonly string[] = [
    "BAD_ALIAS",
    "BAD_SCALAR_START",
    "BLOCK_AS_IMPLICIT_KEY",
    "BAD_DQ_ESCAPE",
    "TAG_RESOLVE_FAILED",
];

/** The mistakes of YAML syntax in a text. Each cause is reported once, as far as causes can be told from consequences. */
export function syntaxMistakes(text: string, documents: readonly Document[]): SyntaxMistake[] {
    const all = documents.flatMap(({ errors, warnings }) => [...errors, ...warnings]);
    const mistakes: SyntaxMistake[] = [];
    const lines = new Set<number>();
    for (const error of all.sort((one, two) => one.pos[0] - two.pos[0])) {
        const line = text.lastIndexOf("\n", error.pos[0]);
        if (!lines.has(line)) mistakes.push(mistakeOf(text, error, all));
        lines.add(line);
        if (!HARMLESS.includes(error.code)) break;
    }
    return mistakes;
}

function mistakeOf(
    text: string,
    error: YAMLParseError | YAMLWarning,
    all: readonly (YAMLParseError | YAMLWarning)[],
): SyntaxMistake {
    const indented = furtherIndented(text, error, all);
    if (indented !== undefined) {
        return {
            offset: indented,
            message:
                "is not valid YAML: this line is indented further than the one before, so YAML reads it as more of that text: begin both keys in the same column",
        };
    }
    const isIndent = error.code === "BAD_INDENT" && text.startsWith(" ", error.pos[0]);
    const offset = isIndent ? error.pos[0] + text.slice(error.pos[0]).search(/\S|$/) : error.pos[0];
    return { offset, message: `is not valid YAML: ${explain(text, error)}` };
}

/**
 * Where the key stands that is indented further than the key with a text before it. YAML takes both lines for one text, and reports that a
 * text with a colon is no key.
 */
function furtherIndented(
    text: string,
    { code, pos: [offset] }: YAMLParseError | YAMLWarning,
    all: readonly (YAMLParseError | YAMLWarning)[],
): number | undefined {
    if (code !== "BLOCK_AS_IMPLICIT_KEY") return undefined;
    const whole = all.find((one) => one.code === "MULTILINE_IMPLICIT_KEY" && one.pos[0] === offset);
    if (!whole) return undefined;
    const line = text.lastIndexOf("\n", whole.pos[1] - 1) + 1;
    return line + text.slice(line).search(/\S/);
}

function explain(text: string, { code, message, pos: [offset] }: YAMLParseError | YAMLWarning): string {
    if (code === "BAD_ALIAS" && message.includes("empty")) return '* alone is an alias of YAML: put it in quotes, "*"';
    if (code === "BLOCK_AS_IMPLICIT_KEY") return 'a text with ": " in it must be in quotes';
    if (code === "BAD_INDENT" && message.startsWith("All mapping items")) {
        return "this line is indented otherwise than the keys around it: begin all keys of one map in the same column";
    }
    if (code === "BAD_SCALAR_START") return `a text that begins with ${quoted(text[offset])} must be in quotes`;
    if (message.startsWith("Maximum call stack")) return "lists or maps are nested far too deeply here";
    const word = wordAt(text, offset);
    if (code === "UNEXPECTED_TOKEN" && /[\w@+.-]\{|\}[\w@+.-]/.test(word)) {
        return `a text with { or } in it must be in quotes, ${quoted(word)}`;
    }
    return message.length > 200 ? `${message.slice(0, 200)}...` : message;
}

/** The characters around a position up to a space or comma. A brace that closes the surrounding map is not included. */
function wordAt(text: string, offset: number): string {
    const near = text.slice(Math.max(0, offset - 100), offset + 100);
    const at = Math.min(offset, 100);
    const start = near.slice(0, at).search(/[^\s,"']*$/);
    const word = /^[^\s,"']*/.exec(near.slice(start))?.[0] ?? "";
    const extra = (word.match(/}/g)?.length ?? 0) - (word.match(/{/g)?.length ?? 0);
    return extra > 0 ? word.replace(new RegExp(`}{1,${extra}}$`), "") : word;
}
