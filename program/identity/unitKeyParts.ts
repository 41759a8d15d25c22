/** The key of the unit above; undefined for a unit directly under the root. */
export function parentOf(unit: string): string | undefined {
    const end = unit.lastIndexOf("/");
    return end < 0 ? undefined : unit.slice(0, end);
}

/** The last of the keys that lead to a unit: the one that is written at its place. */
export function lastKeyOf(unit: string): string {
    return unit.slice(unit.lastIndexOf("/") + 1);
}
