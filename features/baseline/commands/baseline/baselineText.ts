import { countOf, firstLines, formatCount, list, listSome, visible } from "../../../../limits";
import { table } from "../../../../operations/cli";
import { FINE, type DeployedBlock, type DeployedStack, type StackCondition } from "./deployedBlocks";
import { driftedPropertyText } from "./driftedProperty";
import { MOST_ASKED, type DriftedResource } from "./driftDetection";
import type { FailedDetection } from "./failedDetection";

/** What the command has found out. */
export interface BaselineReport {
    readonly blocks: readonly DeployedBlock[];
    /** Blocks of the definition that no `up` has rolled out yet. */
    readonly newBlocks: readonly string[];
    /** Absent unless AWS has looked for drift in this run. */
    readonly drift?: {
        readonly resources: readonly DriftedResource[];
        /** Stacks in which AWS could not look for it. */
        readonly failed: readonly FailedDetection[];
        /** Blocks in which AWS was not asked, because it worked on another operation. */
        readonly busy: readonly string[];
    };
}

/** The most lines of a list. `--json` has all. */
const MOST_LINES = 40;
/** The most properties of a resource that has drifted. */
const MOST_PROPERTIES = 4;
/** AWS's reasons may contain whole policies. */
const REASON_LENGTH = 300;

/** Whether somebody has to do something. */
export function isInOrder({ blocks, newBlocks }: BaselineReport): boolean {
    return newBlocks.length === 0 && blocks.every(({ isGone, stacks }) => !isGone && stacks.every(isFine));
}

function isFine({ condition, drift, detectionFailure }: DeployedStack): boolean {
    return FINE.includes(condition) && drift !== "DRIFTED" && detectionFailure === undefined;
}

/** @param columns the terminal's width; absent: there is none. */
export function baselineText(report: BaselineReport, columns?: number): string {
    const { blocks, newBlocks, drift } = report;
    const rows = blocks.map(blockRow);
    const head = ["BLOCK", "STACKSET", "ACCOUNTS", "STACKS", "CURRENT", "OTHERS", "DRIFT"];
    return sections([
        blocks.length === 0 ? "No block of the baseline is rolled out." : table(head, rows, columns, [2, 3, 4]),
        ...notes(report),
        attentionText(blocks, columns),
        drift ? driftText(drift, blocks) : "",
        newBlocks.length === 0 ? "" : `Not rolled out yet: ${listSome(newBlocks)}. \`up\` does it.`,
    ]);
}

/** The blocks of one account, one line for each stack. */
export function accountText(report: BaselineReport, account: string, columns?: number): string {
    const stacks = report.blocks.flatMap((block) => block.stacks);
    const head = ["BLOCK", "REGION", "STATE", "DRIFT", "AWS'S REASON"];
    const rows = stacks.map((one) => [
        visible(one.block),
        one.region,
        one.condition,
        stackDrift(one),
        visible(one.reason, REASON_LENGTH),
    ]);
    return sections([
        rows.length === 0 ? `${visible(account)} has no block of the baseline.` : table(head, rows, columns),
        ...notes(report),
        report.drift ? driftText(report.drift, report.blocks) : "",
    ]);
}

function sections(parts: readonly string[]): string {
    return parts.filter((part) => part !== "").join("\n\n");
}

function notes({ blocks }: BaselineReport): readonly string[] {
    const gone = blocks
        .filter(({ isGone }) => isGone)
        .map(({ block, stackSet, region }) => `${visible(block)} (${stackSet} in ${region})`);
    return gone.length === 0
        ? []
        : [
              `Somebody has deleted the StackSet of ${list(gone)}. \`pulumi refresh\` and \`up\` make it anew; stacks that were left in accounts are in its way.`,
          ];
}

