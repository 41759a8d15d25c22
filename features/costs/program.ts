import * as pulumi from "@pulumi/pulumi";
import type { Account } from "../../components";
import {
    AnomalyMonitor,
    AnomalySubscription,
    CostAllocationTag,
    CostBudget,
    CostCategory,
    CostExport,
    SpendingStop,
    StopAction,
    type CostBudgetArgs,
} from "../../components/costs";
import type { OrganizationModel } from "../../definition";
import { STOP_SPENDING } from "../../guardrails";
import type { ProgramFeature, RegisteredOrganization, FeatureOutputs } from "../../program/register";
import { costs } from "./definition";
import { costsInState, findCosts } from "./found";
import type { BudgetModel, CostsModel } from "./model";
import { categoryPlan, valuesInAws, type CategoryPlan } from "./plan/categoryPlan";
import { accountsOfUnit } from "./plan/countedAccounts";
import { NO_COSTS_FOUND, type FoundCosts } from "./plan/foundCosts";
import { monitorPlans } from "./plan/monitorPlan";
import { stopRecipients } from "./plan/stopRecipients";

export const costsProgram: ProgramFeature<CostsModel, FoundCosts | undefined> = {
    feature: costs,

    find: (model, organization, before, aws) =>
        findCosts(model, organization, before, aws, { isPreview: pulumi.runtime.isDryRun(), now: () => aws.now() }),

    findInState: costsInState,

    /** Budgets that stop their account are registered later, with what they need. There are at most a hundred. */
    registerAccount(model, key, account, found = NO_COSTS_FOUND, organization) {
        for (const budget of model.accounts.get(key)?.budgets ?? []) {
            if (!budget.stop) accountBudget(budget, account, { model, found, organization });
        }
    },

    register: (model, on, found = NO_COSTS_FOUND, organization) =>
        new CostsRegistrar(model, on, found, organization).registerAll(),
};

/** What every resource is made from. */
interface CostsBasis {
    readonly model: CostsModel;
    readonly found: FoundCosts;
    readonly organization: OrganizationModel;
}

function accountBudget(budget: BudgetModel, account: Account, run: CostsBasis): CostBudget {
    return newBudget(budget, { accounts: [account.id] }, account, run);
}

function newBudget(
    { key, name, period, amount, alerts, existing }: BudgetModel,
    counts: CostBudgetArgs["counts"],
    parent: pulumi.Resource,
    { model: { currency }, found, organization }: CostsBasis,
): CostBudget {
    const importId = found.imports.budgets.get(key);
    return new CostBudget(
        key,
        { name, period, amount, currency, alerts, ...(counts && { counts }), tags: organization.tags },
        { parent },
        { ...(importId !== undefined && { importId }), ...(existing && { isImported: true }) },
    );
}

/** Registers what costs have of the whole organisation. */
class CostsRegistrar {
    readonly #model: CostsModel;
    readonly #on: RegisteredOrganization;
    readonly #found: FoundCosts;
    readonly #organization: OrganizationModel;
    readonly #child: pulumi.CustomResourceOptions;
    readonly #categories = new Map<string, CostCategory>();
    /** By the key of a category, the values that its rules give. */
    readonly #values = new Map<string, ReadonlySet<string>>();

    constructor(model: CostsModel, on: RegisteredOrganization, found: FoundCosts, organization: OrganizationModel) {
        this.#model = model;
        this.#on = on;
        this.#found = found;
        this.#organization = organization;
        // The organisation comes first: it is what makes its account a management account.
        this.#child = { parent: on.organization, dependsOn: [on.organization.resource] };
    }

