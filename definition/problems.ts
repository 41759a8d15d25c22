import { printable, quoted, visible, formatCount } from "../limits";

/** A place in a file of the definition, where a person looks to fix something. */
export interface Place {
    /** Relative to the working directory if the file lies below it. */
    readonly file: string;
    /** Counted from 1; absent if the whole file is meant. */
    readonly line?: number;
    readonly column?: number;
}

/** One mistake in the definition. */
export interface Problem {
    readonly place: Place;
    /** The keys that lead to the mistake, from the outermost. */
    readonly path: readonly (string | number)[];
    /** What is wrong, what is allowed and what to do. */
    readonly message: string;
}

/** A place in the form that editors and terminals turn into a link: `organizations/dev/organization.yaml:12:7`. */
export function formatPlace(place: Place): string {
    return [visible(place.file, 1_000), place.line, place.line === undefined ? undefined : place.column]
        .filter((part) => part !== undefined)
        .join(":");
}

/** A path as a person would write it: `units.Workloads.accounts.shop-prod.email`. */
export function formatPath(path: Problem["path"]): string {
    return path
        .map((key, index) => {
            if (typeof key === "number") return `[${key}]`;
            const plain = /^[\w@/-]{1,100}$/.test(key) ? key : quoted(key);
            return index === 0 ? plain : `.${plain}`;
        })
        .join("");
}

/** The most characters of one message, and of all messages together. Readers fix the first ones first. */
const MAX_MESSAGE = 4_000;
const MAX_SHOWN = 100;
const MAX_CHARACTERS = 60_000;

function formatProblem(problem: Problem): string {
    const path = formatPath(problem.path.slice(0, 20));
    const text = printable(problem.message);
    const short = text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}...` : text;
    const message = short.replaceAll("\n", "\n      ");
    return `  ${formatPlace(problem.place)}${path ? ` ${path}` : ""}\n      ${message}`;
}

/** The first mistakes, and the number of the others. */
function formatProblems(problems: readonly Problem[]): string {
    const shown: string[] = [];
    let characters = 0;
    for (const problem of problems.slice(0, MAX_SHOWN)) {
        const text = formatProblem(problem);
        characters += text.length;
        if (characters > MAX_CHARACTERS && shown.length > 0) break;
        shown.push(text);
    }
    const more = problems.length - shown.length;
    if (more > 0) shown.push(`  and ${formatCount(more)} more. They are shown when these are fixed`);
    return shown.join("\n\n");
}

const BRAND = Symbol.for("aws-organization.DefinitionError");

/** All mistakes in the definition, in the order of files and lines. When it is thrown, nothing has been sent to AWS. */
export class DefinitionError extends Error {
    readonly problems: readonly Problem[];
    readonly [BRAND] = true;

    /** Also of those that the bundle of a review throws (program/forecast), which has a copy of this class. */
    static override [Symbol.hasInstance](value: unknown): boolean {
        return value instanceof Error && BRAND in value;
    }

    /**
     * @param what the beginning of the sentence that counts the mistakes.
     * @param heading stands in the place of that sentence if the problems are no mistakes of the definition; without its point.
     */
    constructor(problems: readonly Problem[], what = "The definition has", heading?: string) {
        const sorted = [...problems].sort(
            (a, b) =>
                (a.place.file === b.place.file ? 0 : a.place.file.localeCompare(b.place.file)) ||
                (a.place.line ?? 0) - (b.place.line ?? 0) ||
                (a.place.column ?? 0) - (b.place.column ?? 0),
        );
        const count = sorted.length === 1 ? "1 mistake" : `${sorted.length} mistakes`;
        super(`${heading ?? `${what} ${count}`}. Nothing was sent to AWS.\n\n${formatProblems(sorted)}\n`);
        this.name = "DefinitionError";
        this.problems = sorted;
    }
}
