/** An object of JSON, by its keys. */
export type JsonMap = Readonly<Record<string, unknown>>;

export function isJsonMap(value: unknown): value is JsonMap {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value of a JSON text; undefined if the text is not JSON. */
export function parsedJson(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}

/** The document of a policy that has been read before, so that its content is known to be a JSON object. */
export function documentOf(content: string): JsonMap {
    return JSON.parse(content) as JsonMap;
}

/** The value at a path of keys; undefined if a key is missing. */
export function jsonAt(value: unknown, path: readonly (string | number)[]): unknown {
    return path.reduce<unknown>(
        (at, key) =>
            typeof at === "object" && at !== null && Object.hasOwn(at, key)
                ? (at as Record<PropertyKey, unknown>)[key]
                : undefined,
        value,
    );
}
