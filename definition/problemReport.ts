import type { Place, Problem } from "./problems";
import type { EditedTexts } from "./reading/definitionFiles";
import { placeAt, valueAt, type WrittenValue } from "./reading/writtenValue";

export type Path = Problem["path"];

/** A mistake whose message is computed only when it is needed. */
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

/** Collects the mistakes of a definition by the paths of values, and finds the place of each. */
export class Report {
    readonly written: WrittenValue;
    /** The folder that files in the definition are relative to. */
    readonly folder: string;
    /** Texts that replace the contents of files that the definition names. */
    readonly edited: EditedTexts;
    readonly #problems: Problem[];
    /** The values of other files, by the path at which the definition names the file. */
    readonly #files = new Map<string, WrittenValue>();
    /** The paths of mistakes and of the maps that contain them, and the keys on those paths. */
    readonly #at = new Set<string>();
    readonly #in = new Set<string>();
    readonly #keys = new Set<string | number>();

    /**
     * @param problems the mistakes found while reading the files. Others are added to it.
     * @param folder needed only where the definition names files.
     * @param edited needed only where an edit is checked before it is written.
     */
    constructor(written: WrittenValue, problems: Problem[], folder = ".", edited: EditedTexts = new Map()) {
        this.written = written;
        this.folder = folder;
        this.edited = edited;
        this.#problems = problems;
        for (const { path } of problems) this.#remember(path);
    }

    /**
     * @param message a function if the message takes long to compute, such as one with a suggestion. It is called when the message is
     * shown.
     */
    add(path: Path, message: string | (() => string)): void {
        this.addProblem(
            typeof message === "string"
                ? { place: this.placeOf(path), path, message }
                : new LateProblem(this.placeOf(path), path, message),
        );
    }

    /** Adds a mistake whose place is known already. */
    addProblem(problem: Problem): void {
        this.#problems.push(problem);
        this.#remember(problem.path);
    }

    #remember(path: Path): void {
        this.#at.add(JSON.stringify(path));
        this.#in.add(JSON.stringify(path.slice(0, -1)));
        for (const key of path) this.#keys.add(key);
    }

    /** Adds a file that is named at a path, so that mistakes below that path are reported with their places in the file. */
    addFile(path: Path, tree: WrittenValue): void {
        this.#files.set(JSON.stringify(path), tree);
    }

    /** The keys of the map at a path as they were written, including those of entries with a wrong form. */
    keysAt(path: Path): string[] {
        const at = valueAt(this.written, path);
        return at?.kind === "map" ? [...at.entries.keys()] : [];
    }

    /** The characters that a number, boolean or null at a path was read from. */
    writtenAt(path: Path): string | undefined {
        const at = valueAt(this.written, path);
        return at?.kind === "scalar" ? at.written : undefined;
    }

    /** Whether a mistake with exactly this path is reported. */
    hasMistakeAt(path: Path): boolean {
        return this.#at.has(JSON.stringify(path));
    }

    /** Whether a mistake lies directly in the map at a path. What seems to be missing there may be a misspelt key. */
    hasMistakeIn(path: Path): boolean {
        return this.#in.has(JSON.stringify(path));
    }

    /** Whether a mistake lies at or below a key of this name, anywhere in the definition. */
    isInMistake(key: string): boolean {
        return this.#keys.has(key);
    }

    placeOf(path: Path): Place {
        // Only documents of policies and of permission sets come from files.
        for (let length = this.#files.size > 0 ? path.length - 1 : 0; length > 0; length--) {
            const tree = this.#files.get(JSON.stringify(path.slice(0, length)));
            if (tree) return placeAt(tree, path.slice(length));
        }
        return placeAt(this.written, path);
    }
}
