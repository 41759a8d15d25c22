import type { AccountModel, OrganizationModel } from "../../definition";
import { ACCOUNT_CREATION, CLOSINGS } from "../../limits";
import { isNew } from "../creation/newAccounts";
import type { ExistingResources } from "../state";

/**
 * By the key of an account, the key of the account that is created before it, or closed after it. AWS allows only a few creations or
 * closings at a time, so the accounts are divided into lanes, and each waits for the one before it in its lane.
 *
 * An account waits as soon as its state is `closing`, not only in the run that closes it: that run leaves it out of the definition, and
 * Pulumi deletes in the opposite order of the dependencies in the state.
 */
export function previousAccounts(model: OrganizationModel, existing: ExistingResources): ReadonlyMap<string, string> {
    const laned = (isMeant: (account: AccountModel) => boolean, concurrent: number): ReadonlyMap<string, string> =>
        accountLanes(
            model.accounts.filter(isMeant).map(({ key }) => key),
            concurrent,
        );
    return new Map([
        ...laned((account) => isNew(account, existing), ACCOUNT_CREATION.concurrent),
        ...laned(({ state }) => state === "closing", CLOSINGS.concurrent),
    ]);
}

/**
 * Puts accounts into lanes.
 *
 * @param keys of the accounts, in their order.
 * @param concurrent how many AWS allows at a time.
 * @returns by the key of an account the key of the one that it waits for. The first account of each lane waits for none.
 */
export function accountLanes(keys: readonly string[], concurrent: number): ReadonlyMap<string, string> {
    return new Map(
        keys.slice(concurrent).map((key, index) => {
            const previous = keys[index];
            if (previous === undefined) throw new Error("a lane has no beginning");
            return [key, previous];
        }),
    );
}
