import { inputText, inputTexts, isUnknownInput, type ResourceChange } from "../../../definition/feature";
import type { Path } from "../../../definition/problemReport";
import { isInForce } from "../matrix";
import type { AccessModel, PrincipalModel } from "../model";
import { MANAGEMENT_ACCOUNT } from "../matrix";
import { plannedAccess } from "../plan/assignments";
import type { PeopleSituation } from "./peopleSituation";

/** What a change of one resource gives to a user or group, and takes away: one permission set in some accounts. */
export interface ChangedAccess {
    readonly change: ResourceChange;
    readonly who: PrincipalModel;
    readonly permissionSet: string;
    /** Keys of accounts, and MANAGEMENT_ACCOUNT; an account that nobody here knows, by its id. Sorted. */
    readonly gains: readonly string[];
    readonly loses: readonly string[];
    /** Where it stays. */
    readonly keeps: readonly string[];
}

/** Reads changes of access, by their inputs. Accounts whose ids only AWS can tell are those of the definition. */
export function changedAccess(
    changes: readonly ResourceChange[],
    situation: PeopleSituation,
): readonly ChangedAccess[] {
    const planned = new Map(
        plannedAccess(situation.model, situation.day).map(({ key, accounts, inManagementAccount }) => [
            key,
            [...(inManagementAccount ? [MANAGEMENT_ACCOUNT] : []), ...accounts],
        ]),
    );
    return changes.map((change) => {
        const { name, before, after } = change;
        const keysOf = (ids: readonly string[]): string[] => ids.map((id) => situation.accountKeys.get(id) ?? id);
        const had = new Set(keysOf(inputTexts(before, "accounts")));
        const has = new Set(keysOf(inputTexts(after, "accounts")));
        if (isUnknownInput(after?.["accounts"])) addUnknown(has, planned.get(name) ?? [], situation);
        const who = principalOf(change);
        return {
            change,
            who,
            permissionSet: name.slice(0, name.length - who.key.length - 1),
            gains: [...has].filter((account) => !had.has(account)).sort(),
            loses: [...had].filter((account) => !has.has(account)).sort(),
            keeps: [...has].filter((account) => had.has(account)).sort(),
        };
    });
}

/** An invited account is no member before it has joined. */
function addUnknown(has: Set<string>, planned: readonly string[], { spine, state }: PeopleSituation): void {
    const invited = new Set(
        spine.accounts.filter(({ key, invite }) => invite && !state.accounts.has(key)).map(({ key }) => key),
    );
    for (const account of planned) if (!invited.has(account)) has.add(account);
}

/** The input `principal` names it: `group developers-shop`. */
function principalOf({ before, after, name }: ResourceChange): PrincipalModel {
    const label = inputText(after, "principal") ?? inputText(before, "principal") ?? "";
    const kind =
        (inputText(after, "principalType") ?? inputText(before, "principalType")) === "USER" ? "user" : "group";
    const key = label.startsWith(`${kind} `) ? label.slice(kind.length + 1) : name.slice(name.indexOf("@") + 1);
    return { kind, key };
}

/** The first grant that gives access, and the last day in each account; undefined where the access has none. */
export function grantsOf(
    { who, permissionSet }: Pick<ChangedAccess, "who" | "permissionSet">,
    accounts: readonly string[],
    { model, day }: PeopleSituation,
): { readonly until: ReadonlyMap<string, string | undefined>; readonly path?: Path } {
    const isMeant = (one: AccessModel): boolean =>
        one.who.kind === who.kind &&
        one.who.key === who.key &&
        one.permissionSet === permissionSet &&
        isInForce(one, day);
    const byAccount = new Map(
        accounts.map((account) => {
            const all =
                account === MANAGEMENT_ACCOUNT ? model.managementAccess : (model.accounts.get(account)?.access ?? []);
            return [account, all.filter(isMeant)] as const;
        }),
    );
    const [first] = [...byAccount.values()].flat();
    const path = model.grants.find(({ number }) => number === first?.grant)?.path;
    return {
        until: new Map([...byAccount].map(([account, all]) => [account, lastDay(all)])),
        ...(path && { path }),
    };
}

/** Undefined if one of them has no last day. */
function lastDay(access: readonly AccessModel[]): string | undefined {
    const days = access.map(({ until }) => until);
    return days.includes(undefined) ? undefined : (days as string[]).toSorted().at(-1);
}
