import type { Place, Problem } from "./problems";
import { placeAt, treeAt, type Tree } from "./tree";

export type Path = Problem["path"];

/** Collects the mistakes of a definition whose values are known by their path, and finds the place of each. */
export class Report {
    readonly #tree: Tree;
    readonly #problems: Problem[];

    constructor(tree: Tree, problems: Problem[]) {
        this.#tree = tree;
        this.#problems = problems;
    }

    add(path: Path, message: string): void {
        this.#problems.push({ place: this.placeOf(path), path, message });
    }

    /** The keys of the map at a path as they were written, those of entries with a wrong form too. */
    keysAt(path: Path): string[] {
        const at = treeAt(this.#tree, path);
        return at?.kind === "map" ? [...at.entries.keys()] : [];
    }

    placeOf(path: Path): Place {
        return placeAt(this.#tree, path);
    }
}
