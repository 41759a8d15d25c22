import type { NeededAdministrator } from "../../definition/feature";
import type { DelegatedAccount, DelegationModel } from "./delegationModel";

/**
 * Adds the delegated administrators that other features need to those of the definition. One that the definition names too is the same
 * resource, so a line of `delegatedAdministrators` may come and go.
 */
export function withNeededAdministrators(
    model: DelegationModel,
    needed: readonly NeededAdministrator[],
): DelegationModel {
    if (needed.length === 0) return model;
    const accounts = new Map<string, DelegatedAccount>(model.accounts);
    const unwritten = needed.filter(
        ({ service, account }) => !model.accounts.get(account)?.administers.includes(service),
    );
    for (const { service, account } of needed) {
        const { administers = [] } = accounts.get(account) ?? {};
        accounts.set(account, { administers: [...new Set([...administers, service])].sort() });
    }
    return {
        ...model,
        neededAt: new Map(unwritten.map(({ service, usedAt }) => [service, usedAt])),
        accounts: new Map([...accounts].sort(([one], [other]) => (one < other ? -1 : 1))),
    };
}
