import { ROOT_UNIT, type AccountModel, type OrganizationModel } from "../../../definition/model";
import { treeOf, type ModelTree } from "../../../definition/modelTree";
import type { Report } from "../../../definition/problemReport";
import { COST_CATEGORY_VALUE, didYouMean, listSome, quoted, textError } from "../../../limits";
import { writtenTagPath } from "./writtenTagPath";
import { allowedValues, DEFAULT_VALUE, type WrittenDimension, type WrittenValueRule } from "./writtenDimension";

/** The accounts' values of the dimensions that are resolved already: by dimension key, then by account key. */
export type AccountValues = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The most accounts that a message names. */
const NAMED = 5;

/** A mistake that several accounts have in common. */
interface SharedMistake {
    readonly accounts: string[];
    readonly report: (accounts: readonly string[]) => void;
}

/**
 * Finds the value that each account has of a dimension. `accounts` goes before the nearest `units`, those before `tags` and `dimensions`,
 * those before the dimension's tag, and that before the default.
 *
 * @param before the values of the dimensions that its values name.
 */
export function accountValues(
    dimension: WrittenDimension,
    before: AccountValues,
    organization: OrganizationModel,
    report: Report,
): ReadonlyMap<string, string> {
    const tree = treeOf(organization);
    const byAccount = firstByName(dimension, "accounts");
    const byUnit = firstByName(dimension, "units");
    const mistakes = new Map<string, SharedMistake>();
    const note = (key: string, account: AccountModel, add: SharedMistake["report"]): void => {
        const known = mistakes.get(key) ?? { accounts: [], report: add };
        known.accounts.push(account.key);
        mistakes.set(key, known);
    };
    const values = new Map(
        organization.accounts.map((account) => {
            const value =
                byAccount.get(account.key) ??
                nearestUnit(account, byUnit, tree) ??
                matched(dimension, account, before, note, report) ??
                tagged(dimension, account, note, organization, report) ??
                missing(dimension, account, note, report);
            return [account.key, value];
        }),
    );
    for (const { accounts, report: add } of mistakes.values()) add(accounts);
    return values;
}

/** The value of each account or unit that the values name; that of the first, if several name it. */
function firstByName({ values }: WrittenDimension, kind: "accounts" | "units"): ReadonlyMap<string, string> {
    return new Map(
        values.flatMap(({ value, rule }) => (rule[kind] ?? []).map((name) => [name, value] as const)).reverse(),
    );
}

function nearestUnit({ unit }: AccountModel, byUnit: ReadonlyMap<string, string>, tree: ModelTree): string | undefined {
    if (byUnit.size === 0 || unit === ROOT_UNIT) return undefined;
    const nearest = [...tree.unitsDownTo(unit)].reverse().find(({ key }) => byUnit.has(key));
    return nearest && byUnit.get(nearest.key);
}

type Note = (key: string, account: AccountModel, add: SharedMistake["report"]) => void;

function matched(
    { key, values }: WrittenDimension,
    account: AccountModel,
    before: AccountValues,
    note: Note,
    report: Report,
): string | undefined {
    const [first, second] = values.filter(({ rule }) => isMatch(rule, account, before));
    if (first && second) {
        note(JSON.stringify(["two", first.value, second.value]), account, (accounts) => {
            report.add(
                second.path,
                `${named(accounts)} ${accounts.length === 1 ? "belongs" : "belong"} to both ${quoted(first.value)} and ${quoted(second.value)} by their tags and dimensions, and an account has one value of dimension ${key}: ` +
                    "change one of the two, or name the accounts in `accounts` of the one that they belong to",
            );
        });
    }
    return first?.value;
}

function isMatch(
    { tags = {}, dimensions = {} }: WrittenValueRule["rule"],
    account: AccountModel,
    before: AccountValues,
): boolean {
    const tagOf = (tag: string): string | undefined =>
        Object.hasOwn(account.tags, tag) ? account.tags[tag] : undefined;
    const has = (value: string | undefined, allowed: readonly string[]): boolean =>
        value !== undefined && allowed.includes(value);
    return (
        Object.entries(tags).some(([tag, allowed]) => has(tagOf(tag), allowed)) ||
        Object.entries(dimensions).some(([other, allowed]) => has(before.get(other)?.get(account.key), allowed))
    );
}

function tagged(
    dimension: WrittenDimension,
    account: AccountModel,
    note: Note,
    organization: OrganizationModel,
    report: Report,
): string | undefined {
    const { key, said, isClosed } = dimension;
    const { tag } = said;
    if (tag === undefined || !Object.hasOwn(account.tags, tag)) return undefined;
    const value = account.tags[tag] ?? "";
    // AWS treats a tag without a value like none.
    if (value === "") return undefined;
    const allowed = allowedValues(dimension);
    if (allowed.includes(value)) return value;
    const path = writtenTagPath(account, tag, organization, report);
    if (!isClosed) {
        const error = textError(COST_CATEGORY_VALUE, value);
        if (error === undefined) return value;
        note(JSON.stringify(["value", path, value]), account, (accounts) => {
            report.add(
                path,
                `becomes the value of dimension ${key} of ${named(accounts)}: ${error}. Or give the dimension \`values\` that say which accounts have which`,
            );
        });
        return value;
    }
    note(JSON.stringify(["tag", path, value]), account, (accounts) => {
        report.add(
            path,
            () =>
                `the tag ${tag} of ${named(accounts)} is ${quoted(value)}, which is no value of dimension ${key}.${didYouMean(value, allowed)} ` +
                `It has ${listSome(allowed)}: use one of them, or add yours to costs.dimensions.${key}.values`,
        );
    });
    return value;
}

function missing(dimension: WrittenDimension, account: AccountModel, note: Note, report: Report): string {
    const { key, said, isClosed, defaultValue, path } = dimension;
    if (isClosed && said.default === undefined && !report.hasMistakeIn(path) && !report.hasMistakeAt(path)) {
        note("missing", account, (accounts) => {
            const ways = said.tag === undefined ? "name them in one of its values" : `give them the tag ${said.tag}`;
            report.add(
                path,
                `${named(accounts)} ${accounts.length === 1 ? "has" : "have"} no value of dimension ${key}, which has a closed list: ${ways}, or give the dimension a default, such as default: ${DEFAULT_VALUE}`,
            );
        });
    }
    return defaultValue;
}

function named(accounts: readonly string[]): string {
    return `${accounts.length === 1 ? "account" : "accounts"} ${listSome(accounts, NAMED)}`;
}
