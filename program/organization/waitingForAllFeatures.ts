import type { AccountModel, OrganizationModel } from "../../definition";
import type { ExistingResources } from "../state";

/**
 * A definition without what AWS refuses before all features are in force: policies and their types, services, and what depends on
 * them. It is applied by a later run.
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
            contacts: {},
            enabledRegions: [],
            state: account.state === "leaving" ? "leaving" : "active",
        })),
    };
}

/** What of a definition waits for all features, in words. */
export function waiting(model: OrganizationModel, existing: ExistingResources): string[] {
    const accounts = (wanted: (account: AccountModel) => boolean): number => model.accounts.filter(wanted).length;
    const counts: [number, string][] = [
        [model.policies.length, "policies"],
        [model.serviceAccess.length, "services"],
        [accounts(({ contacts }) => Object.keys(contacts).length > 0), "accounts' contacts"],
        [accounts(({ enabledRegions }) => enabledRegions.length > 0), "accounts' regions"],
        [accounts(({ key, name }) => (existing.accounts.get(key)?.name ?? name) !== name), "new names of accounts"],
        [accounts(({ state }) => state === "closing" || state === "quarantined"), "states of accounts"],
    ];
    return counts.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]));
}
