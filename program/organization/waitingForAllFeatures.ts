import type { AccountModel, OrganizationModel } from "../../definition";
import type { ExistingResources } from "../state";

/**
 * A definition without what AWS refuses before all features are in force: policies and their types, services, and what depends on them. A
 * later run applies those.
 */
export function withoutWaitingParts(model: OrganizationModel, existing: ExistingResources): OrganizationModel {
    const { withoutServiceAccess: _, ...rest } = model;
    const unguarded = { guardrails: [], fullAccess: true } as const;
    return {
        ...rest,
        ...unguarded,
        serviceAccess: [],
        policyTypes: [],
        policies: [],
        units: model.units.map((unit) => ({ ...unit, ...unguarded })),
        accounts: model.accounts.map((account): AccountModel => ({
            ...account,
            ...unguarded,
            name: existing.accounts.get(account.key)?.name ?? account.name,
            state: account.state === "leaving" ? "leaving" : "active",
        })),
    };
}

/**
 * The parts of a definition that wait for all features, in words.
 *
 * @param ofFeatures the parts of the features that wait.
 */
export function waiting(
    model: OrganizationModel,
    existing: ExistingResources,
    ofFeatures: readonly string[],
): string[] {
    const counted = (counts: readonly [number, string][]): string[] =>
        counts.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]));
    const accounts = (wanted: (account: AccountModel) => boolean): number => model.accounts.filter(wanted).length;
    return [
        ...counted([
            [model.policies.length, "policies"],
            [model.serviceAccess.length, "services"],
        ]),
        ...ofFeatures,
        ...counted([
            [accounts(({ key, name }) => (existing.accounts.get(key)?.name ?? name) !== name), "new names of accounts"],
            [accounts(({ state }) => state === "closing" || state === "quarantined"), "states of accounts"],
        ]),
    ];
}
