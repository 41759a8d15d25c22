import { countOf, formatCount, list, listSome, visible, visibleEnds } from "../../../../limits";
import { table } from "../../../../operations/cli";
import type { DeployedBlock, DeployedStack } from "./deployedBlocks";
import { stacksToMend } from "./driftDetection";
import { driftText, type FoundDrift } from "./driftText";
import { adviceText, urgency } from "./stackAdvice";
import { FINE, type StackCondition } from "./stackCondition";

/** What the command has found out. */
export interface BaselineReport {
    readonly blocks: readonly DeployedBlock[];
    /** Blocks of the definition that no `up` has rolled out yet. */
    readonly newBlocks: readonly string[];
    /** Of one account: blocks that the account's units have, and that the definition takes out here. */
    readonly excluded?: readonly string[];
    /** Absent unless AWS has looked for drift in this run. */
    readonly drift?: FoundDrift;
}

/** The most lines of a list. `--json` has all. */
const MOST_LINES = 40;
/** Of more accounts that wait for the same reason, one line says how many. */
const MOST_WAITING = 3;
/** The most blocks of a line about an account. */
const MOST_BLOCKS = 3;
/** AWS's reasons may contain whole policies. */
const REASON_LENGTH = 600;

/** Whether somebody has to do something. */
export function isInOrder({ blocks, newBlocks, drift }: BaselineReport): boolean {
    return (
        newBlocks.length === 0 &&
        blocks.every(
            ({ isGone, stacks }) =>
                !isGone && stacks.every(isFine) && stacksToMend(stacks, drift?.resources).length === 0,
        )
    );
}

function isFine({ condition, detectionFailure }: DeployedStack): boolean {
    return FINE.includes(condition) && detectionFailure === undefined;
}

/** @param columns the terminal's width; absent: there is none. */
export function baselineText(report: BaselineReport, columns?: number): string {
    const { blocks, newBlocks, drift } = report;
    const rows = blocks.map(blockRow);
    const head = ["BLOCK", "ACCOUNTS", "STACKS", "CURRENT", "OTHERS", "DRIFT"];
    return sections([
        blocks.length === 0 ? "No block of the baseline is rolled out." : table(head, rows, columns, [1, 2, 3]),
        stackSetText(blocks),
        goneText(report),
        attentionText(blocks, columns),
        drift ? driftText(drift, blocks) : "",
        newBlocks.length === 0 ? "" : `Not rolled out yet: ${listSome(newBlocks)}. \`up\` does it.`,
    ]);
}

/** Where people find a block in AWS's console. */
function stackSetText([first]: readonly DeployedBlock[]): string {
    if (!first) return "";
    const name = first.stackSet.replace(first.block, "BLOCK");
    return `In CloudFormation, a block is the StackSet ${visible(name)} of the management account, in ${first.region}.`;
}

/** The blocks of one account, one line for each stack. */
export function accountText(report: BaselineReport, account: string, columns?: number): string {
    const { blocks, excluded = [], drift } = report;
    const stacks = blocks.flatMap((block) => block.stacks);
    const head = ["BLOCK", "REGION", "STATE", "DRIFT", "WHY"];
    const rows = stacks.map((one) => [visible(one.block), one.region, one.condition, stackDrift(one), reasonOf(one)]);
    return sections([
        rows.length === 0 ? `${visible(account)} has no block of the baseline.` : table(head, rows, columns),
        adviceText(new Set(stacks.map(({ condition }) => condition)), columns),
        excluded.length === 0
            ? ""
            : `Excluded: ${listSome(excluded)}. The definition takes ${excluded.length === 1 ? "it" : "them"} out here, at the account or a unit above it.`,
        goneText(report),
        drift ? driftText(drift, blocks) : "",
    ]);
}

function sections(parts: readonly string[]): string {
    return parts.filter((part) => part !== "").join("\n\n");
}

function goneText({ blocks }: BaselineReport): string {
    const gone = blocks
        .filter(({ isGone }) => isGone)
        .map(({ block, stackSet, region }) => `${visible(block)} (${stackSet} in ${region})`);
    return gone.length === 0
        ? ""
        : `Somebody has deleted the StackSet of ${list(gone)}. \`up --refresh\` makes it anew; stacks that were left in accounts are in its way.`;
}

