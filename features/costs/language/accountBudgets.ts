import { inheritDown, type Entry, type InputOf, type Said } from "../../../definition/feature";
import type { AccountModel, OrganizationModel } from "../../../definition/model";
import type { Path, Report } from "../../../definition/problemReport";
import { KINDS, type Kind } from "../../../definition/schema";
import type { BudgetModel } from "../model";
import { NO_BUDGET, type BudgetInput } from "./budgetSchema";
import type { costsSchema } from "./costsSchema";
import { scopedBudget } from "./scopedBudget";
import { checkStop, isEnding, STOPPED_KIND, StoppedAccounts } from "./stopRules";
import { readBudgets, type BudgetDefaults, type WrittenBudget } from "./writtenBudget";

export type CostsSaid = Said<InputOf<typeof costsSchema>>;

/** The budgets that accounts of each kind have if nothing nearer says otherwise. */
type BudgetsByKind = Readonly<Record<Kind, readonly WrittenBudget[]>>;

/** What a place says of the budgets of accounts at and below it. */
interface AccountBudgetEntry {
    /** In the defaults, by kind. */
    readonly byKind?: Partial<Readonly<Record<Kind, BudgetInput | undefined>>> | undefined;
    readonly budget?: BudgetInput | undefined;
    /** The key that gives `byKind` or `budget`. */
    readonly key: string;
    /** Other accounts inherit it. */
    readonly isInherited: boolean;
    /** The kind of the unit, or of the account's unit. */
    readonly kind?: Kind;
    /** It is of an account that is closed or leaves. */
    readonly isEnding?: boolean;
}

/**
 * The budgets of every account. The nearest wins: its own, that of its unit, that of a unit above, that of its kind in the defaults. It
 * replaces all budgets that would be inherited.
 */
export function accountBudgets(
    said: CostsSaid,
    organization: OrganizationModel,
    defaults: BudgetDefaults,
    report: Report,
): ReadonlyMap<string, readonly BudgetModel[]> {
    const none = Object.fromEntries(KINDS.map((kind) => [kind, []])) as unknown as BudgetsByKind;
    const read = (input: BudgetInput, path: Path, isNothing: boolean, entry: AccountBudgetEntry) => {
        const budgets = readBudgets(input, path, defaults, report);
        if (budgets === NO_BUDGET) {
            if (isNothing) report.add(path, "is none, and no budget is inherited here: leave it out");
            return [];
        }
        if (!entry.isEnding) for (const budget of budgets) checkStop(budget, entry.kind, organization, report);
        if (!entry.isInherited) return budgets;
        refuseNames(budgets, report);
        return budgets.map((budget) => ({ ...budget, isInherited: true as const }));
    };
    const settle = (above: BudgetsByKind, { values, path }: Entry<AccountBudgetEntry>): BudgetsByKind => {
        const at = [...path, values.key];
        if (values.byKind) {
            const { byKind } = values;
            return mapKinds((kind) => {
                const input = byKind[kind];
                if (input === undefined) return above[kind];
                return read(input, [...at, kind], above[kind].length === 0, { ...values, kind });
            });
        }
        if (values.budget === undefined) return above;
        const isNothing = KINDS.every(
            (kind) => (!values.isInherited && kind !== values.kind) || above[kind].length === 0,
        );
        const budgets = read(values.budget, at, isNothing, values);
        return mapKinds(() => budgets);
    };
    const inherited = inheritDown(asBudgetEntries(said), organization, none, settle);
    const stopped = new StoppedAccounts();
    const found = new Map(
        organization.accounts.map((account) => {
            const written = inherited.get(account.key)?.[account.kind] ?? [];
            for (const budget of written) stopped.add(budget, account);
            const isStoppable = account.kind === STOPPED_KIND || !isEnding(account);
            const all = isStoppable ? written : written.map((budget) => ({ ...budget, stop: false }));
            return [account.key, all.map((budget) => ofAccount(budget, account, defaults, report))];
        }),
    );
    stopped.report(report);
    return found;
}

function ofAccount(
    budget: WrittenBudget,
    { key, email }: AccountModel,
    { currency }: BudgetDefaults,
    report: Report,
): BudgetModel {
    return scopedBudget(budget, { kind: "account", account: key }, { email, currency }, report);
}

/** The keys of all places in one form. */
function asBudgetEntries(said: CostsSaid): Parameters<typeof inheritDown<AccountBudgetEntry, BudgetsByKind>>[0] {
    const entry = (path: Path, values: AccountBudgetEntry): Entry<AccountBudgetEntry> => ({ values, path });
    return {
        defaults: entry(said.defaults.path, {
            byKind: said.defaults.values.accountBudgets,
            key: "accountBudgets",
            isInherited: true,
        }),
        unit: (unit) => {
            const { values, path } = said.unit(unit);
            const { kind } = unit;
            return entry(path, { budget: values.accountBudget, key: "accountBudget", isInherited: true, kind });
        },
        account: (account) => {
            const { values, path } = said.account(account);
            const { kind } = account;
            return entry(path, {
                budget: values.budget,
                key: "budget",
                isInherited: false,
                kind,
                isEnding: isEnding(account),
            });
        },
    };
}

function mapKinds(budgetsOf: (kind: Kind) => readonly WrittenBudget[]): BudgetsByKind {
    return Object.fromEntries(KINDS.map((kind) => [kind, budgetsOf(kind)])) as unknown as BudgetsByKind;
}

/** A name in AWS is that of one budget. */
function refuseNames(budgets: readonly WrittenBudget[], report: Report): void {
    for (const { name, path, isListed, existing } of budgets) {
        if (existing)
            report.add(
                [...path, "existing"],
                "is about one budget, and each account below has its own: write it in the account",
            );
        if (name === undefined || isListed) continue;
        report.add(
            [...path, "name"],
            "is the name of one budget, and each account below has a budget of its own: leave it out here, and name the budget of an account in the account",
        );
    }
}
