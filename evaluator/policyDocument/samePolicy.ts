import { isDeepStrictEqual } from "node:util";
import { asList } from "./documentStatements";
import { isJsonMap, parsedJson, type JsonMap } from "./jsonValues";

/**
 * Whether two policy documents mean the same, however they are written: white space, the order of keys, statements and values, one value or a
 * list of one, and the case of actions and condition keys make no difference. The names of statements (`Sid`) count, because denials name them.
 *
 * Of management policies, only white space and the order of keys make none.
 */
export function isSamePolicy(one: string, other: string): boolean {
    return one === other || isDeepStrictEqual(normal(parsedJson(one) ?? one), normal(parsedJson(other) ?? other));
}

function normal(document: unknown): unknown {
    if (!isJsonMap(document) || document.Statement === undefined) return document;
    const statements = asList(document.Statement).map((statement) => JSON.stringify(normalStatement(statement)));
    return { ...document, Statement: statements.sort() };
}

function normalStatement(statement: unknown): unknown {
    if (!isJsonMap(statement)) return statement;
    return sorted(
        mapped(statement, (key, value) => {
            if (key === "Action" || key === "NotAction") return [key, values(value, (text) => text.toLowerCase())];
            if (key === "Resource" || key === "NotResource") return [key, values(value)];
            if (key === "Principal" || key === "NotPrincipal") {
                return [key, isJsonMap(value) ? sorted(mapped(value, (kind, ids) => [kind, values(ids)])) : value];
            }
            return [key, key === "Condition" && isJsonMap(value) ? normalCondition(value) : value];
        }),
    );
}

function normalCondition(condition: JsonMap): JsonMap {
    return sorted(
        mapped(condition, (operator, keys) => [
            operator,
            isJsonMap(keys) ? sorted(mapped(keys, (key, value) => [key.toLowerCase(), values(value)])) : keys,
        ]),
    );
}

/** AWS takes `true` and `"true"` for the same. */
function values(value: unknown, change: (text: string) => string = (text) => text): string[] {
    const texts = asList(value).map((one) => change(typeof one === "string" ? one : JSON.stringify(one)));
    return [...new Set(texts)].sort();
}

function mapped(map: JsonMap, change: (key: string, value: unknown) => readonly [string, unknown]): JsonMap {
    return Object.fromEntries(Object.entries(map).map(([key, value]) => change(key, value)));
}

function sorted(map: JsonMap): JsonMap {
    return Object.fromEntries(Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1)));
}
