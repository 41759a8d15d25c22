import { stringify } from "yaml";

/** A value that can be written into a definition. */
export type DefinitionValue =
    string | number | boolean | null | readonly DefinitionValue[] | { readonly [key: string]: DefinitionValue };

/** A text inside a flow collection. It is quoted if YAML would read it as something else. */
export function scalar(value: string | boolean): string {
    // YAML reads every JSON string as it is, on one line.
    if (typeof value === "string" && /[\r\n]/.test(value)) return JSON.stringify(value);
    return quoted(
        stringify([value], { collectionStyle: "flow", lineWidth: 0, flowCollectionPadding: false }).trim().slice(1, -1),
    );
}

/** The text in the quotes that prettier chooses: single quotes if it contains a double quote and needs no escapes. */
function quoted(text: string): string {
    const raw = text.slice(1, -1);
    if (text.startsWith('"') && raw.includes('"') && !/\\[^"]/.test(raw)) {
        return `'${raw.replaceAll('\\"', '"').replaceAll("'", "''")}'`;
    }
    if (text.startsWith("'") && !/["\\]/.test(raw)) return `"${raw.replaceAll("''", "'")}"`;
    return text;
}

/** The value on one line, such as `{ unit: Sandbox, tags: { Team: shop } }`. */
export function flow(value: DefinitionValue): string {
    if (typeof value === "number" || value === null) return String(value);
    if (typeof value === "string" || typeof value === "boolean") return scalar(value);
    if (Array.isArray(value)) return `[${(value as readonly DefinitionValue[]).map(flow).join(", ")}]`;
    const entries = Object.entries(value as Record<string, DefinitionValue>);
    return entries.length === 0
        ? "{}"
        : `{ ${entries.map(([key, one]) => `${scalar(key)}: ${flow(one)}`).join(", ")} }`;
}

/** `key: value` as lines, with one line for each key of the value, from the first column on. */
export function block(key: string, value: Readonly<Record<string, DefinitionValue>>, step: number): string[] {
    const entries = Object.entries(value);
    if (entries.length === 0) return [`${scalar(key)}: {}`];
    return [`${scalar(key)}:`, ...entries.map(([name, one]) => `${" ".repeat(step)}${scalar(name)}: ${flow(one)}`)];
}
