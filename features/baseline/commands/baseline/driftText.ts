import { countOf, firstLines, formatCount, list, listSome, visible } from "../../../../limits";
import type { DeployedBlock } from "./deployedBlocks";
import { driftedPropertyText } from "./driftedProperty";
import { MOST_ASKED, type DriftedResource } from "./driftDetection";

/** What AWS has found. */
export interface FoundDrift {
    readonly resources: readonly DriftedResource[];
    /** Blocks in which AWS was not asked, because it worked on another operation. */
    readonly busy: readonly string[];
}

/** The most lines of the list. `--json` has all. */
const MOST_LINES = 40;
/** The most properties of a resource that has drifted. */
const MOST_PROPERTIES = 4;

/** Which resources differ from the templates, and what to do. */
export function driftText({ resources, busy }: FoundDrift, blocks: readonly DeployedBlock[]): string {
    const drifted = blocks.flatMap(({ stacks }) => stacks.filter(({ drift }) => drift === "DRIFTED"));
    const lines = resources.map(driftedText);
    return [
        drifted.length === 0
            ? "Nothing differs from the templates."
            : `${countOf(drifted.length, "stack differs", "stacks differ")} from the templates:`,
        ...firstLines(lines, MOST_LINES, (more) => `  and ${more} more: \`--json\` lists all`),
        ...(drifted.length > MOST_ASKED
            ? [`Of the first ${formatCount(MOST_ASKED)} stacks of each block, AWS was asked which resources.`]
            : []),
        ...(drifted.length === 0
            ? []
            : ["AWS does not take drift back by itself, and neither does `up`: undo it in the account."]),
        ...deletedText(resources),
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
function deletedText(resources: readonly DriftedResource[]): readonly string[] {
    const blocks = [...new Set(resources.flatMap(({ status, block }) => (status === "DELETED" ? [block] : [])))];
    if (blocks.length === 0) return [];
    const name = blocks.length === 1 ? visible(blocks[0] ?? "") : "NAME";
    return [
        "Where a resource is gone:",
        `  1. Write \`${name}: false\` under \`baseline\` of the account, and run \`up\`: it deletes the rest of the stack.`,
        "  2. Take the line out again, and run `up`: the account gets a new stack.",
    ];
}
