import { countOf, firstLines, formatCount, list, listSome, visible, visibleEnds } from "../../../../limits";
import type { DeployedBlock } from "./deployedBlocks";
import { driftedPropertyText } from "./driftedProperty";
import type { FailedDetection } from "./failedDetection";
import { isOnlyRevoked, MOST_ASKED, stacksToMend, type DriftedResource } from "./driftDetection";

/** What AWS has found. */
export interface FoundDrift {
    readonly resources: readonly DriftedResource[];
    /** Stacks in which AWS could not look for it. */
    readonly failed: readonly FailedDetection[];
    /** Blocks in which AWS was not asked, because it worked on another operation. */
    readonly busy: readonly string[];
    /** What stays with a name of its own, and stands in the way of a new stack where one is needed. Absent: nothing. */
    readonly inTheWay?: readonly ResourceInTheWay[];
}

/** A resource that the end of a stack leaves in an account. */
export interface ResourceInTheWay {
    readonly block: string;
    readonly account: string;
    /** `AWS::S3::Bucket History (acme-history)` */
    readonly resource: string;
}

/** The most lines of the list. `--json` has all. */
const MOST_LINES = 40;
/** The most properties of a resource that has drifted. */
const MOST_PROPERTIES = 4;
/** AWS's reasons may contain whole policies. */
const REASON_LENGTH = 600;

/** Which resources differ from the templates, and what to do. */
export function driftText(
    { resources, failed, busy, inTheWay = [] }: FoundDrift,
    blocks: readonly DeployedBlock[],
): string {
    const drifted = blocks.flatMap(({ stacks }) => stacks.filter(({ drift }) => drift === "DRIFTED"));
    const isToMend = stacksToMend(drifted, resources).length > 0;
    const revoked = resources.filter(isOnlyRevoked);
    const lines = [...resources.filter((one) => !isOnlyRevoked(one)), ...revoked].map(driftedText);
    return [
        drifted.length === 0
            ? `Nothing ${failed.length === 0 ? "" : "else "}differs from the templates.`
            : `${countOf(drifted.length, "stack differs", "stacks differ")} from the templates:`,
        ...firstLines(lines, MOST_LINES, (more) => `  and ${more} more: \`--json\` lists all`),
        ...(drifted.length > MOST_ASKED
            ? [`Of the first ${formatCount(MOST_ASKED)} stacks of each block, AWS was asked which resources.`]
            : []),
        ...(isToMend
            ? [
                  `AWS does not take drift back by itself, and neither does \`up\`: undo ${revoked.length === 0 ? "it" : "what may not stay"} in the account.`,
              ]
            : []),
        ...deletedText(resources, inTheWay),
        ...failedText(failed, inTheWay),
        ...(busy.length === 0
            ? []
            : [
                  `AWS works on another operation of ${listSome(busy)}: drift was not looked for there. Run this again later.`,
              ]),
    ].join("\n");
}

function driftedText({ account, region, block, resource, type, status, properties }: DriftedResource): string {
    const where = `  ${visible(account)} in ${region}, ${visible(block)}: ${visible(resource)} (${visible(type)})`;
    if (status === "DELETED") return `${where} was deleted`;
    const what = list(properties.map(driftedPropertyText), MOST_PROPERTIES);
    return `${where} was changed${properties.length === 0 ? "" : `: ${what}`}`;
}

/** CloudFormation does not make a resource of a stack again. */
function deletedText(resources: readonly DriftedResource[], inTheWay: readonly ResourceInTheWay[]): readonly string[] {
    const blocks = [...new Set(resources.flatMap(({ status, block }) => (status === "DELETED" ? [block] : [])))];
    if (blocks.length === 0) return [];
    return ["Where a resource is gone:", ...anewText(blocks, inTheWay)];
}

/** How an account gets a new stack. The preview of its second step cannot see what the first has left in the account. */
function anewText(blocks: readonly string[], inTheWay: readonly ResourceInTheWay[]): readonly string[] {
    const name = blocks.length === 1 ? visible(blocks[0] ?? "") : "NAME";
    const accounts = new Map<string, string[]>();
    for (const { block, account, resource } of inTheWay) {
        if (!blocks.includes(block)) continue;
        accounts.set(resource, [...(accounts.get(resource) ?? []), account]);
    }
    const one = accounts.size === 1;
    return [
        `  1. Write \`${name}: false\` under \`baseline\` of the account, and run \`up\`: it deletes what is left of the stack.`,
        ...(accounts.size === 0
            ? []
            : [
                  `     The template keeps what has a name of its own, and the new stack fails as long as ${one ? "that name is" : "those names are"} taken. The preview of step 2 does not see it.`,
                  `     So save what you need of ${one ? "it" : "them"}, and delete ${one ? "it" : "them"} in the account before step 2, or use another name in the template:`,
                  ...firstLines(
                      [...accounts].map(([resource, of]) => `       ${resource} in ${listSome([...new Set(of)])}`),
                      MOST_LINES,
                      (more) => `       and ${more} more: \`--json\` lists all`,
                  ),
              ]),
        "  2. Take the line out again, and run `up`: the account gets a new stack.",
    ];
}

function failedText(failed: readonly FailedDetection[], inTheWay: readonly ResourceInTheWay[]): readonly string[] {
    if (failed.length === 0) return [];
    const lines = failed.map(
        ({ account, region, block, reason }) =>
            `  ${visible(account)} in ${region}, ${visible(block)}: ${reason === "" ? "AWS gives no reason" : visibleEnds(reason, REASON_LENGTH)}`,
    );
    return [
        `AWS could not look for drift in ${countOf(failed.length, "stack")}:`,
        ...firstLines(lines, MOST_LINES, (more) => `  and ${more} more: \`--json\` lists all`),
        "If a stack does not exist, somebody has deleted it in CloudFormation of its account:",
        ...anewText([...new Set(failed.map(({ block }) => block))], inTheWay),
        "What the template retains is still there, and in the way of the new stack if it has a fixed name.",
    ];
}