    registerAll(): FeatureOutputs {
        const { tags } = this.#found;
        const allocationTags = tags.registered.map(
            (tag) => new CostAllocationTag(tag, {}, { ...this.#child, ...(tags.active.has(tag) && { import: tag }) }),
        );
        for (const dimension of this.#model.dimensions) {
            const planned = categoryPlan(dimension, this.#model, new Set(this.#on.accounts.keys()));
            if (planned) this.#registerCategory(planned, allocationTags);
        }
        this.#registerBudgets();
        this.#registerStops();
        this.#registerAnomalies();
        const exported = this.#registerExport();
        return {
            ...(exported && { costExport: { bucket: exported.bucket, arn: exported.exportArn } }),
            ...(this.#categories.size > 0 && {
                costCategories: Object.fromEntries([...this.#categories].map(([key, { arn }]) => [key, arn])),
            }),
        };
    }

    #registerCategory(planned: CategoryPlan, allocationTags: readonly CostAllocationTag[]): void {
        const { key, name, defaultValue, rules, splits, takenOver } = planned;
        const category = new CostCategory(
            key,
            {
                name,
                ...(defaultValue !== undefined && { defaultValue }),
                values: rules.map((rule) =>
                    "tag" in rule ? rule : { value: rule.value, accounts: this.#ids(rule.accounts) },
                ),
                splits,
            },
            { ...this.#child, dependsOn: [this.#on.organization.resource, ...allocationTags] },
            takenOver === undefined ? {} : { takenOver },
        );
        this.#categories.set(key, category);
        this.#values.set(key, valuesInAws(planned));
    }

    /** A budget that would count nothing is not registered: without a filter AWS would count everything. The review says so. */
    #registerBudgets(): void {
        for (const budget of this.#model.budgets) {
            const counts = this.#counts(budget);
            if (counts !== "nothing") newBudget(budget, counts, this.#on.organization, this.#run());
        }
    }

    #counts({ key, scope }: BudgetModel): CostBudgetArgs["counts"] | "nothing" {
        switch (scope.kind) {
            case "organization":
                return undefined;
            case "account":
                return { accounts: this.#ids([scope.account]) };
            case "unit": {
                const members = accountsOfUnit(scope.unit, this.#organization.accounts).map((one) => ({ key: one }));
                const ordered = inOrder(members, this.#found.accountOrder.get(key) ?? []);
                const accounts = this.#ids(ordered.map((one) => one.key));
                return accounts.length === 0 ? "nothing" : { accounts };
            }
            case "dimension": {
                const category = this.#categories.get(scope.dimension);
                const isKnown = this.#values.get(scope.dimension)?.has(scope.value);
                return category && isKnown ? { category, value: scope.value } : "nothing";
            }
        }
    }

    #registerStops(): void {
        const stopped = [...this.#on.accounts].flatMap(([key, account]) =>
            (this.#model.accounts.get(key)?.budgets ?? [])
                .filter(({ stop }) => stop)
                .map((budget) => ({ budget, account })),
        );
        const policy = this.#on.policies.get(STOP_SPENDING);
        if (stopped.length === 0) return;
        if (!policy) throw new Error(`the policy ${STOP_SPENDING} is not registered, which budgets attach`);
        const { organization } = this.#on;
        const stop = new SpendingStop(
            STOP_SPENDING,
            { organization, policy, accounts: stopped.map(({ account }) => account.id), tags: this.#organization.tags },
            { parent: organization },
            { hasRole: this.#found.imports.stopRole === true },
        );
        for (const { budget, account } of stopped) {
            const counted = accountBudget(budget, account, this.#run());
            // This run takes the budget over as AWS has it: its action would stop the account at another amount, or for what others spent.
            if (this.#found.imports.budgets.has(budget.key)) continue;
            new StopAction(
                `stop ${budget.key}`,
                {
                    budget: counted,
                    stop,
                    accounts: [account.id],
                    ...stopRecipients(budget),
                    tags: this.#organization.tags,
                },
                { parent: account },
            );
        }
    }

    #registerAnomalies(): void {
        const { anomalies } = this.#model;
        if (!anomalies) return;
        const { imports } = this.#found;
        const monitors = monitorPlans(anomalies, this.#model).flatMap(({ key, name, watches, of, id }) => {
            const inAws = imports.monitors.get(key);
            const category = typeof watches === "string" ? undefined : this.#categories.get(watches.dimension);
            if (typeof watches !== "string" && !category) return [];
            const watched = typeof watches === "string" ? watches : category && { category, value: watches.value };
            if (!watched) return [];
            return [
                {
                    of,
                    key,
                    monitor: new AnomalyMonitor(
                        key,
                        { name: inAws?.name ?? name, watches: watched, tags: this.#organization.tags },
                        this.#child,
                        { ...(inAws && { importId: inAws.arn }), ...(id !== undefined && { isImported: true }) },
                    ),
                },
            ];
        });
        for (const subscription of anomalies.subscriptions) {
            const its = inOrder(
                monitors.filter(({ of }) => subscription.monitors.includes(of)),
                this.#found.monitorOrder.get(subscription.key) ?? [],
            ).map(({ monitor }) => monitor);
            if (its.length === 0) continue;
            const importId = imports.subscriptions.get(subscription.key);
            new AnomalySubscription(
                subscription.key,
                { ...subscription, monitors: its, tags: this.#organization.tags },
                this.#child,
                {
                    ...(importId !== undefined && { importId }),
                    ...(subscription.id !== undefined && { isImported: true }),
                },
            );
        }
    }

    #registerExport(): CostExport | undefined {
        const exported = this.#model.export;
        const { organization } = this.#on;
        const { bucket: importBucket } = this.#found.imports;
        return (
            exported &&
            new CostExport(
                "costs",
                { ...exported, organization, tags: this.#organization.tags },
                { parent: organization },
                importBucket === undefined ? {} : { importBucket },
            )
        );
    }

    #run(): CostsBasis {
        return { model: this.#model, found: this.#found, organization: this.#organization };
    }

    /** The ids of the accounts that are members after this run. */
    #ids(keys: readonly string[]): pulumi.Output<string>[] {
        return keys.flatMap((key) => this.#on.accounts.get(key)?.id ?? []);
    }
}

/** Those that AWS has, in its order, then the others. */
function inOrder<Keyed extends { readonly key: string }>(all: readonly Keyed[], keys: readonly string[]): Keyed[] {
    const places = new Map(keys.map((key, index) => [key, index]));
    const place = ({ key }: Keyed): number => places.get(key) ?? keys.length;
    return all.toSorted((one, two) => place(one) - place(two));
}
