import { leftOut } from "../state/leftOutEntries";
import type { OrganizationModel, Problem } from "../../definition";
import { list } from "../../limits/messageText";
import { isClosed, type AccountInAws } from "../adoption";
import type { ExistingResources } from "../state";

interface NamedInAws {
    readonly id: string;
    readonly name: string;
}

/** A root, unit or account that a policy is attached to. */
interface PolicyTarget extends NamedInAws {
    /** `ROOT`, `ORGANIZATIONAL_UNIT` or `ACCOUNT`. */
    readonly type: string;
}

type AccountInUnit = NamedInAws & Pick<AccountInAws, "state">;

/** What AWS is asked. For a unit or policy that AWS no longer has, the lists are empty. */
export interface DeletionReader {
    /** The accounts directly in a unit, closed ones too. */
    accountsIn(unitId: string): Promise<readonly AccountInUnit[]>;
    unitsIn(unitId: string): Promise<readonly NamedInAws[]>;
    /** What a policy is attached to, whoever attached it. */
    targetsOf(policyId: string): Promise<readonly PolicyTarget[]>;
}

/**
 * Refuses to leave out a unit that is not empty in AWS, or a policy that is also attached outside the stack. AWS deletes neither: the run
 * would first detach the guardrails, also from accounts that the stack does not know, and then fail.
 *
 * Asks AWS only about units and policies that are left out.
 *
 * @param location the definition's place.
 */
export async function refusedDeletions(
    model: OrganizationModel,
    existing: ExistingResources,
    location: string,
    aws: DeletionReader,
): Promise<Problem[]> {
    const units = leftOut(existing.units, model.units);
    const policies = leftOut(existing.policies, model.policies);
    const deletedUnits = new Set(units.map(([, { id }]) => id));
    const problem = (path: string, message: string): Problem => ({ place: { file: location }, path: [path], message });
    const problems = await Promise.all([
        ...units.map(async ([key, { id }]) => {
            const inside = await staysIn(id, deletedUnits, model, existing, aws);
            return inside.length === 0 ? [] : [problem("units", unitMessage(key, id, inside))];
        }),
        ...policies.map(async ([key, { id }]) => {
            const ours = attachedByStack(key, existing);
            const others = (await aws.targetsOf(id)).filter(
                (target) => !(target.type === "ROOT" ? ours.root : ours.ids.has(target.id)),
            );
            return others.length === 0 ? [] : [problem("policies", policyMessage(key, id, others))];
        }),
    ]);
    return problems.flat();
}

/** What is still in a unit when AWS is asked to delete it, in words. */
async function staysIn(
    unitId: string,
    deletedUnits: ReadonlySet<string>,
    model: OrganizationModel,
    existing: ExistingResources,
    aws: DeletionReader,
): Promise<string[]> {
    const [accounts, units] = await Promise.all([aws.accountsIn(unitId), aws.unitsIn(unitId)]);
    const keys = new Map([...existing.accounts].map(([key, { id }]) => [id, key]));
    return [
        ...accounts.flatMap((account) => {
            const key = keys.get(account.id);
            const reason = whyItStays(account, key, unitId, model, existing);
            return reason === undefined ? [] : [`account ${key ?? account.name} (${account.id}), ${reason}`];
        }),
        ...units.filter(({ id }) => !deletedUnits.has(id)).map(({ id, name }) => `unit ${name} (${id})`),
    ];
}

/**
 * Why an account is still in its unit when the unit is deleted. Undefined if it has left the unit by then.
 *
 * @param key its key in the stack.
 */
function whyItStays(
    account: AccountInUnit,
    key: string | undefined,
    unitId: string,
    model: OrganizationModel,
    existing: ExistingResources,
): string | undefined {
    const before = key === undefined ? undefined : existing.accounts.get(key);
    if (isClosed(account)) return "which is closed and stays there for 90 days";
    if (before === undefined) return "which this stack does not know";
    if (before.parentId !== unitId) return "which was moved there behind the stack's back";
    if (model.accounts.some((one) => one.key === key) || before.leaving) return undefined;
    return "which this change closes, and which then stays there for 90 days";
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
        `unit ${key} (${id}) is in the stack and no longer in the definition, but in AWS it holds ${list(inside)}. AWS only deletes empty units: ` +
        "the run would detach the unit's guardrails, and then fail. Put the unit back.\n" +
        "To delete it, move what is in it to another unit first (`aws organizations move-account`, or the definition), and then leave it out. To rename it, keep the key and give the name in `name`."
    );
}

function policyMessage(key: string, id: string, targets: readonly PolicyTarget[]): string {
    const described = targets.map(({ id: targetId, name, type }) =>
        type === "ROOT" ? "the root" : `${type === "ACCOUNT" ? "account" : "unit"} ${name} (${targetId})`,
    );
    const detach = targets.map(
        (target) => `aws organizations detach-policy --policy-id ${id} --target-id ${target.id}`,
    );
    return (
        `policy ${key} (${id}) is in the stack and no longer in the definition, but somebody else has attached it to ${list(described)}. ` +
        "AWS does not delete an attached policy: the run would detach it from everything else, and then fail. " +
        "Put the policy back (to rename it, keep the key and write the new name in `name`), or detach it there first:\n" +
        detach.slice(0, 5).join("\n")
    );
}