function blockRow({ block, stackSet, isGone, stacks }: DeployedBlock): string[] {
    const counts = new Map<StackCondition, number>();
    for (const { condition } of stacks) counts.set(condition, (counts.get(condition) ?? 0) + 1);
    const others = [...counts]
        .filter(([condition]) => condition !== "current")
        .map(([condition, count]) => `${formatCount(count)} ${condition}`);
    const there = stacks.filter(({ condition }) => condition !== "missing");
    return [
        visible(block),
        isGone ? `${stackSet} (gone)` : stackSet,
        formatCount(new Set(there.map(({ id }) => id)).size),
        formatCount(there.length),
        formatCount(counts.get("current") ?? 0),
        others.join(", "),
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

/** Every stack that somebody has to look at. */
function attentionText(blocks: readonly DeployedBlock[], columns?: number): string {
    const stacks = blocks.flatMap((block) => block.stacks).filter(({ condition }) => !FINE.includes(condition));
    if (stacks.length === 0) return "";
    const rows = stacks.map((one) => [
        visible(one.account),
        one.id === one.account ? "" : one.id,
        visible(one.block),
        one.region,
        one.condition,
        visible(one.reason, REASON_LENGTH),
    ]);
    const { shown, more } = { shown: rows.slice(0, MOST_LINES), more: rows.length - MOST_LINES };
    return [
        table(["ACCOUNT", "ID", "BLOCK", "REGION", "STATE", "AWS'S REASON"], shown, columns),
        ...(more > 0 ? [`and ${countOf(more, "more stack")}: \`--json\` lists all`] : []),
        ...advice(new Set(stacks.map(({ condition }) => condition))),
    ].join("\n");
}

const ADVICE: ReadonlyMap<StackCondition, string> = new Map([
    ["failed", "failed, outdated: the next `up` tries again, when the reason is mended."],
    ["outdated", "failed, outdated: the next `up` tries again, when the reason is mended."],
    ["missing", "missing: somebody has taken it away. `up --refresh` gives it again."],
    [
        "unwanted",
        "unwanted: the definition does not give it. Somebody has, or AWS through a unit that had the block before. `up --refresh` takes it away.",
    ],
    [
        "by target",
        "by target: the last `up` did not know the account, and AWS gives the block to every account that comes into its units. Write the account into the definition: `./org adopt` shows it.",
    ],
    [
        "by former target",
        "by former target: the definition does not give it, but it did to a unit above the account, and AWS goes on giving it to accounts that come there. `up --refresh` takes it away.",
    ],
    [
        "stuck",
        "stuck: AWS could not delete it, and changes it no more. If the account shall not have the block, delete the stack in CloudFormation of that account; `up` then forgets it. " +
            "If it shall, first write `NAME: false` under `baseline` of the account, and run `up`, which tries again to delete it; then take that line out, and run `up`: the account gets a new stack.",
    ],
]);

function advice(conditions: ReadonlySet<StackCondition>): readonly string[] {
    return [...new Set([...ADVICE].filter(([one]) => conditions.has(one)).map(([, text]) => text))];
}

function driftedText({ account, region, block, resource, type, status, properties }: DriftedResource): string {
    const where = `  ${visible(account)} in ${region}, ${visible(block)}: ${visible(resource)} (${visible(type)})`;
    if (status === "DELETED") return `${where} was deleted`;
    const what = list(properties.map(driftedPropertyText), MOST_PROPERTIES);
    return `${where} was changed${properties.length === 0 ? "" : `: ${what}`}`;
}

function driftText(
    { resources, failed, busy }: NonNullable<BaselineReport["drift"]>,
    blocks: readonly DeployedBlock[],
): string {
    const drifted = blocks.flatMap(({ stacks }) => stacks.filter(({ drift }) => drift === "DRIFTED"));
    const lines = resources.map(driftedText);
    const gone = [...new Set(resources.flatMap(({ status, block }) => (status === "DELETED" ? [block] : [])))];
    return [
        drifted.length === 0
            ? `Nothing ${failed.length === 0 ? "" : "else "}differs from the templates.`
            : `${countOf(drifted.length, "stack differs", "stacks differ")} from the templates:`,
        ...firstLines(lines, MOST_LINES, (more) => `  and ${more} more: \`--json\` lists all`),
        ...(drifted.length > MOST_ASKED
            ? [`Of the first ${formatCount(MOST_ASKED)} stacks of each block, AWS was asked which resources.`]
            : []),
        ...(drifted.length === 0
            ? []
            : ["AWS does not take drift back by itself, and neither does `up`: undo it in the account."]),
        ...(gone.length === 0
            ? []
            : [
                  `Where a resource is gone, take the block out of the account (${takenOut(gone)}), run \`up\`, which deletes the rest of its stack, and write it again.`,
              ]),
        ...failedText(failed),
        ...(busy.length === 0
            ? []
            : [
                  `AWS works on another operation of ${listSome(busy)}: drift was not looked for there. Run this again later.`,
              ]),
    ].join("\n");
}

/** What the definition says where a block is taken out. */
function takenOut(blocks: readonly string[]): string {
    const [block = "", ...others] = blocks;
    return `\`${others.length === 0 ? visible(block) : "NAME"}: false\` under \`baseline\` of the account`;
}

function failedText(failed: readonly FailedDetection[]): readonly string[] {
    if (failed.length === 0) return [];
    const lines = failed.map(
        ({ account, region, block, reason }) =>
            `  ${visible(account)} in ${region}, ${visible(block)}: ${reason === "" ? "AWS gives no reason" : visible(reason, REASON_LENGTH)}`,
    );
    return [
        `AWS could not look for drift in ${countOf(failed.length, "stack")}:`,
        ...firstLines(lines, MOST_LINES, (more) => `  and ${more} more: \`--json\` lists all`),
        `If a stack does not exist, somebody has deleted it in CloudFormation of its account. To give the account a new one, take the block out of it (${takenOut([...new Set(failed.map(({ block }) => block))])}), run \`up\`, and write it again. What the template retains is still there, and in the way of the new stack if it has a fixed name.`,
    ];
}
