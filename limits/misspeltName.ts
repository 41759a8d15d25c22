import { nearestWord } from "./nearestWord";

/**
 * Of the names that AWS had on the day of some data, the one of which a name is a typing mistake; undefined if it may be one that AWS has added
 * since.
 *
 * Another number at the end is no typing mistake, because AWS numbers the successors of what it has: `AWSGlueServiceRole_v2`.
 */
export function misspeltName(name: string, names: readonly string[]): string | undefined {
    const near = nearestWord(name, names);
    if (near === undefined) return undefined;
    const isSuccessor = near.toLowerCase() !== name.toLowerCase() && withoutNumber(near) === withoutNumber(name);
    return isSuccessor ? undefined : near;
}

function withoutNumber(name: string): string {
    return name.toLowerCase().replace(/[_-]?v?\d+$/, "");
}
