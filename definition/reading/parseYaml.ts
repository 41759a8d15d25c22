import {
    isAlias,
    isMap,
    isScalar,
    isSeq,
    Lexer,
    LineCounter,
    parseAllDocuments,
    type Document,
    type Node,
    type Pair,
} from "yaml";
import { controlCharacter, quoted, visible, formatCount } from "../../limits";
import { keyMistake, readKey } from "./keyText";
import { formatPlace, type Place, type Problem } from "../problems";
import { misread } from "./misreadScalar";
import type { WrittenValue } from "./writtenValue";
import { syntaxMistakes } from "./yamlSyntaxMistakes";

/** The deepest nesting of maps and lists. Units and their contents need less than a quarter of it. */
const MAX_DEPTH = 64;
/** The most values that all aliases of a definition expand to: ten tags for each of 30,000 accounts. */
const MAX_EXPANDED = 300_000;

/** The most entries of a list. The largest policy that AWS accepts has fewer. */
const MAX_ITEMS = 5_000;

/** The most mistakes that are reported for one file. */
const MAX_MISTAKES = 1_000;

/** How many values the aliases of a definition have added so far, over all of its files. */
export interface Expanded {
    nodes: number;
}

interface Reading {
    readonly expanded?: Expanded;
    /** The path in the definition at which the text's value stands. */
    readonly above?: Problem["path"];
    /** The text is JSON, which is also valid YAML. */
    readonly isJson?: boolean;
}

/**
 * Reads one YAML text.
 *
 * @param problems receives every mistake, with its place.
 * @returns the value with its places; undefined if the text is empty or cannot be read.
 */
export function parseYaml(
    file: string,
    text: string,
    problems: Problem[],
    { expanded = { nodes: 0 }, above = [], isJson = false }: Reading = {},
): WrittenValue | undefined {
    const lines = new LineCounter();
    const placeOf = (offset: number): Place => {
        const { line, col } = lines.linePos(offset);
        return { file, line, column: col };
    };
    const refuse = (place: Place, message: string): undefined => void problems.push({ place, path: above, message });
    const hidden = hiddenCharacter(text);
    if (hidden) {
        return refuse(
            { file, line: hidden.line, column: hidden.column },
            `holds the character ${hidden.code}, which is invisible and changes how the text around it looks: remove it`,
        );
    }
    const documents = parseAll(text, lines);
    if (!documents) {
        return refuse({ file }, `nests lists or maps far too deeply: at most ${MAX_DEPTH} levels are read`);
    }
    const [document, second] = documents;
    if (!document) return undefined;
    for (const { offset, message } of isJson ? [] : syntaxMistakes(text, documents)) refuse(placeOf(offset), message);
    if (second && document.errors.length === 0) {
        refuse(placeOf(second.range?.[0] ?? 0), "begins a second YAML document (`---`): put it into a file of its own");
    }
    const { explicit, version } = document.directives?.yaml ?? {};
    if (explicit === true && version !== "1.2") {
        refuse(
            placeOf(0),
            `is written for YAML ${version}, in which 012 and yes mean something else: remove the line %YAML`,
        );
    }
    if (!document.contents || (document.errors.length > 0 && !isJson)) return undefined;
    if (isScalar(document.contents) && document.contents.value === null) return undefined;
    return new Reader(placeOf, file, problems, expanded).tree(document.contents, above, 0);
}

/** Undefined if maps and lists are nested so deeply that the parser would run out of memory. */
function parseAll(text: string, lineCounter: LineCounter): readonly Document[] | undefined {
    if (isTooDeep(text)) return undefined;
    // The parser creates an error for each character that it cannot place. Stack traces for a million errors would take a minute.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
        // Duplicate keys are found later, because the parser would compare each key of a map with all others.
        return parseAllDocuments(text, { lineCounter, prettyErrors: false, uniqueKeys: false });
    } catch (error) {
        if (error instanceof RangeError) return undefined;
        throw error;
    } finally {
        Error.stackTraceLimit = stackTraceLimit;
    }
}

/** Whether more brackets and braces are open at once than any definition needs. Those in texts and comments do not count. */
function isTooDeep(text: string): boolean {
    const deepest = (tokens: Iterable<string>): number => {
        let [depth, most] = [0, 0];
        for (const token of tokens) {
            if (token === "[" || token === "{") most = Math.max(most, ++depth);
            else if (token === "]" || token === "}") depth = Math.max(0, depth - 1);
        }
        return most;
    };
    const brackets = text.match(/[[\]{}]/g) ?? [];
    // Running the lexer takes long and is rarely needed.
    return deepest(brackets) > 2 * MAX_DEPTH && deepest(new Lexer().lex(text)) > 2 * MAX_DEPTH;
}

