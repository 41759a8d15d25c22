import type { Place, Problem } from "./problems";
import { placeAt, valueAt, type WrittenValue } from "./reading/writtenValue";

export type Path = Problem["path"];

/** A mistake whose message is made when it is asked for. */
class LateProblem implements Problem {
    readonly place: Place;
    readonly path: Path;
    readonly #make: () => string;
    #made: string | undefined;

    constructor(place: Place, path: Path, make: () => string) {
        this.place = place;
        this.path = path;
        this.#make = make;
    }

    get message(): string {
        return (this.#made ??= this.#make());
    }
}

/** Collects the mistakes of a definition whose values are known by their path, and finds the place of each. */
export class Report {
    readonly written: WrittenValue;
    readonly #problems: Problem[];
    /** What is written in other files, by the path of what names the file. */
    readonly #files = new Map<string, WrittenValue>();
    /** The paths of mistakes, of the maps in which they lie, and the keys that lead to them. */
    readonly #at = new Set<string>();
    readonly #in = new Set<string>();
    readonly #keys = new Set<string | number>();

    /** @param problems those of reading the files, to which others are added. */
    constructor(written: WrittenValue, problems: Problem[]) {
        this.written = written;
        this.#problems = problems;
        for (const { path } of problems) this.#remember(path);
    }

    /** @param message where it takes long to find, such as what may have been meant: asked for when it is shown. */
    add(path: Path, message: string | (() => string)): void {
        this.addProblem(
            typeof message === "string"
                ? { place: this.placeOf(path), path, message }
                : new LateProblem(this.placeOf(path), path, message),
        );
    }

    /** A mistake whose place is known already. */
    addProblem(problem: Problem): void {
        this.#problems.push(problem);
        this.#remember(problem.path);
    }

    #remember(path: Path): void {
        this.#at.add(JSON.stringify(path));
        this.#in.add(JSON.stringify(path.slice(0, -1)));
        for (const key of path) this.#keys.add(key);
    }

    /** Lets mistakes in another file, which is named at a path, be told with their places in that file. */
    addFile(path: Path, tree: WrittenValue): void {
        this.#files.set(JSON.stringify(path), tree);
    }

    /** The keys of the map at a path as they were written, those of entries with a wrong form too. */
    keysAt(path: Path): string[] {
        const at = valueAt(this.written, path);
        return at?.kind === "map" ? [...at.entries.keys()] : [];
    }

    /** The characters that a number, a truth or null at a path was read from. */
    writtenAt(path: Path): string | undefined {
        const at = valueAt(this.written, path);
        return at?.kind === "scalar" ? at.written : undefined;
    }

    /** Whether a mistake of exactly this path is told. */
    hasMistakeAt(path: Path): boolean {
        return this.#at.has(JSON.stringify(path));
    }

    /** Whether a mistake lies directly in the map at a path: what seems to be missing there may be what is misspelt. */
    hasMistakeIn(path: Path): boolean {
        return this.#in.has(JSON.stringify(path));
    }

    /** Whether a mistake lies in or below something of that key, wherever it is. */
    isInMistake(key: string): boolean {
        return this.#keys.has(key);
    }

    placeOf(path: Path): Place {
        // Only policies name files.
        for (let length = path[0] === "policies" ? path.length - 1 : 0; length > 0; length--) {
            const tree = this.#files.get(JSON.stringify(path.slice(0, length)));
            if (tree) return placeAt(tree, path.slice(length));
        }
        return placeAt(this.written, path);
    }
}
