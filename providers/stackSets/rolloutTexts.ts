import type { StackSetOperation } from "@aws-sdk/client-cloudformation";
import { countOf, firstLines, formatCount, list, listSome, visible, visibleEnds } from "../../limits";
import type { StackFailure } from "./operationFailures";
import { RELEASED_RING, type RolloutStep } from "./rolloutStep";

/** The most accounts whose reasons a message has. */
const MOST_REASONS = 20;
/** AWS's reasons name resources, and some contain whole policies. */
const REASON_LENGTH = 600;

/** What texts name: rings, and accounts by what people call them. */
export interface RolloutNames {
    readonly rings: readonly string[];
    /** The names of accounts that have the block, or had it before, by their ids. */
    readonly accounts: ReadonlyMap<string, string>;
}

/** What an operation does, for the user while it runs. */
export function stepText(what: string, step: RolloutStep, names: RolloutNames): string {
    // The ring of an account that loses the block says only when: the account may be in another one by now, or in none.
    const hasRing = step.kind !== "delete" && "ring" in step && step.ring !== undefined;
    const ring = hasRing ? `${ringText(step.ring, names)}: ` : "";
    return `${what}: ${ring}${doneText(step, names)}`;
}

function doneText(step: RolloutStep, names: RolloutNames): string {
    if (step.kind === "automatic") return "changes what AWS does with accounts that come and go";
    const { accounts = [], regions = [], units = [] } = step.selection ?? {};
    const where = `${countOf(accounts.length, "account")}${regions.length > 1 ? `, ${countOf(regions.length, "region")} each` : ""}`;
    switch (step.kind) {
        case "content":
            return accounts.length === 0 ? "changes the StackSet" : `changes it in ${where}`;
        case "description":
            return "changes its description";
        case "update":
            return `brings it up to date in ${where}`;
        case "create":
            return `sets it up in ${where}`;
        case "override":
            return `changes its parameters in ${where}`;
        case "delete":
            if (step.attempt === "given up") {
                return `AWS could not delete its stack in ${listSome(accounts.map((id) => nameOf(id, names)))}, not now and not before. It stays there with its resources, and nobody manages it: delete it in CloudFormation of the account`;
            }
            return step.keeps
                ? `leaves what it has set up in ${where}, and no longer manages it there`
                : `takes it away from ${where}`;
        case "target":
            return `from now on, AWS gives it to accounts that come into ${unitsText(units)}, in ${list(regions)}`;
        case "untarget":
            return `from now on, AWS no longer gives it to accounts that come into ${unitsText(units)}, in ${list(regions)}`;
    }
}

/** `ring 2 of 4 (Sandbox)`. */
function ringText(ring: string, { rings }: RolloutNames): string {
    const at = rings.indexOf(ring);
    if (ring === RELEASED_RING) return RELEASED_RING;
    return at < 0 ? "all accounts" : `ring ${at + 1} of ${rings.length} (${visible(ring)})`;
}

/** Why a rollout stops, in which accounts, and what to do. */
export function stoppedText(
    what: string,
    ring: string,
    names: RolloutNames,
    failures: readonly StackFailure[],
    untried: number,
    { Status = "FAILED", StatusReason = "" }: StackSetOperation,
): string {
    const at = names.rings.indexOf(ring);
    const later = at < 0 ? [] : names.rings.slice(at + 1);
    const isDeletion = failures.length > 0 && failures.every((one) => one.isDeletion);
    const stopped =
        failures.length === 0
            ? `AWS ended the operation as ${Status}${StatusReason === "" ? ". It gives no reason" : `: ${visibleEnds(StatusReason, REASON_LENGTH)}`}`
            : `${failedText(failures)}${untried > 0 ? `, and ${formatCount(untried)} more ${untried === 1 ? "stack was" : "stacks were"} not tried` : ""}`;
    return [
        `${what} stops${isDeletion ? "" : ` in ${ringText(ring, names)}`}: ${stopped}`,
        ...reasonLines(failures, names),
        later.length > 0 && !isDeletion
            ? `The ${later.length === 1 ? "ring" : "rings"} after it (${listSome(later)}) ${later.length === 1 ? "stays" : "stay"} as ${later.length === 1 ? "it was" : "they were"}.`
            : "",
        `${failures.length > 0 ? "If AWS's reason does not say enough, the events of the stack do, in CloudFormation of that account. " : ""}Mend it, then run \`up\` again: it goes on from here.`,
    ]
        .filter((line) => line !== "")
        .join("\n");
}

