import { ROOT_UNIT } from "../../../definition";
import { treeOf } from "../../../definition/modelTree";
import type { TagCondition } from "../bill/costSource";
import type { ReportContext, ReportScope } from "./reportRequest";
import { resourceValues } from "./resourceValues";

/** How a report names the part that it is limited to: `unit Workloads`, `team shop`. */
export function scopeText(scope: ReportScope): string {
    switch (scope.kind) {
        case "account":
            return `account ${scope.account}`;
        case "unit":
            return `unit ${scope.unit}`;
        case "dimension":
            return `${scope.dimension} ${scope.value}`;
    }
}

/** A part of all charges: those of some accounts, or with some tags. */
export interface ScopeWay {
    readonly accounts?: readonly string[];
    readonly exceptAccounts?: readonly string[];
    readonly tagged?: TagCondition;
}

/**
 * The charges that a report is limited to, in ways of which every charge belongs to one at most.
 *
 * @returns none if no account is in that part: asked without accounts, AWS would answer for all.
 */
export function scopeWays(scope: ReportScope | undefined, context: ReportContext): readonly ScopeWay[] {
    if (!scope) return [{}];
    const dimension =
        scope.kind === "dimension" ? context.costs.dimensions.find(({ key }) => key === scope.dimension) : undefined;
    const accounts = accountsWithin(scope, context);
    const byAccount: readonly ScopeWay[] =
        scope.kind === "dimension" && scope.value === dimension?.defaultValue
            ? [{ exceptAccounts: accountsWithOtherValue(scope.dimension, scope.value, context) }]
            : accounts.length === 0
              ? []
              : [{ accounts }];
    const values = dimension ? resourceValues(dimension, context) : [];
    const tag = dimension?.tag;
    if (scope.kind !== "dimension" || tag === undefined || values.length === 0) return byAccount;
    return [
        ...(values.includes(scope.value) ? [{ tagged: { tag, values: [scope.value], isOneOf: true } }] : []),
        ...byAccount.map((way) => ({ ...way, tagged: { tag, values, isOneOf: false } })),
    ];
}

/**
 * The ids of the accounts that have another value of a dimension than its default. All others have the default, also those that nobody
 * lists any more because they have left the organisation: they cannot be named.
 */
function accountsWithOtherValue(dimension: string, defaultValue: string, context: ReportContext): readonly string[] {
    return [...context.keys.keys()].filter((id) => dimensionValue(id, dimension, context) !== defaultValue);
}

/** The ids of the accounts in a part of the organisation. An account that AWS has not created yet has none. */
function accountsWithin(scope: ReportScope, context: ReportContext): readonly string[] {
    const { organization, keys } = context;
    const ids = [...new Set([...context.accounts.map(({ id }) => id), ...keys.keys()])];
    switch (scope.kind) {
        case "account":
            return accountWithin(scope.account, ids, context);
        case "unit": {
            const below = new Set(
                treeOf(organization)
                    .accountsBelow(scope.unit)
                    .map(({ key }) => key),
            );
            return ids.filter((id) => below.has(keys.get(id) ?? ""));
        }
        case "dimension":
            return ids.filter((id) => dimensionValue(id, scope.dimension, context) === scope.value);
    }
}

/** An account may have left the organisation, or AWS does not list the accounts: its id is enough to ask for its costs. */
function accountWithin(account: string, ids: readonly string[], { keys }: ReportContext): readonly string[] {
    const found = ids.filter((id) => keys.get(id) === account || (!keys.has(id) && id === account));
    return found.length === 0 && /^\d{12}$/.test(account) ? [account] : found;
}

/** An account's value of a dimension: the default for an account that the definition does not have. */
export function dimensionValue(id: string, dimension: string, { costs, keys }: ReportContext): string {
    const values = costs.accounts.get(keys.get(id) ?? "")?.dimensions ?? {};
    const value = Object.hasOwn(values, dimension) ? values[dimension] : undefined;
    return value ?? costs.dimensions.find(({ key }) => key === dimension)?.defaultValue ?? "";
}

/** The keys of the units down to an account. */
export function unitsOf(id: string, { organization, keys }: ReportContext): readonly string[] {
    const tree = treeOf(organization);
    const unit = tree.account(keys.get(id) ?? "")?.unit;
    return unit === undefined || unit === ROOT_UNIT ? [] : tree.unitsDownTo(unit).map(({ key }) => key);
}
