import type { ExistingState, ResourceChange } from "../../../definition/feature";
import type { OrganizationModel } from "../../../definition/model";
import { isJsonMap } from "../../../evaluator/policyDocument";
import { visible } from "../../../limits";
import { accessAfter } from "../effect/accessAfter";
import { accessBefore, PEOPLE_RESOURCES } from "../effect/accessBefore";
import { accessChanges, isInBothOrNeither, type PersonalChange } from "../effect/accessChange";
import type { AccessSide } from "../effect/accessSide";
import { placesText } from "../effect/placesText";
import type { AwsPolicyDocuments } from "../effect/setSession";
import { administratorSets } from "../effect/waysIn";
import { MANAGEMENT_ACCOUNT } from "../matrix";
import type { PeopleModel } from "../model";

/** What the words on changed people are made from. */
export interface PeopleSituation {
    readonly model: PeopleModel;
    readonly spine: OrganizationModel;
    readonly state: ExistingState;
    readonly day: string;
    readonly before: AccessSide;
    readonly after: AccessSide;
    /** What persons gain and lose as members of groups that others stay in. */
    readonly alone: readonly PersonalChange[];
    /** The keys of the permission sets that administer an account, before and after. */
    readonly administrators: { readonly before: ReadonlySet<string>; readonly after: ReadonlySet<string> };
    readonly documents: AwsPolicyDocuments;
    /** The keys of accounts by their ids in the state. */
    readonly accountKeys: ReadonlyMap<string, string>;
    /** The keys of the accounts of which new ones take the place. */
    readonly replaced: ReadonlySet<string>;
    /** The keys of the accounts of the definition. */
    readonly defined: ReadonlySet<string>;
    /** `Ada Lovelace (ada@example.com)` for the key of a user. */
    readonly personText: (user: string) => string;
    readonly placesText: (accounts: readonly string[]) => string;
}

/** The most accounts and units that a sentence names. */
const MOST_NAMES = 4;

const ACCOUNT = "aws:organizations/account:Account";

/** @param changes all of the run. */
export function peopleSituation(
    model: PeopleModel,
    changes: readonly ResourceChange[],
    state: ExistingState,
    spine: OrganizationModel,
    documents: AwsPolicyDocuments,
): PeopleSituation {
    const day = state.day ?? new Date().toISOString().slice(0, 10);
    const [before, after] = [accessBefore(state), accessAfter(model, day)];
    const keys = spine.accounts.map(({ key }) => key);
    const accountKeys = new Map([...state.accounts].map(([key, { id }]) => [id, key]));
    if (state.managementAccountId !== undefined) accountKeys.set(state.managementAccountId, MANAGEMENT_ACCOUNT);
    const names = displayNames(model, changes, state);
    return {
        model,
        spine,
        state,
        day,
        before,
        after,
        alone: accessChanges(before, after, isInBothOrNeither(state.accounts, new Set(keys))).alone,
        administrators: {
            before: administratorSets(before.permissionSets, documents),
            after: administratorSets(after.permissionSets, documents),
        },
        documents,
        accountKeys,
        replaced: new Set(
            changes
                .filter(({ type, operation }) => type === ACCOUNT && operation === "replace")
                .map(({ name }) => name),
        ),
        defined: new Set(keys),
        personText: (user) => {
            const name = names.get(user);
            return name === undefined || name === "" || name === user
                ? visible(user)
                : `${visible(name)} (${visible(user)})`;
        },
        placesText: (accounts) => placesText(accounts, { spine, known: keys, most: MOST_NAMES }),
    };
}

/** What people are called, by the keys of their users. The state knows those that the definition no longer has. */
function displayNames(
    model: PeopleModel,
    changes: readonly ResourceChange[],
    state: ExistingState,
): ReadonlyMap<string, string> {
    const names = new Map<string, string>();
    const add = (key: string, inputs: unknown): void => {
        const name = isJsonMap(inputs) ? inputs["displayName"] : undefined;
        if (typeof name === "string") names.set(key, name);
    };
    for (const { name, outputs } of state.resources.get(PEOPLE_RESOURCES.user) ?? []) add(name, outputs);
    for (const { type, name, before } of changes) if (type === PEOPLE_RESOURCES.user) add(name, before);
    for (const { key, displayName } of model.users) if (displayName !== "") names.set(key, displayName);
    return names;
}
