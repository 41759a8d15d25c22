import type { AccountModel, OrganizationModel, UnitModel } from "../../definition";
import { unitPath, type Level } from "../ancestry";
import { memberOf, type Member, type Membership } from "../members";

/** The one account that is emptied, and all that must never be. */
export interface SandboxTarget {
    readonly account: AccountModel;
    readonly member: Member;
    /** Ids of the management account and of every other account, sorted. */
    readonly others: readonly string[];
}

/** The account, or every reason against emptying it. */
export type Judgement = { readonly target: SandboxTarget } | { readonly reasons: readonly string[] };

/**
 * Whether an account may be emptied: only if the definition says that it is in a unit of kind sandbox, and AWS says that it
 * is there now. Neither alone is believed: a definition may be changed before it is applied, and an account may have been
 * moved by hand.
 *
 * @param levels where AWS has the account now, from the root down.
 */
export function judge(
    model: OrganizationModel,
    account: AccountModel,
    membership: Membership,
    levels: readonly Level[],
): Judgement {
    const member = memberOf(account, membership);
    const { key, kind, state, unit } = account;
    const reasons: string[] = [];
    if (kind !== "sandbox") {
        reasons.push(
            `${key} is in the unit ${unit}, whose kind is ${kind}: only accounts in units of kind sandbox are emptied`,
        );
    }
    if (state !== "active") {
        reasons.push(`the definition says \`state: ${state}\` of ${key}: only active accounts are emptied`);
    }
    if (!member) {
        reasons.push(
            account.id === undefined
                ? `the organisation has no account with the e-mail ${account.email}`
                : `the organisation has no account ${account.id}`,
        );
        return { reasons };
    }
    if (member.id === membership.managementAccountId) {
        reasons.push(`${member.id} is the management account, which is never emptied`);
    }
    if (member.state !== "ACTIVE") reasons.push(`${member.id} is ${member.state} in AWS`);
    reasons.push(...misplaced(model, account, member, levels));
    if (reasons.length > 0) return { reasons };

    const others = new Set([
        membership.managementAccountId,
        ...membership.members.map(({ id }) => id),
        // Also those that are on their way in or out: an id in the definition is never without a reason.
        ...model.accounts.flatMap(({ id }) => id ?? []),
    ]);
    others.delete(member.id);
    return { target: { account, member, others: [...others].sort() } };
}

/** The unit that AWS has it in must be one that the definition knows, of kind sandbox, and the account's own or below that. */
function misplaced(
    model: OrganizationModel,
    { key, unit }: AccountModel,
    { id }: Member,
    levels: readonly Level[],
): string[] {
    const names = levels.filter(({ kind }) => kind === "unit").map(({ name }) => name);
    const isChain = levels.at(0)?.kind === "root" && levels.at(-1)?.kind === "account" && levels.at(-1)?.id === id;
    const actual = isChain ? unitNamed(model, names) : undefined;
    const where = names.length === 0 ? "in the root" : `in ${unitPath(levels)}`;
    if (!actual) return [`AWS has ${key} (${id}) ${where}, which is no unit of the definition: move it back first`];
    if (actual.key !== unit && !actual.key.startsWith(`${unit}/`)) {
        return [`AWS has ${key} (${id}) ${where}, and the definition in ${unit}: apply the definition first`];
    }
    if (actual.kind !== "sandbox") {
        return [
            `AWS has ${key} (${id}) ${where}, whose kind is ${actual.kind}: only accounts in units of kind sandbox are emptied`,
        ];
    }
    return [];
}

/** By the names that lead to it: they are unique beside each other. */
function unitNamed({ units }: OrganizationModel, names: readonly string[]): UnitModel | undefined {
    let at: UnitModel | undefined;
    for (const name of names) {
        at = units.find((unit) => unit.parent === at?.key && unit.name === name);
        if (!at) return undefined;
    }
    return at;
}
