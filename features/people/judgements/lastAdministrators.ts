import type { Findings } from "../../../definition/feature";
import { list, visible } from "../../../limits";
import { principalText, type HeldByPerson } from "../effect/accessSide";
import { administratorSets, waysIn } from "../effect/waysIn";
import type { AwsPolicyDocuments } from "../effect/setSession";
import { isInForce, MANAGEMENT_ACCOUNT } from "../matrix";
import type { JudgedChange } from "./judgedChange";

/** How acknowledgements and `where` name the management account. */
const MANAGEMENT = "managementAccount";
const MOST_NAMES = 5;
/** How long before the last administrator's last day previews say so. */
const WARNED_DAYS = 14;

/**
 * Refuses a change after which nobody administers an account that somebody administers now: the grant is removed or has ended, the group is
 * emptied, the user is removed, or the permission set allows less. Each of these is one line of a pull request, which does not show it.
 *
 * The access role of the management account is another way into the others, but it only helps whoever gets into the management account.
 */
export function lastAdministrators(change: JudgedChange, documents: AwsPolicyDocuments): Findings {
    const { before, after, model, isInBoth } = change;
    const had = waysIn(before, administratorSets(before.permissionSets, documents));
    const administrators = administratorSets(after.permissionSets, documents);
    const has = waysIn(after, administrators);
    const isJudged = (account: string): boolean => account === MANAGEMENT_ACCOUNT || isInBoth(account);
    const acknowledged = new Set(model.acknowledge?.withoutAdministrator);
    const lost = [...had].filter(
        ([account]) => isJudged(account) && !has.has(account) && !acknowledged.has(keyOf(account)),
    );
    const isWhole = lost.length > 0 && ![...has.keys()].some(isJudged);
    return {
        problems: byReason(lost, change, administrators, isWhole).map(({ accounts, reasons, path }) =>
            change.problem(path, refusal(accounts, reasons, isWhole)),
        ),
        warnings: lost.length > 0 ? [] : [...endingSoon(has, change), ...idle(acknowledged, has)],
    };
}

interface LostAdministrators {
    readonly accounts: readonly string[];
    readonly reasons: readonly string[];
    readonly path: readonly (string | number)[];
}

type WaysIn = readonly (readonly [account: string, held: readonly HeldByPerson[]])[];

/** Accounts whose administrators are lost in the same way are one refusal; all accounts, if nobody administers any. */
function byReason(
    lost: WaysIn,
    change: JudgedChange,
    administrators: ReadonlySet<string>,
    isWhole: boolean,
): LostAdministrators[] {
    const found = new Map<string, { accounts: string[]; reasons: Set<string>; path: LostAdministrators["path"] }>();
    for (const [account, ways] of lost) {
        const losses = ways.map((held) => lossOf(held, change, administrators));
        const reasons = losses.map(({ text }) => text).sort();
        const id = isWhole ? "" : JSON.stringify(reasons);
        const known = found.get(id) ?? { accounts: [], reasons: new Set(), path: losses[0]?.path ?? ["access"] };
        known.accounts.push(account);
        for (const reason of reasons) known.reasons.add(reason);
        found.set(id, known);
    }
    return [...found.values()].map(({ accounts, reasons, path }) => ({
        accounts: accounts.sort(),
        reasons: [...reasons].sort(),
        path,
    }));
}

interface Loss {
    readonly text: string;
    readonly path: readonly (string | number)[];
}

