import type { Findings } from "../../../definition/feature";
import { inYaml, list, visible } from "../../../limits";
import { principalText, type HeldByPerson } from "../effect/accessSide";
import { administratorSets, waysIn } from "../effect/waysIn";
import type { AwsPolicyDocuments } from "../effect/setSession";
import { isInForce, MANAGEMENT_ACCOUNT } from "../matrix";
import { acknowledgementOf, AcknowledgedLosses, dayAfter, givers } from "./acknowledgedLosses";
import type { JudgedChange } from "./judgedChange";
import { accessIn, lostWayIn, type LostWayIn } from "./lostWaysIn";

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
    const losses = new AcknowledgedLosses(change);
    const lost = [...had].filter(
        ([account, ways]) =>
            isJudged(account) &&
            !has.has(account) &&
            !acknowledged.has(keyOf(account)) &&
            (account === MANAGEMENT_ACCOUNT || !losses.cover(ways)),
    );
    const isWhole = lost.length > 0 && ![...has.keys()].some(isJudged);
    return {
        problems: [
            ...byReason(lost, change, administrators, isWhole).map((one) =>
                change.problem(one.path, refusal(one, isWhole, change.day)),
            ),
            ...losses.tooLong(),
        ],
        warnings: lost.length > 0 ? [] : [...endingSoon(has, change), ...idle(acknowledged, has), ...losses.idle()],
    };
}

interface LostAdministrators {
    readonly accounts: readonly string[];
    readonly reasons: readonly string[];
    readonly path: LostWayIn["path"];
    /** All ways into these accounts. */
    readonly ways: readonly HeldByPerson[];
}

type WaysIn = readonly (readonly [account: string, held: readonly HeldByPerson[]])[];

/** Accounts whose administrators are lost in the same way are one refusal; all accounts, if nobody administers any. */
function byReason(
    lost: WaysIn,
    change: JudgedChange,
    administrators: ReadonlySet<string>,
    isWhole: boolean,
): LostAdministrators[] {
    const found = new Map<
        string,
        LostAdministrators & { accounts: string[]; reasons: string[]; ways: HeldByPerson[] }
    >();
    for (const [account, ways] of lost) {
        const losses = ways.map((held) => lostWayIn(held, change, administrators));
        const reasons = losses.map(({ text }) => text).sort();
        const id = isWhole ? "" : JSON.stringify(reasons);
        const known = found.get(id) ?? { accounts: [], reasons: [], ways: [], path: losses[0]?.path ?? ["access"] };
        known.accounts.push(account);
        known.reasons.push(...reasons);
        known.ways.push(...ways);
        found.set(id, known);
    }
    return [...found.values()].map(({ accounts, reasons, ...one }) => ({
        ...one,
        accounts: accounts.sort(),
        reasons: [...new Set(reasons)].sort(),
    }));
}

function refusal({ accounts, reasons, ways }: LostAdministrators, isWhole: boolean, day: string): string {
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
        `If it is intended, write\n${
            accounts.length > MOST_NAMES
                ? acknowledgementOf(ways, accounts.includes(MANAGEMENT_ACCOUNT) ? [MANAGEMENT] : [], day)
                : `people: { acknowledge: { withoutAdministrator: [${accounts.map((account) => inYaml(keyOf(account))).join(", ")}] } }`
        }`
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
    const soon = dayAfter(day, WARNED_DAYS);
    const ending = [...has].flatMap(([account, ways]): string[] => {
        const staying = new Set(
            accessIn(model, account)
                .filter((one) => isInForce(one, soon))
                .map(({ who, permissionSet }) => `${principalText(who)}\n${permissionSet}`),
        );
        const isStaying = ways.some((held) =>
            givers(held).some((one) => staying.has(`${principalText(one)}\n${held.permissionSet}`)),
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
