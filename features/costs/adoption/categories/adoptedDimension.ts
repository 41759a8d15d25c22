import {
    definitionKeys,
    unitPaths,
    type DefinitionKeys,
    type OrganizationInventory,
} from "../../../../operations/commands/adopt/feature";
import type { AdoptableCategory } from "./adoptableCategory";

/**
 * The dimension of a category, as a person would write it: by the tag that most accounts have its values by, then by whole units, then by
 * accounts. The list of values is closed, so that a new value is a line of its own.
 *
 * @param activeTags the cost allocation tags that the definition has. The tag of a dimension is activated, so only one of them may be it.
 * @param more what stands below values besides, such as budgets: by value.
 */
export function adoptedDimension(
    key: string,
    category: AdoptableCategory,
    organization: OrganizationInventory,
    activeTags: ReadonlySet<string>,
    more: ReadonlyMap<string, DefinitionKeys>,
): DefinitionKeys {
    const { arn, name, defaultValue, tag, values, splits } = category;
    const valueOf = valueOfAccounts(category);
    const chosen = tag ?? tagOfValues(category, organization, activeTags);
    const unsaid = organization.accounts.filter(
        ({ id, tags }) => chosen === undefined || byTag(tags, chosen, defaultValue) !== valueOf.get(id),
    );
    const valued = unsaid.map(({ id }) => [id, valueOf.get(id) ?? defaultValue ?? ""] as const);
    // Without a tag, accounts have the default by themselves.
    const said = new Map(
        chosen === undefined ? valued.filter(([id, value]) => valueOf.has(id) && value !== defaultValue) : valued,
    );
    const rules = valueRules(said, organization);
    const all =
        defaultValue === undefined || !(rules.has(defaultValue) || more.has(defaultValue) || values.length === 0)
            ? values
            : [...values, defaultValue];
    const written = new Map(all.map((value) => [value, { ...rules.get(value), ...more.get(value) }]));
    const isPlain = [...written.values()].every((one) => Object.keys(one).length === 0);
    return {
        ...(name !== key && { name }),
        id: arn,
        ...(chosen !== undefined && { tag: chosen }),
        ...(tag !== undefined && { resources: true }),
        values: isPlain ? all : Object.fromEntries(written),
        default: defaultValue ?? false,
        ...(splits.length > 0 && {
            split: splits.map(({ from, to, by }) => ({ from, ...(typeof by === "string" && { to }), by })),
        }),
    };
}

/** The value that a rule gives each account. */
function valueOfAccounts({ accounts }: AdoptableCategory): ReadonlyMap<string, string> {
    return new Map([...accounts].flatMap(([value, ids]) => ids.map((id) => [id, value] as const)));
}

/** The tag by which more than half of the accounts have their values. None if an account would then need to be named as having no value. */
function tagOfValues(
    category: AdoptableCategory,
    { accounts }: OrganizationInventory,
    activeTags: ReadonlySet<string>,
): string | undefined {
    if (category.values.length === 0) return undefined;
    const valueOf = valueOfAccounts(category);
    const counted = [...activeTags].sort().map((tag) => ({
        tag,
        matching: accounts.filter(({ id, tags }) => valueOf.has(id) && own(tags, tag) === valueOf.get(id)).length,
        isSayable: accounts.every(
            ({ id, tags }) => category.defaultValue !== undefined || valueOf.has(id) || (own(tags, tag) ?? "") === "",
        ),
    }));
    const [best] = counted
        .filter(({ matching, isSayable }) => isSayable && matching > valueOf.size / 2)
        .sort((one, two) => two.matching - one.matching);
    return best?.tag;
}

/** What names these accounts, by value: units all of whose accounts have the value, and single accounts. */
function valueRules(
    valueOf: ReadonlyMap<string, string>,
    organization: OrganizationInventory,
): ReadonlyMap<string, DefinitionKeys> {
    const { accounts: keys } = definitionKeys(organization);
    const paths = unitPaths(organization);
    const uniform = uniformUnits(valueOf, organization);
    const unitOf = topUnits(uniform, organization);
    const named = (ids: readonly string[], names: ReadonlyMap<string, string>): readonly string[] =>
        ids.map((id) => names.get(id) ?? id).sort();
    const rules = new Map<string, DefinitionKeys>();
    for (const value of new Set(valueOf.values())) {
        const units = [...new Set(unitOf.values())].filter((id) => uniform.get(id) === value);
        const accounts = organization.accounts.filter(
            ({ id, parent }) => valueOf.get(id) === value && !unitOf.has(parent),
        );
        rules.set(value, {
            ...(units.length > 0 && { units: named(units, paths) }),
            ...(accounts.length > 0 && {
                accounts: named(
                    accounts.map(({ id }) => id),
                    keys,
                ),
            }),
        });
    }
    return rules;
}

/** The fewest accounts for which a whole unit is named. */
const WHOLE_UNIT = 2;

/** The units in which all accounts have one value, with that value. */
function uniformUnits(
    valueOf: ReadonlyMap<string, string>,
    { units, accounts }: OrganizationInventory,
): ReadonlyMap<string, string> {
    const below = new Map<string, (string | undefined)[]>(units.map(({ id }) => [id, []]));
    for (const { id, parent } of accounts) below.get(parent)?.push(valueOf.get(id));
    // Parents come before their children.
    for (const { id, parent } of units.toReversed()) below.get(parent)?.push(...(below.get(id) ?? []));
    return new Map(
        [...below].flatMap(([id, values]) => {
            const [first] = values;
            const isUniform = values.length >= WHOLE_UNIT && values.every((value) => value === first);
            return isUniform && first !== undefined ? [[id, first] as const] : [];
        }),
    );
}

/** The uppermost uniform unit above each unit in one, by the unit's id. */
function topUnits(uniform: ReadonlyMap<string, string>, { units }: OrganizationInventory): ReadonlyMap<string, string> {
    const top = new Map<string, string>();
    for (const { id, parent } of units) {
        const above = top.get(parent);
        if (above !== undefined || uniform.has(id)) top.set(id, above ?? id);
    }
    return top;
}

/** The value that the tag alone gives an account. */
function byTag(
    tags: Readonly<Record<string, string>>,
    tag: string,
    defaultValue: string | undefined,
): string | undefined {
    const value = own(tags, tag) ?? "";
    return value === "" || value === defaultValue ? undefined : value;
}

function own(tags: Readonly<Record<string, string>>, tag: string): string | undefined {
    return Object.hasOwn(tags, tag) ? tags[tag] : undefined;
}
