import { keysFor } from "../../../../operations/commands/adopt/feature";
import { RESERVED_DIMENSIONS } from "../../language/dimensionRules";
import type { AdoptableCategory } from "./adoptableCategory";

/** Chooses the keys of dimensions, which have fewer characters than names of categories. By the ARNs of the categories. */
export function dimensionKeys(
    categories: readonly Pick<AdoptableCategory, "arn" | "name">[],
): ReadonlyMap<string, string> {
    return keysFor(
        categories.map(({ arn, name }) => ({ id: arn, name: plain(name) })),
        "dimension",
        new Set(RESERVED_DIMENSIONS),
    );
}

function plain(name: string): string {
    const key = name
        .normalize("NFKD")
        .replace(/[^A-Za-z0-9-]+/g, "-")
        .replace(/^-+|-+$/g, "");
    return /^[A-Za-z]/.test(key) ? key : `dimension-${key}`.replace(/-$/, "");
}
