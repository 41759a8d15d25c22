/** A place in the definition: where a person looks to mend something. */
export interface Place {
    /** The file, relative to the working directory where it lies below it. */
    readonly file: string;
    /** From 1; absent where the whole file is meant. */
    readonly line?: number;
    readonly column?: number;
}

/** One mistake in the definition. */
export interface Problem {
    readonly place: Place;
    /** The keys that lead to the mistake, outermost first. */
    readonly path: readonly (string | number)[];
    /** What is wrong, what is allowed and what to do. */
    readonly message: string;
}

/** A place as editors and terminals make a link of it: `organizations/dev/organization.yaml:12:7`. */
export function formatPlace(place: Place): string {
    return [place.file, place.line, place.line === undefined ? undefined : place.column]
        .filter((part) => part !== undefined)
        .join(":");
}

/** A path as a person would write it: `units.Workloads.accounts.shop-prod.email`. */
export function formatPath(path: Problem["path"]): string {
    return path
        .map((key, index) => {
            if (typeof key === "number") return `[${key}]`;
            const plain = /^[\w@/-]+$/.test(key) ? key : JSON.stringify(key);
            return index === 0 ? plain : `.${plain}`;
        })
        .join("");
}

function formatProblem(problem: Problem): string {
    const path = formatPath(problem.path);
    const message = problem.message.replaceAll("\n", "\n      ");
    return `  ${formatPlace(problem.place)}${path ? ` ${path}` : ""}\n      ${message}`;
}

/** Every mistake in the definition at once, in the order of files and lines. Nothing has been sent to AWS when it is thrown. */
export class DefinitionError extends Error {
    readonly problems: readonly Problem[];

    constructor(problems: readonly Problem[]) {
        const sorted = [...problems].sort(
            (a, b) =>
                a.place.file.localeCompare(b.place.file) ||
                (a.place.line ?? 0) - (b.place.line ?? 0) ||
                (a.place.column ?? 0) - (b.place.column ?? 0),
        );
        const count = sorted.length === 1 ? "1 mistake" : `${sorted.length} mistakes`;
        super(`The definition has ${count}. Nothing was sent to AWS.\n\n${sorted.map(formatProblem).join("\n\n")}\n`);
        this.name = "DefinitionError";
        this.problems = sorted;
    }
}
