/** Something that can only come after others. */
interface Dependent {
    readonly id: string;
    /** The ids of what comes before it. */
    readonly needs: readonly string[];
}

/**
 * Sorts items so that each comes after everything that it needs. Otherwise they keep their order.
 *
 * @throws Error if an item needs one that is missing, or if items need each other in a circle.
 */
export function topologicalOrder<T extends Dependent>(items: readonly T[]): T[] {
    const byId = new Map(items.map((item) => [item.id, item]));
    const ordered = new Set<T>();
    const path = new Set<string>();
    const visit = (id: string): void => {
        const item = byId.get(id);
        if (!item) throw new Error(`the ${id} is not in the model: the definition should have refused it`);
        if (ordered.has(item)) return;
        if (path.has(id)) throw new Error(`these wait for each other in a circle: ${[...path, id].join(", then ")}`);
        path.add(id);
        for (const needed of item.needs) visit(needed);
        path.delete(id);
        ordered.add(item);
    };
    for (const { id } of items) visit(id);
    return [...ordered];
}