/** `it failed in 2 accounts`, `AWS could not take it away from 1 account` */
function failedText(failures: readonly StackFailure[]): string {
    const accounts = countOf(failures.length, "account");
    return failures.every((one) => one.isDeletion)
        ? `AWS could not take it away from ${accounts}`
        : `it failed in ${accounts}`;
}

/** Failures that the definition tolerates. */
export function toleratedText(
    what: string,
    ring: string,
    names: RolloutNames,
    failures: readonly StackFailure[],
): string {
    return [
        `${what}: ${failedText(failures)}${failures.every((one) => one.isDeletion) ? "" : ` of ${ringText(ring, names)}`}, which \`rollOut.failureTolerance\` tolerates. The next \`up\` tries again`,
        ...reasonLines(failures, names),
    ].join("\n");
}

/** Accounts that could not be brought up to date in the run that ends their quarantine. */
export function releasedText(what: string, _: string, names: RolloutNames, failures: readonly StackFailure[]): string {
    const keys = [...new Set(failures.map(({ account }) => nameOf(account, names)))].sort();
    return `${what}: ${listSome(keys)} ${keys.length === 1 ? "was" : "were"} quarantined until this run, and AWS refuses the change for now. The next \`up\` makes it`;
}

/** Why the StackSet itself stays as it is. */
export function onlyLeftAloneText(what: string): string {
    return `${what}: only quarantined accounts have it, so the StackSet stays as it is until an account can be changed`;
}

/** Accounts whose quarantine ends in the run that would take the block away from them. */
export function waitingText(what: string, accounts: readonly string[]): string {
    return `${what}: ${listSome(accounts)} ${accounts.length === 1 ? "was" : "were"} quarantined until this run, which denies CloudFormation to delete ${accounts.length === 1 ? "its stack" : "their stacks"}. The next \`up\` takes ${accounts.length === 1 ? "it" : "them"} away`;
}

/**
 * Accounts that are to have it, and have a stack that AWS could not delete in an earlier run. AWS changes such a stack no more ("Stacks in this state
 * are excluded from further UpdateStackSet operations": API reference, StackInstance, read 2026-11-27). Nothing is done about it here: a second stack
 * beside it would collide with the first, or lose what it has set when somebody deletes the first.
 */
export function stuckText(what: string, ids: readonly string[], block: string, names: RolloutNames): string {
    return (
        `${what}: in ${listSome(ids.map((id) => accountText(id, names)))}, AWS could not delete its stack before, and changes it no more. The definition has the block there, so nothing is deleted now. ` +
        `For a new stack, write \`${visible(block)}: false\` under \`baseline\` of the account, and run \`up\`, which tries again to delete the old one: if AWS cannot, delete it in CloudFormation of the account. Then take that line out, and run \`up\``
    );
}

/** Why AWS goes on giving it to accounts that come into units that are no targets any more. */
export function keptTargetsText(what: string, units: readonly string[]): string {
    return `${what}: AWS goes on giving it to accounts that come into ${unitsText(units)}, although the definition no longer has it there. AWS ends that only together with the stacks that were made through ${units.length === 1 ? "this target" : "these targets"}, and those stay. If such an account comes, \`up --refresh\` takes it away again`;
}

function reasonLines(failures: readonly StackFailure[], names: RolloutNames): readonly string[] {
    const lines = failures.map(({ account, region, reason }) => {
        return `  ${accountText(account, names)} in ${region}: ${reason === "" ? "AWS gives no reason" : visibleEnds(reason, REASON_LENGTH)}`;
    });
    return firstLines(lines.sort(), MOST_REASONS, (more) => `  and ${more} more`);
}

/** AWS and the state know units by their ids only. */
function unitsText(units: readonly string[]): string {
    return listSome(units.map((unit) => (unit.startsWith("r-") ? "the root" : unit)));
}

function nameOf(account: string, { accounts }: RolloutNames): string {
    return accounts.get(account) ?? account;
}

/** `shop-prod (111122223333)` */
function accountText(id: string, { accounts }: RolloutNames): string {
    const name = accounts.get(id);
    return name === undefined || name === id ? id : `${visible(name)} (${id})`;
}
