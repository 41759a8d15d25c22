import type { ParsedTemplate } from "../../../cloudformation";
import type { WrittenValue } from "../../../definition/reading/writtenValue";
import { isJsonMap } from "../../../evaluator/policyDocument";

/** A template with the place of each of its values, so that mistakes in it are reported with their places in its file. */
export function templateTree(file: string, parsed: ParsedTemplate): WrittenValue {
    const written = (value: unknown, path: readonly (string | number)[]): WrittenValue => {
        const place = { file, ...parsed.positionOf(path) };
        if (Array.isArray(value)) {
            return { kind: "list", place, items: value.map((item, index) => written(item, [...path, index])) };
        }
        if (!isJsonMap(value)) return { kind: "scalar", place, value };
        const entries = Object.entries(value).map(([key, one]) => {
            const inside = written(one, [...path, key]);
            return [key, { key: inside.place, value: inside }] as const;
        });
        return { kind: "map", place, entries: new Map(entries) };
    };
    return written(parsed.value, []);
}
