import * as fs from "node:fs";
import * as path from "node:path";

export const CHECKOUT = path.resolve(__dirname, "../../..");

/** The pages for users, as paths from the checkout. */
export const PAGES: readonly string[] = [
    "README.md",
    "CONTRIBUTING.md",
    ...inFolder("docs"),
    ...inFolder("docs/when"),
    "components/README.md",
    "local/README.md",
    "toolchain/README.md",
    "tests/bench/README.md",
    "policies/README.md",
];

function inFolder(folder: string): string[] {
    return fs
        .readdirSync(path.join(CHECKOUT, folder))
        .filter((name) => name.endsWith(".md"))
        .map((name) => `${folder}/${name}`)
        .sort();
}

/** A block of code of a page. */
export interface Block {
    /** Where it begins: `README.md:17`. */
    readonly at: string;
    readonly page: string;
    /** The word behind the fence; `indented` for a block without a fence. */
    readonly language: string;
    readonly text: string;
}

export function read(page: string): string {
    return fs.readFileSync(path.join(CHECKOUT, page), "utf8");
}

export function blocksOf(page: string): Block[] {
    const lines = read(page).split("\n");
    const blocks: Block[] = [];
    for (let index = 0; index < lines.length; index++) {
        const fence = /^( *)```(\w*)$/.exec(lines[index] ?? "");
        const at = `${page}:${index + 1}`;
        if (fence) {
            const [, indent = "", language = ""] = fence;
            const end = lines.indexOf(`${indent}\`\`\``, index + 1);
            const text = lines.slice(index + 1, end).map((line) => line.slice(indent.length));
            blocks.push({ at, page, language, text: text.join("\n") });
            index = end;
        } else if (/^ {4}\S/.test(lines[index] ?? "") && lines[index - 1] === "" && !inList(lines, index)) {
            let end = index;
            while (/^ {4}|^$/.test(lines[end] ?? "x")) end++;
            const text = lines.slice(index, end).map((line) => line.slice(4));
            blocks.push({ at, page, language: "indented", text: text.join("\n").trimEnd() });
            index = end - 1;
        }
    }
    return blocks;
}

/** Whether indented text belongs to a list above it. */
function inList(lines: readonly string[], at: number): boolean {
    const above = lines.slice(0, at).findLast((line) => /^\S/.test(line));
    return above !== undefined && /^([-*]|\d+\.) /.test(above);
}

export function allBlocks(): Block[] {
    return PAGES.flatMap(blocksOf);
}

/** The page without its blocks of code. */
export function prose(page: string): string {
    return blocksOf(page).reduce((text, { text: block }) => text.replace(block, ""), read(page));
}

/** A command as a shell would start it. */
export interface ShellCommand {
    readonly at: string;
    readonly words: readonly string[];
}

/** The commands in a block: every line of a block for bash, and the lines after `$` of a console. */
export function commandsOf({ at, language, text }: Block): ShellCommand[] {
    const lines = text.replaceAll(/\\\n\s*/g, " ").split("\n");
    const typed =
        language === "console" ? lines.filter((line) => line.startsWith("$ ")).map((line) => line.slice(2)) : lines;
    return typed.flatMap((line) => splitLine(line)).map((words) => ({ at, words }));
}

/** The commands in a line of a shell, each as words, without comments. */
export function splitLine(line: string): string[][] {
    const commands: string[][] = [[]];
    const token = /\s+|#.*$|&&|\|\||[;|]|((?:"(?:[^"\\]|\\.)*"|'[^']*'|\$\([^)]*\)|<[^>]*>|[^\s"';|&])+)/gy;
    for (const match of line.matchAll(token)) {
        const [all, word] = match;
        if (/^(&&|\|\||[;|])$/.test(all)) commands.push([]);
        else if (word !== undefined && !all.startsWith("#")) {
            commands
                .at(-1)
                ?.push(word.replaceAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_, two: string, one: string) => two ?? one));
        }
    }
    return commands.filter((words) => words.length > 0);
}

/**
 * The first line of a page's block that an output lacks; undefined if it has all of them, in their order. A page may leave out lines
 * and parts of lines (`...`). Ids, times and line numbers may differ, because they are those of one organisation on one day.
 */
export function missing(block: string, output: string): string | undefined {
    const lines = output.split("\n").map(plain);
    let from = 0;
    for (const line of block.split("\n").map(plain)) {
        if (line === "" || line === "...") continue;
        const pattern = new RegExp(
            `^${line
                .split("...")
                .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
                .join(".*")}`,
        );
        const at = lines.findIndex((one, index) => index >= from && pattern.test(one));
        if (at < 0) return line;
        from = at + 1;
    }
    return undefined;
}

function plain(line: string): string {
    return line
        .replaceAll(/\b\d{12}\b/g, "ACCOUNT")
        .replaceAll(/\b(p|ou|o)-[a-z0-9-]+\b/g, "$1-ID")
        .replaceAll(/\.yaml:\d+:\d+/g, ".yaml:LINE")
        .replaceAll(/\b[\d,.]+( s\b| of |(?= (?:more|actions|services|allowed|denied|depends)\b))/g, "N$1")
        .replaceAll(/\s+/g, " ")
        .trim();
}
