import type { Place, Problem } from "./problems";
import { placeAt, treeAt, type Tree } from "./tree";

export type Path = Problem["path"];

/** Collects the mistakes of a definition whose values are known by their path, and finds the place of each. */
export class Report {
    readonly tree: Tree;
    readonly #problems: Problem[];

    constructor(tree: Tree, problems: Problem[]) {
        this.tree = tree;
        this.#problems = problems;
    }

    add(path: Path, message: string): void {
        this.#problems.push({ place: this.placeOf(path), path, message });
    }

    /** The keys of the map at a path as they were written, those of entries with a wrong form too. */
    keysAt(path: Path): string[] {
        const at = treeAt(this.tree, path);
        return at?.kind === "map" ? [...at.entries.keys()] : [];
    }

    /** Whether a mistake lies directly in the map at a path: what seems to be missing there may be what is misspelt. */
    hasMistakeIn(path: Path): boolean {
        return this.#problems.some(
            (problem) =>
                problem.path.length === path.length + 1 && path.every((key, index) => key === problem.path[index]),
        );
    }

    /** Whether a mistake lies in or below something of that key, wherever it is. */
    isInMistake(key: string): boolean {
        return this.#problems.some((problem) => problem.path.includes(key));
    }

    placeOf(path: Path): Place {
        return placeAt(this.tree, path);
    }
}
