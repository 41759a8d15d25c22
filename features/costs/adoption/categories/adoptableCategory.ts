import type { CostCategory, CostCategoryRule } from "@aws-sdk/client-cost-explorer";
import { isDeepStrictEqual } from "node:util";
import {
    COST_CATEGORY_NAME,
    COST_CATEGORY_RULES,
    COST_CATEGORY_VALUE,
    listSome,
    quoted,
    TAG_KEY,
    textError,
    type TextLimits,
} from "../../../../limits";
import type { OrganizationInventory } from "../../../../operations/commands/adopt/feature";
import { DEFAULT_VALUE } from "../../language/writtenDimension";
import type { SplitModel } from "../../model";
import { adoptableSplits } from "./adoptableSplits";

/** A cost category that the definition can say exactly. */
export interface AdoptableCategory {
    readonly arn: string;
    readonly name: string;
    /** Absent: what matches nothing has no value. */
    readonly defaultValue?: string;
    /** Resources with this tag have its value. */
    readonly tag?: string;
    /** Every value that a rule gives but for the default, in the order of the rules. */
    readonly values: readonly string[];
    /** The sorted ids of the accounts of each rule, by value. A value that only tags of resources give is absent. */
    readonly accounts: ReadonlyMap<string, readonly string[]>;
    readonly splits: readonly SplitModel[];
}

/** A rule that a definition can say: resources with a tag of this value, or these accounts, have the value. */
type PlainRule = { readonly value: string } & ({ readonly tag: string } | { readonly accounts: readonly string[] });

/** The most accounts or values that a reason names. */
const NAMED = 5;

/**
 * What the definition says of a category.
 *
 * @param activeTags the cost allocation tags that the definition has.
 * @returns a text that says why it cannot be said exactly: it completes "it is left alone, because".
 */
export function adoptableCategory(
    existing: CostCategory,
    organization: OrganizationInventory,
    activeTags: ReadonlySet<string>,
): AdoptableCategory | string {
    const { Name: name = "", CostCategoryArn: arn = "", DefaultValue: defaultValue, Rules = [] } = existing;
    const rules = Rules.map(plainRule);
    const wrong = rules.find((rule) => typeof rule === "string");
    if (wrong !== undefined) return wrong;
    const plain = rules.filter((rule) => typeof rule !== "string");
    const wrongText =
        textProblem("name", COST_CATEGORY_NAME, name) ??
        [...plain.map(({ value }) => value), ...(defaultValue === undefined ? [] : [defaultValue])]
            .map((value) => textProblem("value", COST_CATEGORY_VALUE, value))
            .find((one) => one !== undefined);
    if (wrongText !== undefined) return wrongText;
    if (defaultValue === undefined && plain.some(({ value }) => value === DEFAULT_VALUE)) {
        return `it gives the value ${DEFAULT_VALUE}, and has no default value`;
    }
    const divided = divisionOf(plain, organization, activeTags);
    if (typeof divided === "string") return divided;
    if (divided.values.length > COST_CATEGORY_RULES.max / (divided.tag === undefined ? 1 : 2)) {
        return `it has ${divided.values.length} values, and AWS's usual quota allows fewer`;
    }
    const unsayable = accountWithoutValue(divided, defaultValue, organization);
    if (unsayable !== undefined) return unsayable;
    const ofDefault = defaultRule(divided, defaultValue, organization);
    if (ofDefault !== undefined) return ofDefault;
    const splits = adoptableSplits(existing.SplitChargeRules ?? [], [
        ...divided.values,
        ...(defaultValue === undefined ? [] : [defaultValue]),
    ]);
    if (typeof splits === "string") return splits;
    const values = divided.values.filter((value) => value !== defaultValue);
    return { arn, name, ...(defaultValue !== undefined && { defaultValue }), ...divided, values, splits };
}

function textProblem(what: string, limits: TextLimits, text: string): string | undefined {
    // JavaScript treats this key of a map in a way of its own.
    if (text === "__proto__") return `its ${what} is ${text}`;
    const error = textError(limits, text);
    return error === undefined ? undefined : `its ${what} ${error}`;
}

