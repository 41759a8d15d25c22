import { isDeepStrictEqual } from "node:util";
import { UNKNOWN_INPUT, type ResourceInputs } from "../../definition/feature";

/** Pulumi's key for a value of special kind, such as a secret, whose content an exported state does not show. */
const SPECIAL = "4dabf18193072939515e22adb298388d";

/**
 * The names of the inputs that differ, sorted.
 *
 * @param before the inputs in the state. The AWS provider has added its defaults to them, and names those in `__defaults`.
 * @param after the inputs that the program registers.
 * @param ignored names, or paths such as `name.middleName`, whose differences count for nothing.
 */
export function differingInputs(
    before: ResourceInputs,
    after: ResourceInputs,
    ignored: readonly string[] = [],
): readonly string[] {
    const kept = ignored.reduce((inputs, path) => withOldValue(inputs, before, path.split(".")), after);
    return differingKeys(before, kept).sort();
}

/** Keys of which `after` says something else than `before`. What the provider added by itself is no difference. */
function differingKeys(before: ResourceInputs, after: ResourceInputs): string[] {
    const added = new Set(["__defaults", "__provider", ...defaultsOf(before)]);
    // The AWS provider writes the stack's region into what has none of its own.
    if (!("region" in after)) added.add("region");
    const gone = Object.keys(before).filter((key) => !(key in after) && !added.has(key) && !isEmpty(before[key]));
    const other = Object.keys(after).filter((key) => key !== "__provider" && !isSame(before[key], after[key]));
    return [...gone, ...other];
}

function defaultsOf({ __defaults: names }: ResourceInputs): readonly string[] {
    return Array.isArray(names) ? names.map(String) : [];
}

function isSame(before: unknown, after: unknown): boolean {
    if (after === UNKNOWN_INPUT) return false;
    if (before === undefined) return isEmpty(after);
    if (isSecret(before)) return true;
    if (Array.isArray(before) && Array.isArray(after)) return isSameList(before, after);
    if (isMap(before) && isMap(after)) return differingKeys(before, after).length === 0;
    if (typeof before === "string" && typeof after === "string") return before === after || isSameJson(before, after);
    return isDeepStrictEqual(before, after);
}

/** The order of lists says nothing in the resources that are registered here. */
function isSameList(before: readonly unknown[], after: readonly unknown[]): boolean {
    if (before.length !== after.length) return false;
    if (before.every((value, index) => isSame(value, after[index]))) return true;
    const left = [...before];
    return after.every((value) => {
        const at = left.findIndex((one) => isSame(one, value));
        if (at >= 0) left.splice(at, 1);
        return at >= 0;
    });
}

/** Documents such as policies are compared by what they say and not by their text. */
function isSameJson(before: string, after: string): boolean {
    if (!/^\s*[[{]/.test(before) || !/^\s*[[{]/.test(after)) return false;
    try {
        return isDeepStrictEqual(JSON.parse(before), JSON.parse(after));
    } catch {
        return false;
    }
}

/** The inputs with the value of the state at a path, as Pulumi's `ignoreChanges` does it. */
function withOldValue(
    inputs: ResourceInputs,
    before: ResourceInputs,
    [key = "", ...rest]: readonly string[],
): ResourceInputs {
    const [old, value] = [before[key], inputs[key]];
    if (rest.length > 0) {
        return isMap(old) && isMap(value) ? { ...inputs, [key]: withOldValue(value, old, rest) } : inputs;
    }
    if (key in before) return { ...inputs, [key]: old };
    return Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== key));
}

function isMap(value: unknown): value is ResourceInputs {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSecret(value: unknown): boolean {
    return isMap(value) && SPECIAL in value;
}

/** AWS has no difference between an empty map or list and none. */
function isEmpty(value: unknown): boolean {
    return value === undefined || (typeof value === "object" && value !== null && Object.values(value).length === 0);
}
