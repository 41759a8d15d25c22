import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Document, type Node } from "yaml";
import { controlCharacter, didYouMean, formatCount, quoted, visible } from "../limits";
import { longForm, SHORT_FORMS } from "./shortForms";

/** A position in a text, both counted from 1. */
export interface TextPosition {
    readonly line: number;
    readonly column: number;
}

/** A mistake in a template, with its place. */
export interface TemplateMistake extends Partial<TextPosition> {
    /** What is wrong and what to write, as the end of a sentence that names the file. */
    readonly message: string;
}

/** A text as a template: its value without short forms, or why it is none. */
export interface ParsedTemplate {
    /** Undefined if there is a mistake. */
    readonly value?: unknown;
    readonly mistakes: readonly TemplateMistake[];
    /** The position of the value at a path, or of its nearest ancestor. */
    positionOf(path: readonly (string | number)[]): TextPosition | undefined;
}

/** Templates are nested much less. */
const MAX_DEPTH = 64;
/** The most values of a template, also of what its aliases repeat. 51,200 bytes have fewer. */
const MAX_VALUES = 60_000;
/**
 * Parts of YAML 1.1 that CloudFormation does not read. AWS: "AWS CloudFormation Template Formats" (awsdocs/aws-cloudformation-user-guide,
 * template-formats.md, a copy from before 2024), read 2026-11-27. Aliases and merges, which it names too, are resolved here before AWS sees them.
 */
const UNREAD_TAGS = ["timestamp", "binary", "omap", "pairs", "set"].map((name) => `tag:yaml.org,2002:${name}`);

/**
 * Reads the text of a template: JSON, or YAML as CloudFormation reads it, which is YAML 1.1 with short forms such as `!Sub`.
 *
 * @param text at most some hundred thousand characters: the caller refuses larger files.
 */
export function parseTemplate(text: string): ParsedTemplate {
    const lines = new LineCounter();
    const hidden = controlCharacter(text, { lines: true });
    if (hidden !== undefined) return failed(`holds the control character ${hidden}: remove it`);
    const documents = parseDocuments(text, lines);
    if (!documents) return failed(`nests lists or maps deeper than ${MAX_DEPTH} levels`);
    const [document, second] = documents;
    if (!document?.contents) return failed("is empty: write a template with Resources");
    const reader = new TemplateReader(lines, document);
    for (const { message, pos } of document.errors)
        reader.refuse(pos[0], `is not valid YAML or JSON: ${visible(message)}`);
    if (second && document.errors.length === 0) {
        reader.refuse(second.range?.[0] ?? 0, "begins a second YAML document (`---`): keep one template in a file");
    }
    const value = document.errors.length > 0 ? undefined : reader.read(document.contents, 0);
    const positionOf = (path: readonly (string | number)[]): TextPosition | undefined => reader.positionOf(path);
    return { mistakes: reader.mistakes, positionOf, ...(reader.mistakes.length === 0 && { value }) };
}

function failed(message: string): ParsedTemplate {
    return { mistakes: [{ message }], positionOf: () => undefined };
}

/** Undefined if lists and maps are nested so deeply that the parser would run out of memory. */
function parseDocuments(text: string, lineCounter: LineCounter): readonly Document[] | undefined {
    const { stackTraceLimit } = Error;
    // The parser makes an error for each character that it cannot place. Their stack traces would take a minute.
    Error.stackTraceLimit = 0;
    try {
        return parseAllDocuments(text, {
            lineCounter,
            prettyErrors: false,
            version: "1.1",
            merge: false,
            customTags: (tags) => tags.filter((one) => typeof one === "string" || !UNREAD_TAGS.includes(one.tag)),
        });
    } catch (error) {
        if (error instanceof RangeError) return undefined;
        throw error;
    } finally {
        Error.stackTraceLimit = stackTraceLimit;
    }
}

/** Whether a number is another one, or has other digits, than what is written. */
function isMisread(value: unknown, source: string): boolean {
    return (typeof value === "number" || typeof value === "bigint") && String(Number(value)) !== source;
}

class TemplateReader {
    readonly mistakes: TemplateMistake[] = [];
    readonly #lines: LineCounter;
    readonly #document: Document;
    #values = 0;

    constructor(lines: LineCounter, document: Document) {
        this.#lines = lines;
        this.#document = document;
    }

    refuse(offset: number, message: string): void {
        if (this.mistakes.length < 100) this.mistakes.push({ ...this.#at(offset), message });
    }

    /** The value of a node without short forms. */
    read(node: Node | null, depth: number): unknown {
        this.#values += 1;
        const offset = node?.range?.[0] ?? 0;
        if (this.#values > MAX_VALUES || depth > MAX_DEPTH) {
            const most =
                depth > MAX_DEPTH
                    ? `${MAX_DEPTH} levels`
                    : `${formatCount(MAX_VALUES)} values, with what aliases repeat`;
            if (!this.mistakes.some(({ message }) => message.startsWith("has more than"))) {
                this.refuse(offset, `has more than ${most}: no template needs them`);
            }
            return null;
        }
        if (isAlias(node)) return this.read((node.resolve(this.#document) as Node | undefined) ?? null, depth + 1);
        const value = this.#plain(node, depth);
        const tag = node?.tag;
        if (tag === undefined || !tag.startsWith("!") || tag === "!") return value;
        const name = SHORT_FORMS.get(tag);
        if (name === undefined) {
            this.refuse(
                offset,
                `has the tag ${visible(tag)}, which is no function of CloudFormation that a StackSet may use.${didYouMean(tag, [...SHORT_FORMS.keys()])} Allowed: ${[...SHORT_FORMS.keys()].join(", ")}`,
            );
            return value;
        }
        return longForm(name, value);
    }

    #plain(node: Node | null, depth: number): unknown {
        if (isMap(node)) {
            const entries = node.items.map(({ key, value }): [string, unknown] => {
                // A key is a text: `Y` and `on` are names there.
                const name = isScalar(key) ? (key.source ?? String(key.value)) : "";
                const at = (key as Node | null)?.range?.[0] ?? 0;
                if (!isScalar(key)) this.refuse(at, "has a list or a map as a key: a key must be a text");
                if (name === "<<")
                    this.refuse(at, "merges maps with <<, which CloudFormation does not read: write them out");
                return [name, this.read(value as Node | null, depth + 1)];
            });
            return Object.fromEntries(entries);
        }
        if (isSeq(node)) return node.items.map((item) => this.read(item as Node | null, depth + 1));
        if (!isScalar(node)) return null;
        const { value, source, type } = node;
        // CloudFormation's parser reads `yes` as true, but `y` as a text.
        if (type === "PLAIN" && typeof value === "boolean" && source?.length === 1) return source;
        // 012 and 1:30 are other numbers, and 1.10 and long ones lose digits.
        if (type === "PLAIN" && source !== undefined && isMisread(value, source)) {
            this.refuse(
                node.range?.[0] ?? 0,
                `has the number ${visible(source)}, which is read as ${Number(value)}: put it in quotes, ${quoted(source)}`,
            );
        }
        return typeof value === "bigint" ? Number(value) : value;
    }

    positionOf(path: readonly (string | number)[]): TextPosition | undefined {
        for (let length = path.length; length >= 0; length--) {
            const node: unknown =
                length === 0 ? this.#document.contents : this.#document.getIn(path.slice(0, length), true);
            const range = (node as Node | undefined)?.range;
            if (range) return this.#at(range[0]);
        }
        return undefined;
    }

    #at(offset: number): TextPosition {
        const { line, col } = this.#lines.linePos(offset);
        return { line, column: col };
    }
}
