import * as fs from "node:fs";
import * as path from "node:path";
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Document, type Node } from "yaml";
import type { Place, Problem } from "./problems";
import { merge, type Tree } from "./tree";

/** The texts of files that are not written yet, by the files' names as `definitionFiles` gives them. */
export type Texts = ReadonlyMap<string, string>;

/**
 * Reads a definition: one YAML file, or a folder of them (`*.yaml`, `*.yml`, with its folders), merged into one tree.
 *
 * @param location the file or folder, relative to the working directory or absolute.
 * @param problems takes every mistake found: a missing file, a mistake of YAML, a key given in two files.
 * @param edited stands for what is in these files.
 * @returns the merged tree, or nothing where not even one file could be read.
 */
export function readTree(location: string, problems: Problem[], edited: Texts = new Map()): Tree | undefined {
    const files = definitionFiles(location, problems);
    const trees = files.flatMap((file) => parseFile(file, edited.get(file), problems) ?? []);
    return merge(trees, problems);
}

/** The files of a definition, in the order in which they are merged. */
export function definitionFiles(location: string, problems: Problem[]): string[] {
    const stat = fs.statSync(location, { throwIfNoEntry: false });
    if (!stat) {
        problems.push({
            place: { file: location },
            path: [],
            message:
                "does not exist. Write the definition there (organizations/minimal is one to copy), or set where it lies: " +
                "pulumi config set definition organizations/<folder>",
        });
        return [];
    }
    if (!stat.isDirectory()) return [location];
    const files = fs
        .readdirSync(location, { recursive: true, encoding: "utf8" })
        .filter((file) => /\.ya?ml$/.test(file))
        .sort()
        .map((file) => path.join(location, file));
    if (files.length === 0) {
        problems.push({
            place: { file: location },
            path: [],
            message: "holds no *.yaml file. Write the definition there; organizations/minimal is one to copy",
        });
    }
    return files;
}

function parseFile(file: string, edited: string | undefined, problems: Problem[]): Tree | undefined {
    const lines = new LineCounter();
    const text = edited ?? readText(file, problems);
    if (text === undefined) return undefined;
    // Keys that are given twice are found below: the parser compares each key of a map with all the others.
    const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
    const placeOf = (offset: number): Place => {
        const { line, col } = lines.linePos(offset);
        return { file, line, column: col };
    };
    if (!Array.isArray(documents)) return undefined;
    for (const error of documents.flatMap((document: Document) => [...document.errors, ...document.warnings])) {
        problems.push({ place: placeOf(error.pos[0]), path: [], message: `is not valid YAML: ${error.message}` });
    }
    if (documents.length > 1) {
        problems.push({
            place: placeOf(documents[1]?.range[0] ?? 0),
            path: [],
            message: "begins a second YAML document (`---`): put it into a file of its own",
        });
    }
    const document = documents[0];
    if (!document?.contents || document.errors.length > 0) return undefined;
    if (isScalar(document.contents) && document.contents.value === null) return undefined;
    return toTree(document.contents, document, placeOf, file, problems, new Set());
}

function readText(file: string, problems: Problem[]): string | undefined {
    try {
        return fs.readFileSync(file, "utf8");
    } catch (error) {
        problems.push({ place: { file }, path: [], message: `cannot be read: ${(error as Error).message}` });
        return undefined;
    }
}

/** @param inside the anchored nodes that this one stands in by way of aliases: an alias of one of them has no end. */
function toTree(
    node: Node | null,
    document: Document,
    placeOf: (offset: number) => Place,
    file: string,
    problems: Problem[],
    inside: ReadonlySet<Node>,
): Tree {
    const place = node?.range ? placeOf(node.range[0]) : { file };
    const within = node && !isAlias(node) && node.anchor !== undefined ? new Set([...inside, node]) : inside;
    const convert = (child: unknown): Tree => toTree(child as Node | null, document, placeOf, file, problems, within);
    if (isAlias(node)) {
        const target = node.resolve(document);
        if (!target) {
            problems.push({
                place,
                path: [],
                message: `*${node.source} stands for nothing: write &${node.source} where it is first`,
            });
        } else if (inside.has(target)) {
            problems.push({
                place,
                path: [],
                message: `*${node.source} stands inside what it stands for: it has no end`,
            });
        }
        return target && !inside.has(target) ? { ...convert(target), place } : { kind: "scalar", place, value: null };
    }
    if (isMap(node)) {
        const entries = new Map<string, { key: Place; value: Tree }>();
        for (const pair of node.items) {
            const keyNode = pair.key as Node;
            const key = String(isScalar(keyNode) ? keyNode.value : keyNode);
            const keyPlace = keyNode.range ? placeOf(keyNode.range[0]) : place;
            if (key === "__proto__") {
                problems.push({
                    place: keyPlace,
                    path: [key],
                    message: "is a name that cannot be used: choose another",
                });
                continue;
            }
            if (entries.has(key)) {
                // YAML tells 1 from "1"; as a key of the definition they are one.
                problems.push({
                    place: keyPlace,
                    path: [],
                    message: `the key ${key} is given a second time: keep one`,
                });
            }
            entries.set(key, { key: keyPlace, value: pair.value ? convert(pair.value) : scalarNull(keyPlace) });
        }
        return { kind: "map", place, entries };
    }
    if (isSeq(node)) return { kind: "list", place, items: node.items.map(convert) };
    return { kind: "scalar", place, value: isScalar(node) ? node.value : null };
}

function scalarNull(place: Place): Tree {
    return { kind: "scalar", place, value: null };
}
