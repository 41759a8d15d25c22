import { isDeepStrictEqual } from "node:util";

/** Whether two values of JSON are one to whoever reads them: the order of keys does not count, that of lists does. */
export function sameJson(one: unknown, two: unknown): boolean {
    return isDeepStrictEqual(one, two);
}

/** The value of a JSON text; undefined where it is none. */
export function parsed(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}