/** Characters that nobody types, not even in a comment: they can hide from a reviewer what a definition says. */
function hiddenCharacter(text: string): { code: string; line: number; column: number } | undefined {
    const code = controlCharacter(text, { lines: true });
    if (code === undefined) return undefined;
    const offset = text.search(new RegExp(`\\u{${code.slice(2)}}`, "u"));
    const before = text.slice(0, offset).split("\n");
    return { code, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The value of an anchor. It has no tree while it is being read, because an alias inside it would never end. */
interface Anchor {
    tree?: WrittenValue;
    nodes: number;
}

class Reader {
    readonly #placeOf: (offset: number) => Place;
    readonly #file: string;
    readonly #problems: Problem[];
    readonly #expanded: Expanded;
    readonly #anchors = new Map<string, Anchor>();
    #nodes = 0;
    #tooDeep = false;
    #refused = 0;

    constructor(placeOf: (offset: number) => Place, file: string, problems: Problem[], expanded: Expanded) {
        this.#placeOf = placeOf;
        this.#file = file;
        this.#problems = problems;
        this.#expanded = expanded;
    }

    tree(node: Node | null, path: Problem["path"], depth: number): WrittenValue {
        const place = node?.range ? this.#placeOf(node.range[0]) : { file: this.#file };
        if (isAlias(node)) return this.#alias(node.source, place, path);
        this.#nodes += 1;
        const anchor: Anchor | undefined = node?.anchor === undefined ? undefined : { nodes: 0 };
        if (anchor && node?.anchor !== undefined) this.#anchors.set(node.anchor, anchor);
        const before = this.#nodes;
        const tree = this.#value(node, place, path, depth);
        if (anchor) {
            anchor.tree = tree;
            anchor.nodes = this.#nodes - before + 1;
        }
        return tree;
    }

    #value(node: Node | null, place: Place, path: Problem["path"], depth: number): WrittenValue {
        if (isMap(node) || isSeq(node)) {
            if (depth >= MAX_DEPTH) return this.#refuseDepth(place, path);
            if (isMap(node)) return this.#map(node.items as Pair<Node, Node | null>[], place, path, depth);
            if (node.items.length > MAX_ITEMS) {
                this.#refuse(
                    place,
                    path,
                    `has ${formatCount(node.items.length)} entries: ${formatCount(MAX_ITEMS)} are read at most`,
                );
            }
            const items = node.items
                .slice(0, MAX_ITEMS)
                .map((item, index) => this.tree(item as Node | null, [...path, index], depth + 1));
            return { kind: "list", place, items };
        }
        if (!isScalar(node)) return scalarNull(place);
        const { value } = node;
        if (typeof value === "string") {
            const code = controlCharacter(value, { lines: true });
            if (code !== undefined) this.#refuse(place, path, `holds the control character ${code}: remove it`);
            return { kind: "scalar", place, value };
        }
        const written = node.source ?? String(value);
        const wrong = misread(value, written);
        if (wrong !== undefined) this.#refuse(place, path, wrong);
        return { kind: "scalar", place, value, written };
    }

    #map(items: readonly Pair<Node, Node | null>[], place: Place, path: Problem["path"], depth: number): WrittenValue {
        const entries = new Map<string, { key: Place; value: WrittenValue }>();
        for (const pair of items) {
            const keyPlace = pair.key.range ? this.#placeOf(pair.key.range[0]) : place;
            const key = readKey(pair.key);
            const name = visible(key.text, Infinity);
            const at = [...path, name];
            const wrong = key.mistake ?? keyMistake(key.text);
            const before = entries.get(name);
            if (wrong !== undefined) this.#refuse(keyPlace, at, wrong);
            else if (before) {
                // YAML distinguishes 1 from "1". As keys of the definition they are the same.
                const first = formatPlace(before.key);
                this.#refuse(
                    keyPlace,
                    at,
                    `the key ${visible(key.text)} is given a second time: keep one. The first is at ${first}`,
                );
            }
            const value = pair.value ? this.tree(pair.value, at, depth + 1) : scalarNull(keyPlace);
            if (key.skip !== true) entries.set(name, { key: keyPlace, value });
        }
        return { kind: "map", place, entries };
    }

    #alias(name: string, place: Place, path: Problem["path"]): WrittenValue {
        const anchor = this.#anchors.get(name);
        const shown = visible(name);
        if (!anchor) {
            this.#refuse(
                place,
                path,
                `*${shown} is an alias, but nothing has that anchor: write &${shown} before the value that it repeats. If it is a text, put it in quotes, ${quoted(`*${name}`)}`,
            );
        } else if (!anchor.tree) {
            this.#refuse(place, path, `*${shown} is used inside the value that it repeats, which would never end`);
        } else if (this.#expanded.nodes + anchor.nodes > MAX_EXPANDED) {
            // Reported once, because every later alias would exceed the limit too.
            if (this.#expanded.nodes <= MAX_EXPANDED) {
                this.#refuse(
                    place,
                    path,
                    `*${shown} makes the definition too large: its aliases may expand to ${formatCount(MAX_EXPANDED)} values in all`,
                );
            }
            this.#expanded.nodes = Infinity;
        } else {
            this.#nodes += anchor.nodes;
            this.#expanded.nodes += anchor.nodes;
            return { ...anchor.tree, place };
        }
        return scalarNull(place);
    }

    #refuseDepth(place: Place, path: Problem["path"]): WrittenValue {
        if (!this.#tooDeep) {
            this.#refuse(
                place,
                path.slice(0, 8),
                `is nested deeper than ${MAX_DEPTH} levels, which no definition needs`,
            );
        }
        this.#tooDeep = true;
        return scalarNull(place);
    }

    #refuse(place: Place, path: Problem["path"], message: string): void {
        this.#refused += 1;
        if (this.#refused < MAX_MISTAKES) this.#problems.push({ place, path, message });
        if (this.#refused === MAX_MISTAKES) {
            this.#problems.push({
                place,
                path: [],
                message: "and more mistakes after this one: fix those before it first",
            });
        }
    }
}

function scalarNull(place: Place): WrittenValue {
    return { kind: "scalar", place, value: null };
}
