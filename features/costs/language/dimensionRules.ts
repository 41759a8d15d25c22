import { ROOT_UNIT, type OrganizationModel } from "../../../definition/model";
import type { Path, Report } from "../../../definition/problemReport";
import {
    COST_CATEGORIES,
    COST_CATEGORY_NAME,
    COST_CATEGORY_RULES,
    COST_CATEGORY_VALUE,
    didYouMean,
    formatCount,
    listSome,
    quoted,
    TAG_KEY,
    textError,
} from "../../../limits";
import { valuesOf, type CostsModel, type DimensionModel } from "../model";
import { DEFAULT_VALUE, type WrittenDimension } from "./writtenDimension";

/** What `org costs --by` and names of budgets use for something else. */
export const RESERVED_DIMENSIONS = ["account", "kind", "organization", "region", "service", "unit"];

/** Checks what the dimensions say: names, AWS's rules of cost categories, and everything that they name. */
export function checkDimensions(
    dimensions: readonly WrittenDimension[],
    organization: OrganizationModel,
    report: Report,
): void {
    if (dimensions.length > COST_CATEGORIES.max) {
        report.add(
            ["costs", "dimensions"],
            `has ${formatCount(dimensions.length)} dimensions: AWS allows ${COST_CATEGORIES.max} cost categories`,
        );
    }
    const names = new Map<string, string>();
    const owners = new Map<string, string>();
    for (const dimension of dimensions) {
        checkKeyAndName(dimension, names, report);
        checkId(dimension, owners, report);
        checkValues(dimension, report);
        checkNamedTags(dimension, report);
        checkNamedNodes(dimension, organization, report);
        checkNamedDimensions(dimension, dimensions, report);
    }
}

/** In AWS, each value is a rule of the cost category, and two if the tags of resources count too. */
export function checkRuleCounts(
    dimensions: readonly DimensionModel[],
    accounts: CostsModel["accounts"],
    report: Report,
): void {
    for (const dimension of dimensions) {
        const values = valuesOf(dimension, { accounts }).length;
        const most = dimension.resources ? Math.floor(COST_CATEGORY_RULES.max / 2) : COST_CATEGORY_RULES.max;
        if (values <= most) continue;
        const two = dimension.resources ? ", and each value needs two with `resources: true`" : "";
        report.add(
            ["costs", "dimensions", dimension.key],
            `has ${formatCount(values)} values: AWS allows ${COST_CATEGORY_RULES.max} rules for a cost category${two}. Group accounts by units or another dimension`,
        );
    }
}

function checkKeyAndName({ key, said, path }: WrittenDimension, names: Map<string, string>, report: Report): void {
    if (RESERVED_DIMENSIONS.includes(key.toLowerCase())) {
        report.add(path, `${quoted(key)} has a meaning of its own in budgets and reports: choose another key`);
    } else if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(key)) {
        report.add(
            path,
            `${quoted(key)} is no key of a dimension: use letters, digits and hyphens, such as cost-centre, and give it a \`name\` for AWS`,
        );
    }
    const { name = key, tag, resources } = said;
    const error = textError(COST_CATEGORY_NAME, name);
    if (error) report.add(said.name === undefined ? path : [...path, "name"], error);
    const other = names.get(name);
    if (other !== undefined) {
        report.add(
            said.name === undefined ? path : [...path, "name"],
            `dimension ${other} has the name ${quoted(name)} in AWS already: give one of them another name`,
        );
    }
    names.set(name, key);
    if (tag !== undefined) {
        const tagError = textError(TAG_KEY, tag);
        if (tagError) report.add([...path, "tag"], tagError);
    }
    if (resources && tag === undefined) {
        report.add(
            [...path, "resources"],
            "is about a resource's own tag, and the dimension has no `tag`: give it one",
        );
    }
}

/** @param owners the dimension of each id so far. */
function checkId({ key, said: { id }, path }: WrittenDimension, owners: Map<string, string>, report: Report): void {
    if (id === undefined) return;
    const at = [...path, "id"];
    const owner = owners.get(id);
    if (!/^arn:aws[a-z-]*:ce::\d{12}:costcategory\/[\w-]+$/.test(id)) {
        report.add(
            at,
            `${quoted(id)} is not the ARN of a cost category: use one such as arn:aws:ce::111122223333:costcategory/1a2b...`,
        );
    } else if (owner !== undefined) {
        report.add(at, `is that of dimension ${owner} already: a cost category is one dimension's`);
    } else owners.set(id, key);
}

