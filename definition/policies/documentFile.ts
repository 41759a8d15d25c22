import * as path from "node:path";
import { quoted, visible } from "../../limits";
import type { Problem } from "../problems";
import type { Path, Report } from "../problemReport";
import { readSource } from "../reading/sourceFile";
import { parseYaml } from "../reading/parseYaml";

/**
 * Reads the JSON file that holds a policy's document. Mistakes are reported with their places in the file.
 *
 * @param file relative to the folder.
 * @param at the path at which the file is named.
 * @param folder of the definition: the file must lie in it.
 */
export function readDocument(
    file: string,
    at: Path,
    { report, folder }: { readonly report: Report; readonly folder: string },
): Record<string, unknown> | undefined {
    const location = path.join(folder, file);
    const shown = visible(location, 300);
    const edited = report.edited.get(location);
    const source = edited === undefined ? readSource(location, folder) : { text: edited };
    if ("refused" in source) {
        const where = source.line === undefined ? shown : `${shown}:${source.line}:${source.column}`;
        report.add(at, `${where} ${source.refused}. Give the path of a JSON file, relative to ${visible(folder, 300)}`);
        return undefined;
    }
    // Some editors write a byte order mark. It has no meaning.
    const text = source.text.replace(/^\uFEFF/, "");
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch (error) {
        report.addProblem(jsonMistake(location, text, error as SyntaxError, at));
        return undefined;
    }
    const problems: Problem[] = [];
    const tree = parseYaml(location, text, problems, { above: at, isJson: true });
    for (const problem of problems) report.addProblem(problem);
    if (!tree || problems.length > 0) return undefined;
    if (tree.kind !== "map") {
        report.add(at, `${shown} does not hold a JSON object, and a policy document must be one`);
        return undefined;
    }
    report.addFile(at, tree);
    return value as Record<string, unknown>;
}

/** The first position at which a text is not JSON, and why. */
function jsonMistake(file: string, text: string, error: SyntaxError, at: Path): Problem {
    const [, token] = /^Unexpected token '?(.)/s.exec(error.message) ?? [];
    const [, position] = / at position (\d+)/.exec(error.message) ?? [];
    const offset =
        position !== undefined ? Number(position) : token !== undefined ? firstUnexpected(text) : text.length;
    const before = text.slice(0, offset).split("\n");
    const found = text[offset];
    const what =
        found === undefined
            ? "it ends before it is complete"
            : found === "/" || found === "#"
              ? "JSON has no comments"
              : `${quoted(found)} is not expected here${found === "}" || found === "]" ? ": is there one comma too many before it?" : ""}`;
    return {
        place: { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
        path: at,
        message: `is not valid JSON: ${what}`,
    };
}

/** Node.js does not give the position of every mistake. The mistake is at the end of the shortest prefix that has it. */
function firstUnexpected(text: string): number {
    const hasIt = (length: number): boolean => {
        try {
            JSON.parse(text.slice(0, length));
            return false;
        } catch (error) {
            return (error as Error).message.startsWith("Unexpected token");
        }
    };
    let [without, having] = [0, text.length];
    while (having - without > 1) {
        const middle = (without + having) >> 1;
        if (hasIt(middle)) having = middle;
        else without = middle;
    }
    return without;
}
