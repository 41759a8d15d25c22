import { list, quoted } from "../../../../limits";
import { ExportError } from "./exportError";
import { EXPORT_FORMATS, type ExportFormat } from "./exportFormat";

/**
 * The format of an export, by its columns.
 *
 * @param types the types by the names of the columns.
 * @param where begins a message: `/work/costs, 2026-11`.
 */
export function formatOf(types: ReadonlyMap<string, string>, where: string): ExportFormat {
    const names = lowerCase(types.keys());
    const format = EXPORT_FORMATS.find(({ mark }) => names.has(mark.toLowerCase()));
    if (format) return format;
    throw new ExportError(
        `${where} has no column ${list(
            EXPORT_FORMATS.map(({ mark, name }) => `${mark} (${name})`),
            9,
            "or",
        )}: it is no export of costs, or in a format that is not read. It has ${list(
            [...types.keys()].map((one) => quoted(one)),
            8,
        )}`,
    );
}

/** Fails if a column is missing, or is not what AWS documents. */
export function checkColumns(
    format: ExportFormat,
    needed: ReadonlySet<string>,
    types: ReadonlyMap<string, string>,
    where: string,
): void {
    const names = lowerCase(types.keys());
    const missing = [...needed].filter((one) => !names.has(one.toLowerCase()));
    if (missing.length > 0) {
        throw new ExportError(
            `${where} lacks the ${missing.length === 1 ? "column" : "columns"} ${list(missing)} of ${format.name}, which this question needs: ${remedy(format, missing)}`,
        );
    }
    const maps = new Set([...format.tags.columns, "product"].map((one) => one.toLowerCase()));
    const flat = [...types].find(([name, type]) => {
        const isNeeded = [...needed].some((one) => one.toLowerCase() === name.toLowerCase());
        return isNeeded && maps.has(name.toLowerCase()) && !type.toLowerCase().startsWith("map");
    });
    if (flat) {
        throw new ExportError(
            `${where} has the column ${quoted(flat[0])} as ${quoted(flat[1])}, and AWS documents a map: read the files that AWS delivered, not a conversion`,
        );
    }
}

function remedy(format: ExportFormat, missing: readonly string[]): string {
    if (missing.some((one) => format.resource.columns.includes(one))) {
        return "set costs.export.resources to true, and wait for AWS's next delivery";
    }
    // Earlier previews of FOCUS had other columns.
    if (format.name === "FOCUS") return "read an export of FOCUS 1.0 or 1.2";
    return "add what is missing to the export, and wait for AWS's next delivery";
}

function lowerCase(names: Iterable<string>): Set<string> {
    return new Set([...names].map((one) => one.toLowerCase()));
}