function checkValues({ key, said, values, isClosed, path }: WrittenDimension, report: Report): void {
    if (said.tag === undefined && values.length === 0 && !report.hasMistakeIn(path)) {
        report.add(
            path,
            "says nothing of which account has which value: give it a `tag`, or `values` such as { commerce: { units: [Workloads] } }",
        );
    } else if (isClosed && values.length === 0) {
        report.add([...path, "values"], "has no values: name them, or leave it out");
    }
    const seen = new Set<string>();
    for (const { value, path: at } of values) {
        if (seen.has(value)) report.add(at, `names the value ${quoted(value)} a second time: keep one`);
        seen.add(value);
        const error = textError(COST_CATEGORY_VALUE, value);
        if (error) report.add(at, error);
    }
    if (typeof said.default === "string") {
        const error = textError(COST_CATEGORY_VALUE, said.default);
        if (error) report.add([...path, "default"], error);
    }
    if (typeof said.default !== "string" && seen.has(DEFAULT_VALUE)) {
        report.add(
            path,
            `${quoted(DEFAULT_VALUE)} is the value of what has no other in dimension ${key}: say so with default: ${DEFAULT_VALUE}, or give another default`,
        );
    }
}

/** Keys of tags of accounts are keys that AWS allows. */
function checkNamedTags({ values }: WrittenDimension, report: Report): void {
    for (const { rule, path } of values) {
        for (const tag of Object.keys(rule.tags ?? {})) {
            const error = textError(TAG_KEY, tag);
            if (error) report.add([...path, "tags", tag], error);
        }
    }
}

/** Units and accounts exist, and each has one value. */
function checkNamedNodes({ key, values }: WrittenDimension, organization: OrganizationModel, report: Report): void {
    const kinds = [
        ["accounts", "account", organization.accounts.map((account) => account.key)],
        ["units", "unit", organization.units.map((unit) => unit.key)],
    ] as const;
    for (const [list, what, known] of kinds) {
        const exists = new Set(known);
        const first = new Map<string, string>();
        for (const { value, rule, path } of values) {
            for (const [index, name] of (rule[list] ?? []).entries()) {
                const at = [...path, list, index];
                if (!exists.has(name)) reportUnknown(what, name, known, at, report);
                const other = first.get(name);
                if (other !== undefined) {
                    report.add(
                        at,
                        other === value
                            ? `names ${what} ${quoted(name)} a second time: keep one`
                            : `gives ${what} ${quoted(name)} the value ${quoted(value)}, and it has ${quoted(other)} already: it has one value of dimension ${key}, so keep one`,
                    );
                }
                first.set(name, value);
            }
        }
    }
}

function reportUnknown(what: string, name: string, known: readonly string[], path: Path, report: Report): void {
    // It may be defined where there is another mistake, which is the cause.
    if (report.hasMistakeIn([]) || report.isInMistake(name.slice(name.lastIndexOf("/") + 1))) return;
    report.add(path, () =>
        name === ROOT_UNIT
            ? "the root is no unit: name its accounts in `accounts`, or use the dimension's default"
            : `there is no ${what} ${quoted(name)}.${didYouMean(name, known)} There are ${listSome(known)}.`,
    );
}

function checkNamedDimensions(
    { values }: WrittenDimension,
    dimensions: readonly WrittenDimension[],
    report: Report,
): void {
    const byKey = new Map(dimensions.map((dimension) => [dimension.key, dimension]));
    for (const { rule, path } of values) {
        for (const [other, allowed] of Object.entries(rule.dimensions ?? {})) {
            const at = [...path, "dimensions", other];
            const dimension = byKey.get(other);
            if (!dimension) {
                if (report.keysAt(["costs", "dimensions"]).includes(other)) continue;
                report.add(at, () => {
                    const keys = [...byKey.keys()];
                    return `there is no dimension ${quoted(other)}.${didYouMean(other, keys)} There are ${listSome(keys)}.`;
                });
                continue;
            }
            if (!dimension.isClosed) continue;
            const known = [...dimension.values.map(({ value }) => value), dimension.defaultValue];
            for (const [index, value] of allowed.entries()) {
                if (known.includes(value) || report.hasMistakeIn([...dimension.path, "values"])) continue;
                report.add(
                    [...at, index],
                    () =>
                        `${quoted(value)} is no value of dimension ${other}.${didYouMean(value, known)} It has ${listSome(known)}.`,
                );
            }
        }
    }
}
