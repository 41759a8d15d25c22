import type { DefinitionModel } from "../../../../definition";
import { listSome, visible } from "../../../../limits";
import {
    byHand,
    type ByHand,
    type ItemOf,
    type TakeOver,
    type TakeOverContext,
} from "../../../../operations/commands/drift/feature";
import { CommandError } from "../../../../operations/cli";
import { people } from "../../definition";
import { isInForce } from "../../matrix";
import { plannedAccess } from "../../plan/assignments";
import { giveAccess, takeAccess, type WrittenAccess } from "./accessLines";

type AccessItem = ItemOf<"access-given" | "access-taken">;

/** Who has which permission set where is written in the lines of `access`. */
export function accessTakeOver(
    item: AccessItem,
    { draft, model, day, managementAccountId }: TakeOverContext,
): TakeOver | ByHand {
    const { subject, permissionSet } = item;
    const unknown = [subject, permissionSet].filter(({ key }) => key === undefined);
    if (unknown.length > 0) {
        const names = unknown.map(
            ({ kind, name, id }) => `${kind.replace("-", " ")} ${visible(name)} (${visible(id)})`,
        );
        return byHand(`the definition does not have ${names.join(" and ")}: write that below \`people\` first`);
    }
    const inManagementAccount = item.accounts.some(({ id }) => id === managementAccountId);
    const members = item.accounts.filter(({ id }) => id !== managementAccountId);
    const keys = members.flatMap(({ key }) => key ?? []);
    const strange = members.filter(({ key }) => key === undefined || !model.accounts.some((one) => one.key === key));
    if (strange.length > 0) {
        const names = strange.map(({ key, name, id }) => `${visible(key ?? name)} (${id})`);
        return byHand(
            `the definition does not have ${listSome(names)}. If an account was made by hand too, take it over and run \`up\` first`,
        );
    }
    const [who, set] = [subject.key ?? "", permissionSet.key ?? ""];
    const isGiven = item.kind === "access-given";
    const access: WrittenAccess = { who, permissionSet: set, accounts: namesOf(keys, model), inManagementAccount };
    return {
        edit() {
            if (isGiven) giveAccess(draft, access);
            // From the last line on: a line that goes changes the numbers of those behind it.
            else for (const number of givingLines(model, item, day).reverse()) takeAccess(draft, number, access);
            refuseOtherChanges(model, draft.model(), access, day);
        },
        // The accounts hold the numbers of the lines. Whose access they give is compared above.
        parts: model.accounts.map(({ key }) => `account ${key}`),
        holds(after) {
            const has = plannedAccess(after.features.get(people), day).find(
                (one) => one.permissionSet === set && one.who.key === who && one.who.kind === subject.kind,
            );
            return (
                keys.every((key) => (has?.accounts.includes(key) === true) === isGiven) &&
                (!inManagementAccount || (has?.inManagementAccount === true) === isGiven)
            );
        },
    };
}

/** @throws CommandError if the edit would change the access of anybody else. */
function refuseOtherChanges(
    before: DefinitionModel,
    after: DefinitionModel,
    { who, permissionSet }: WrittenAccess,
    day: string,
): void {
    const others = (model: DefinitionModel): string =>
        JSON.stringify(
            plannedAccess(model.features.get(people), day).filter(({ key }) => key !== `${permissionSet}@${who}`),
        );
    if (others(before) === others(after)) return;
    throw new CommandError(
        `the edit would change the access of others than ${visible(who)}: they share what is written there. Nothing was written. Edit \`access\` by hand`,
    );
}

/** The numbers of the lines that give somebody a permission set now. */
function givingLines(model: DefinitionModel, { subject, permissionSet }: AccessItem, day: string): number[] {
    return model.features
        .get(people)
        .grants.filter(
            (grant) =>
                isInForce(grant, day) &&
                grant.permissionSets.includes(permissionSet.key ?? "") &&
                grant.who.some(({ kind, key }) => kind === subject.kind && key === subject.key),
        )
        .map(({ number }) => number);
}

/** As `where` names them: a unit may have the same key. */
function namesOf(keys: readonly string[], { units }: DefinitionModel): readonly string[] {
    return keys.map((key) => (units.some((unit) => unit.key === key) ? `account ${key}` : key));
}
