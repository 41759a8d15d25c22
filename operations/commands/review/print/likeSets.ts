/** The things with the same key, in the order of the first of each. */
export function setsOf<T>(all: readonly T[], keyOf: (one: T) => string): readonly (readonly T[])[] {
    const sets = new Map<string, T[]>();
    for (const one of all) {
        const key = keyOf(one);
        const set = sets.get(key);
        if (set) set.push(one);
        else sets.set(key, [one]);
    }
    return [...sets.values()];
}