function blockRow({ block, isGone, stacks }: DeployedBlock): string[] {
    const counts = new Map<StackCondition, number>();
    for (const { condition } of stacks) counts.set(condition, (counts.get(condition) ?? 0) + 1);
    const others = [...counts]
        .filter(([condition]) => condition !== "current")
        .sort(([one], [other]) => urgency(one) - urgency(other))
        .map(([condition, count]) => `${formatCount(count)} ${condition}`);
    const there = stacks.filter(({ hasStack }) => hasStack);
    return [
        visible(block),
        formatCount(new Set(there.map(({ id }) => id)).size),
        formatCount(there.length),
        formatCount(counts.get("current") ?? 0),
        isGone ? "StackSet deleted" : others.join(", "),
        blockDrift(there),
    ];
}

function blockDrift(stacks: readonly DeployedStack[]): string {
    const drifted = stacks.filter(({ drift }) => drift === "DRIFTED").length;
    const days = [
        ...new Set(stacks.flatMap(({ drift, driftChecked }) => (drift === "UNKNOWN" ? [] : (driftChecked ?? [])))),
    ].sort();
    const [day] = days;
    const unknown = stacks.filter(({ drift }) => drift === "UNKNOWN" || drift === "NOT_CHECKED").length;
    if (day === undefined) return "not looked for";
    const since = days.length === 1 ? day : `${day} or later`;
    return [
        drifted === 0 ? `none (${since})` : `${countOf(drifted, "stack")} (${since})`,
        ...(unknown === 0 ? [] : [`${countOf(unknown, "stack")} not looked at`]),
    ].join(", ");
}

function stackDrift({ drift, driftChecked, detectionFailure }: DeployedStack): string {
    if (detectionFailure !== undefined) return "not known";
    if (driftChecked === undefined) return "not looked for";
    return `${drift === "DRIFTED" ? "yes" : drift === "IN_SYNC" ? "none" : "not known"} (${driftChecked})`;
}

/** Every stack that somebody has to look at, the urgent ones first. */
function attentionText(blocks: readonly DeployedBlock[], columns?: number): string {
    const stacks = blocks
        .flatMap((block) => block.stacks)
        .filter(({ condition }) => !FINE.includes(condition))
        .sort((one, other) => urgency(one.condition) - urgency(other.condition));
    if (stacks.length === 0) return "";
    const rows = linesOf(stacks);
    const more = rows.length - MOST_LINES;
    return [
        table(["ACCOUNT", "ID", "BLOCK", "REGION", "STATE", "WHY"], rows.slice(0, MOST_LINES), columns),
        ...(more > 0 ? [`and ${countOf(more, "more line")}: \`--json\` lists all`] : []),
        "",
        adviceText(new Set(stacks.map(({ condition }) => condition)), columns),
    ].join("\n");
}

/** One line for each stack, but one for many accounts that wait for the same reason, and one for an account that the definition does not have. */
function linesOf(stacks: readonly DeployedStack[]): string[][] {
    const groups = new Map<string, DeployedStack[]>();
    for (const [index, one] of stacks.entries()) {
        const key = groupOf(one) ?? `${index}`;
        groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    return [...groups.values()].flatMap((group) => {
        const [first] = group;
        const accounts = new Set(group.map(({ id }) => id)).size;
        if (!first || (first.condition === "waiting" && accounts <= MOST_WAITING)) return group.map(stackRow);
        const regions = [...new Set(group.map(({ region }) => region))];
        const [name, id, , , condition, why] = stackRow(first);
        return [
            [
                ...(accounts === 1 ? [name ?? "", id ?? ""] : [countOf(accounts, "account"), ""]),
                listSome([...new Set(group.map(({ block }) => block))], MOST_BLOCKS),
                regions.length === 1 ? (regions[0] ?? "") : countOf(regions.length, "region"),
                condition ?? "",
                why ?? "",
            ],
        ];
    });
}

/** What one line is about, if it is about more than one stack. */
function groupOf({ block, id, condition, why = "", reason }: DeployedStack): string | undefined {
    if (condition === "waiting") return `${condition} ${block} ${why}`;
    return condition === "unlisted" || condition === "left" ? `${condition} ${id} ${why} ${reason}` : undefined;
}

function stackRow(one: DeployedStack): string[] {
    const name = one.name ?? one.account;
    return [visible(name), one.id === name ? "" : one.id, visible(one.block), one.region, one.condition, reasonOf(one)];
}

/** What this program knows of the reason, and what AWS says. */
function reasonOf({ why, reason }: DeployedStack): string {
    return [...(why === undefined ? [] : [why]), ...(reason === "" ? [] : [visibleEnds(reason, REASON_LENGTH)])].join(
        ". ",
    );
}