/** Why somebody does not administer an account any more. */
function lossOf(
    { who, kind, permissionSet, account, through }: HeldByPerson,
    { model, before, after, ended }: JudgedChange,
    administrators: ReadonlySet<string>,
): Loss {
    const [group] = kind === "external group" ? [who] : through;
    const principal = group === undefined ? `user ${who}` : `group ${group}`;
    const named = visible(principal);
    const set = visible(permissionSet);
    const present = model.permissionSets.find(({ key }) => key === permissionSet);
    const isEnded = ended.some(
        (one) =>
            principalText(one.who) === principal && one.permissionSet === permissionSet && one.accounts.has(account),
    );
    if (isEnded) {
        const grant = model.grants.find(
            (one) =>
                one.until !== undefined &&
                one.permissionSets.includes(permissionSet) &&
                one.who.some((other) => principalText(other) === principal),
        );
        return {
            text: `${named} has ${set} until ${grant?.until ?? "a day"}, which has passed: give a later day in \`until\`, or leave it out`,
            path: grant ? [...grant.path, "until"] : ["access"],
        };
    }
    const still = after.access.some(
        (one) =>
            principalText(one.who) === principal && one.permissionSet === permissionSet && one.accounts.has(account),
    );
    if (still && present && !administrators.has(permissionSet)) {
        return {
            text: `${named} keeps ${set}, which does not allow to administer an account any more`,
            path: present.path,
        };
    }
    if (still && group !== undefined) {
        const path = model.groups.find(({ key }) => key === group)?.path ?? ["people", "groups"];
        return { text: `${named} keeps ${set}, but nobody is in it any more`, path };
    }
    if (before.users.has(who) && !after.users.has(who) && group === undefined) {
        return { text: `${named} has ${set}, and is removed`, path: ["people", "users"] };
    }
    return { text: `${named} loses ${set}`, path: ["access"] };
}

function refusal(accounts: readonly string[], reasons: readonly string[], isWhole: boolean): string {
    const names = accounts.map((account) =>
        account === MANAGEMENT_ACCOUNT ? "the management account" : visible(account),
    );
    const where = isWhole
        ? "any account of the organisation"
        : `${accounts.length === 1 ? "" : "any of "}${list(names, MOST_NAMES)}`;
    const others = accounts.every((account) => account === MANAGEMENT_ACCOUNT)
        ? "Then only the root user and IAM users of the management account could let others in again."
        : "Then only the access role of the management account leads there, and only for whoever can sign in to that account.";
    return (
        `after this change nobody administers ${where}: ${list(reasons, MOST_NAMES)}. ${others}\n` +
        "Give another person or group a permission set that administers accounts there (break-glass or admin), and take this one away in a later run.\n" +
        `If it is intended, write\npeople: { acknowledge: { withoutAdministrator: [${accounts.map(keyOf).join(", ")}] } }`
    );
}

function keyOf(account: string): string {
    return account === MANAGEMENT_ACCOUNT ? MANAGEMENT : account;
}

/** Says which accounts lose their last administrator soon, because every grant that gives one has a last day. */
function endingSoon(
    has: ReadonlyMap<string, readonly HeldByPerson[]>,
    { model, day }: JudgedChange,
): readonly string[] {
    const soon = new Date(Date.parse(day) + WARNED_DAYS * 86_400_000).toISOString().slice(0, 10);
    const ending = [...has].flatMap(([account, ways]): string[] => {
        const access = account === MANAGEMENT_ACCOUNT ? model.managementAccess : model.accounts.get(account)?.access;
        const staying = new Set(
            (access ?? [])
                .filter((one) => isInForce(one, soon))
                .map(({ who, permissionSet }) => `${principalText(who)}\n${permissionSet}`),
        );
        const isStaying = ways.some((held) =>
            givers(held).some((principal) => staying.has(`${principal}\n${held.permissionSet}`)),
        );
        return isStaying ? [] : [account === MANAGEMENT_ACCOUNT ? "the management account" : visible(account)];
    });
    return ending.length === 0
        ? []
        : [
              `the last administrator of ${list(ending, MOST_NAMES)} has access only until a day in the next ${WARNED_DAYS} days. A run after it is refused, because nobody could get in: give a later day in \`until\`, or give somebody else access.`,
          ];
}

/** An acknowledgement that stays would allow the next loss too, which nobody has looked at. */
function idle(acknowledged: ReadonlySet<string>, has: ReadonlyMap<string, unknown>): readonly string[] {
    const administered = new Set([...has.keys()].map(keyOf));
    const accounts = [...acknowledged].filter((key) => administered.has(key)).map((key) => visible(key));
    return accounts.length === 0
        ? []
        : [
              `people.acknowledge.withoutAdministrator names ${list(accounts, MOST_NAMES)}, where somebody is administrator after this change: take it out, because it would allow the next loss too.`,
          ];
}

/** Whom grants name who gives somebody access: the person, or groups. */
function givers({ who, kind, through }: HeldByPerson): string[] {
    const groups = kind === "external group" ? [who] : through;
    return groups.map((group) => (group === undefined ? `user ${who}` : `group ${group}`));
}
