/**
 * How AWS may write the key of a cost allocation tag in an export, the likeliest first.
 *
 * Cost Explorer knows a tag by its own key (`CostCenter`). Users' queries of CUR 2.0 have `user_cost_center` in the map `resource_tags`, as
 * the columns of older reports for Athena: a prefix for tags of users, lower case, an underscore before capitals and instead of other
 * characters. The FOCUS specification says that tags of users have no prefix. AWS documents neither (looked for on 2026-11-26), so all are
 * tried; a key of another tag can only be found where both are spelled alike.
 */
export function tagSpellings(tag: string): readonly string[] {
    const isAws = tag.startsWith("aws:");
    const prefix = isAws ? "aws" : "user";
    const name = isAws ? tag.slice("aws:".length) : tag;
    return [...new Set([tag, `${prefix}:${name}`, `${prefix}_${columnName(name)}`, `${prefix}_${name}`])];
}

/** `CostCenter` is `cost_center`. */
function columnName(name: string): string {
    return name
        .replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "_")
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "_")
        .replace(/^_|_$/g, "");
}
