import { accountsInParent, targetsOfPolicy, unitsInParent } from "../../aws/organization";
import { needed } from "../neededFromAws";
import type { AwsClients } from "../../aws/awsClients";
import type { OrganizationModel, Problem } from "../../definition";
import { list } from "../../limits/messageText";
import { isClosed } from "../creation/newAccounts";
import type { ExistingResources } from "../state";

interface Found {
    readonly id: string;
    readonly name: string;
}

/** What is asked of AWS; a test has its own. What AWS does not have any more holds nothing. */
export interface LeftOutInAws {
    /** The accounts directly in a unit, closed ones too. */
    accountsIn(unitId: string): Promise<readonly (Found & { readonly state?: string })[]>;
    unitsIn(unitId: string): Promise<readonly Found[]>;
    /** The roots, units and accounts that a policy is attached to, whoever attached it. */
    targetsOf(policyId: string): Promise<readonly (Found & { readonly type: string })[]>;
}

/**
 * Refuses to leave out a unit that AWS has something in, and a policy that is attached elsewhere too. AWS deletes neither: the run would
 * take the guardrails off first, also off accounts that the stack does not know, and then fail.
 *
 * Where nothing is left out AWS is asked nothing.
 *
 * @param location the definition's place.
 */
export async function leftOutProblems(
    model: OrganizationModel,
    existing: ExistingResources,
    location: string,
    aws: LeftOutInAws,
): Promise<Problem[]> {
    const [units, policies] = [model.units, model.policies].map((some) => new Set(some.map(({ key }) => key)));
    const goingUnits = [...existing.units].filter(([key]) => !units?.has(key));
    const goingPolicies = [...existing.policies].filter(([key]) => !policies?.has(key));
    const keys = new Map([...existing.accounts].map(([key, { id }]) => [id, key]));
    const going = new Set(goingUnits.map(([, { id }]) => id));
    const problem = (path: string, message: string): Problem => ({ place: { file: location }, path: [path], message });
    const found = await Promise.all([
        ...goingUnits.map(async ([key, { id }]) => {
            const [accounts, below] = await Promise.all([aws.accountsIn(id), aws.unitsIn(id)]);
            const inside = [
                ...accounts.flatMap((account) => staying(account, keys.get(account.id), id, model, existing) ?? []),
                ...below.filter((unit) => !going.has(unit.id)).map(({ id: of, name }) => `unit ${name} (${of})`),
            ];
            return inside.length === 0 ? [] : [problem("units", unitMessage(key, id, inside))];
        }),
        ...goingPolicies.map(async ([key, { id }]) => {
            const ours = attachedByStack(key, existing);
            const others = (await aws.targetsOf(id)).filter(
                (target) => !(target.type === "ROOT" ? ours.root : ours.ids.has(target.id)),
            );
            return others.length === 0 ? [] : [problem("policies", policyMessage(key, id, others))];
        }),
    ]);
    return found.flat();
}

/**
 * An account that is still in its unit when AWS is told to delete that, with the reason.
 *
 * @param key its key in the stack.
 */
function staying(
    account: Found & { readonly state?: string },
    key: string | undefined,
    unitId: string,
    model: OrganizationModel,
    existing: ExistingResources,
): string | undefined {
    const before = key === undefined ? undefined : existing.accounts.get(key);
    const told = (why: string): string => `account ${key ?? account.name} (${account.id}), ${why}`;
    if (isClosed(account)) return told("which is closed, and which AWS keeps there for 90 days");
    if (before === undefined) return told("which this stack does not know");
    if (before.parentId !== unitId) return told("which was moved there behind the stack's back");
    if (model.accounts.some((one) => one.key === key) || before.leaving) return undefined;
    return told("which this change closes, and which AWS keeps there for 90 days");
}

function attachedByStack(
    policy: string,
    { attachments, units, accounts }: ExistingResources,
): { readonly root: boolean; readonly ids: ReadonlySet<string> } {
    const idsOf = (
        attached: ReadonlyMap<string, readonly string[]>,
        known: ReadonlyMap<string, { readonly id: string }>,
    ): string[] =>
        [...attached].flatMap(([key, policies]) => (policies.includes(policy) ? (known.get(key)?.id ?? []) : []));
    return {
        root: attachments.root.includes(policy),
        ids: new Set([...idsOf(attachments.units, units), ...idsOf(attachments.accounts, accounts)]),
    };
}

function unitMessage(key: string, id: string, inside: readonly string[]): string {
    return (
        `unit ${key} (${id}) is in the stack and no longer in the definition, and AWS has in it: ${list(inside)}. AWS deletes no unit that holds something: ` +
        "the run would take the unit's guardrails off all of that, and fail. Put the unit back.\n" +
        "To delete it, move what is in it to another unit first (`aws organizations move-account`, or the definition), and leave it out then. To rename it, keep the key and give the name in `name`."
    );
}

function policyMessage(key: string, id: string, targets: readonly (Found & { readonly type: string })[]): string {
    const told = targets.map(({ id: of, name, type }) =>
        type === "ROOT" ? "the root" : `${type === "ACCOUNT" ? "account" : "unit"} ${name} (${of})`,
    );
    const detach = targets.map(
        (target) => `aws organizations detach-policy --policy-id ${id} --target-id ${target.id}`,
    );
    return (
        `policy ${key} (${id}) is in the stack and no longer in the definition, and AWS has it attached to ${list(told)} as well, which this stack did not do. ` +
        "AWS deletes no policy that is attached: the run would detach it elsewhere, and fail. Put the policy back, or detach it there first:\n" +
        detach.slice(0, 5).join("\n")
    );
}

/** What AWS says. */
export function leftOutInAws({ organizationCalls: calls }: AwsClients): LeftOutInAws {
    const purpose = "before it is deleted";
    return {
        accountsIn: async (unitId) => (await needed(purpose, () => accountsInParent(calls, unitId))) ?? [],
        unitsIn: async (unitId) => (await needed(purpose, () => unitsInParent(calls, unitId))) ?? [],
        targetsOf: async (policyId) => (await needed(purpose, () => targetsOfPolicy(calls, policyId))) ?? [],
    };
}
