import { scalar } from "../../../edit/yamlValue";
import { widthOf } from "../../../cli/textWidth";

/** A value in a definition. */
export type YamlContent =
    string | number | boolean | readonly YamlContent[] | { readonly [key: string]: YamlContent | undefined };

const WIDTH = 120;
const STEP = "    ";
/** Maps with these keys get a line for each entry, even if they would fit on one. */
const OPEN = ["units", "accounts", "policies", "organization", "defaults"];

/** A map as YAML. Entries that fit are written on one line, as people write accounts; the others over several lines. */
export function yamlText(map: Readonly<Record<string, YamlContent | undefined>>): string {
    return `${lines(map, "").join("\n")}\n`;
}

function lines(map: Readonly<Record<string, YamlContent | undefined>>, indent: string): string[] {
    return entriesOf(map).flatMap(([key, value]) => {
        const name = `${indent}${scalar(key)}:`;
        const line = `${name} ${flow(value)}`;
        if (!isMap(value)) {
            if (!Array.isArray(value) || widthOf(line) <= WIDTH) return [line];
            return [name, ...value.flatMap((one: YamlContent) => listItem(one, indent + STEP))];
        }
        const entries = entriesOf(value);
        if (entries.length === 0) return [line];
        const isOpen = OPEN.includes(key) || entries.some(([one]) => OPEN.includes(one));
        return !isOpen && widthOf(line) <= WIDTH ? [line] : [name, ...lines(value, indent + STEP)];
    });
}

/** A map that does not fit on one line is written over several. */
function listItem(value: YamlContent, indent: string): string[] {
    const line = `${indent}- ${flow(value)}`;
    if (!isMap(value) || widthOf(line) <= WIDTH) return [line];
    const [first = "", ...more] = lines(value, `${indent}  `);
    return [`${indent}- ${first.trimStart()}`, ...more];
}

function flow(value: YamlContent): string {
    // Other YAML parsers read an unquoted date as a timestamp.
    if (typeof value === "string" && /^\d{4}-\d\d-\d\d/.test(value)) return JSON.stringify(value);
    if (typeof value === "number") return String(value);
    if (typeof value === "string" || typeof value === "boolean") return scalar(value);
    if (isList(value)) return `[${value.map(flow).join(", ")}]`;
    const entries = entriesOf(value).map(([key, one]) => `${scalar(key)}: ${flow(one)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function entriesOf(map: Readonly<Record<string, YamlContent | undefined>>): [string, YamlContent][] {
    return Object.entries(map).filter((entry): entry is [string, YamlContent] => entry[1] !== undefined);
}

function isList(value: YamlContent): value is readonly YamlContent[] {
    return Array.isArray(value);
}

function isMap(value: YamlContent): value is { readonly [key: string]: YamlContent | undefined } {
    return typeof value === "object" && !isList(value);
}
