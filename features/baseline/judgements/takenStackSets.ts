import type { Findings } from "../../../definition/feature";
import { quoted } from "../../../limits";
import type { StrangeStackSet } from "../plan/strangeStackSets";
import type { JudgedBaseline } from "./judgedBaseline";

/**
 * Refuses to take over a StackSet that the state does not have, unless the definition says so, or a run of this stack was killed while it made it. Two
 * stacks of Pulumi with the same block would take it from each other, and the end of one would delete what the other has set up.
 */
export function takenStackSets(strange: readonly StrangeStackSet[], { problem }: JudgedBaseline): Findings {
    return { problems: strange.map((one) => problem(one.block, text(one))), warnings: [] };
}

function text({ stackSet, region, found }: StrangeStackSet): string {
    const where = `${quoted(stackSet)} in ${region}`;
    switch (found) {
        case "marked":
            return (
                `AWS has a StackSet ${where} already, which this program has made, and this stack's state does not have it. Another Pulumi stack may manage it: both would change the same accounts, and the end of one would take away what the other has set up. ` +
                "Give this block another key; or, to take over the StackSet with all of its stacks, write `existing: true` in the block, after the other stack has forgotten it (`pulumi state delete` there). If the state was lost, or an `up` has failed while it made the StackSet, `existing: true` is enough"
            );
        case "foreign":
            return `AWS has a StackSet ${where} already, which this program has not made. It stays as it is. Give the block another key, or delete that StackSet if nobody needs it`;
        case "missing":
            return `says existing: true, and AWS has no StackSet ${where}. Remove existing: true to create it`;
    }
}