function plainRule({ Value = "", Type = "REGULAR", Rule = {} }: CostCategoryRule): PlainRule | string {
    if (Type !== "REGULAR") return "a rule takes its values from a tag or a name of an account by itself";
    const [[kind, operand] = [], ...others] = Object.entries(Rule).filter(([, one]) => (one as unknown) !== undefined);
    const {
        Key = "",
        Values = [],
        MatchOptions = ["EQUALS"],
    } = (operand ?? {}) as {
        Key?: string;
        Values?: readonly string[];
        MatchOptions?: readonly string[];
    };
    const of = `the rule of ${quoted(Value)}`;
    if (others.length > 0 || (kind !== "Dimensions" && kind !== "Tags")) return `${of} combines several conditions`;
    if (!isDeepStrictEqual(MatchOptions, ["EQUALS"])) return `${of} compares with ${MatchOptions.join(" and ")}`;
    if (Values.length === 0) return `${of} matches nothing`;
    if (kind === "Dimensions") {
        return Key === "LINKED_ACCOUNT" ? { value: Value, accounts: Values.toSorted() } : `${of} is about ${Key}`;
    }
    return isDeepStrictEqual(Values, [Value])
        ? { value: Value, tag: Key }
        : `${of} gives another value than that of the tag ${Key}`;
}

type Division = Pick<AdoptableCategory, "tag" | "values" | "accounts">;

/** A definition has rules of one tag first, then one rule for the accounts of each value. */
function divisionOf(
    rules: readonly PlainRule[],
    organization: OrganizationInventory,
    activeTags: ReadonlySet<string>,
): Division | string {
    const ofTags = rules.flatMap((rule) => ("tag" in rule ? [rule] : []));
    const ofAccounts = rules.flatMap((rule) => ("accounts" in rule ? [rule] : []));
    if (!rules.slice(0, ofTags.length).every((rule) => "tag" in rule))
        return "a rule of a tag comes after one of accounts";
    const tags = new Set(ofTags.map(({ tag }) => tag));
    const [tag] = tags;
    if (tags.size > 1) return `its rules are about ${tags.size} tags`;
    if (tag !== undefined && textError(TAG_KEY, tag) !== undefined) return `its rules are about the tag ${tag}`;
    if (tag !== undefined && !activeTags.has(tag)) {
        return `its rules are about the tag ${tag}, which is no active cost allocation tag`;
    }
    const twice = repeated(ofTags.map(({ value }) => value)) ?? repeated(ofAccounts.map(({ value }) => value));
    if (twice !== undefined) return `the value ${quoted(twice)} has several rules`;
    const values = (tag === undefined ? ofAccounts : ofTags).map(({ value }) => value);
    const untagged = ofAccounts.find(({ value }) => !values.includes(value));
    if (untagged) return `the value ${quoted(untagged.value)} has a rule of accounts, and none of the tag ${tag ?? ""}`;
    const problem = accountProblem(
        ofAccounts.flatMap(({ accounts }) => accounts),
        organization,
    );
    if (problem !== undefined) return problem;
    return {
        ...(tag !== undefined && { tag }),
        values,
        accounts: new Map(ofAccounts.map(({ value, accounts }) => [value, accounts])),
    };
}

function accountProblem(ids: readonly string[], { accounts }: OrganizationInventory): string | undefined {
    const known = new Set(accounts.map(({ id }) => id));
    const others = ids.filter((id) => !known.has(id));
    if (others.length > 0) {
        return `it names ${listSome(others, NAMED)}, which the definition does not hold (the management account and closed ones are never in it)`;
    }
    const twice = repeated(ids);
    return twice === undefined ? undefined : `account ${twice} is in several rules`;
}

function repeated(texts: readonly string[]): string | undefined {
    const seen = new Set<string>();
    return texts.find((text) => seen.size === seen.add(text).size);
}

/** The definition has a rule for the default only where there is no other, because AWS wants one; it names all accounts. */
function defaultRule(
    { tag, values, accounts }: Division,
    defaultValue: string | undefined,
    organization: OrganizationInventory,
): string | undefined {
    if (values.length === 0) return "it has no rules";
    if (defaultValue === undefined || !values.includes(defaultValue)) return undefined;
    const isOnly = tag === undefined && values.length === 1;
    const all = organization.accounts.map(({ id }) => id).sort();
    return isOnly && isDeepStrictEqual(accounts.get(defaultValue), all)
        ? undefined
        : `a rule gives the default value ${quoted(defaultValue)}`;
}

/** Where a dimension goes by a tag, an account with the tag has a value. The definition can name it as having none only by a default. */
function accountWithoutValue(
    { tag, accounts }: Division,
    defaultValue: string | undefined,
    organization: OrganizationInventory,
): string | undefined {
    if (tag === undefined || defaultValue !== undefined) return undefined;
    const named = new Set([...accounts.values()].flat());
    const found = organization.accounts.find(
        ({ id, tags }) => !named.has(id) && Object.hasOwn(tags, tag) && tags[tag] !== "",
    );
    return found && `account ${found.id} has the tag ${tag}, and neither a rule nor a default gives it a value`;
}
