import { table } from "../../../../operations/cli";
import type { StackCondition } from "./stackCondition";

/** What a condition means, and what to do. Those that somebody has to look at first come first. */
const ADVICE: ReadonlyMap<StackCondition, string> = new Map([
    ["failed", "AWS could not make or change the stack. Mend the reason, then run `up`: it tries again."],
    [
        "stuck",
        "AWS could not delete the stack, and no longer changes it. If the account is not to have the block, delete the stack in CloudFormation of that account; `up` then forgets it. " +
            "If it is to have it, write `NAME: false` under `baseline` of the account, and run `up`, which tries again to delete it. Then take that line out, and run `up`: the account gets a new stack.",
    ],
    ["missing", "There was a stack, and somebody took it away. `up --refresh` gives it again."],
    ["left", "The account is no member of the organisation any more. Take it out of the definition."],
    ["outdated", "The stack has an earlier version of the block. `up --refresh` brings it up to date."],
    ["unwanted", "The definition does not give it. `up --refresh` takes it away."],
    [
        "unlisted",
        "The definition does not have the account. AWS gave it the block by itself, because the account is below a unit that has it, and later changes never reach it. Write the account into the definition, with its `id` and its unit.",
    ],
    ["waiting", "The last `up` did not reach it. Mend what stopped it, then run `up`: it goes on from there."],
    ["new", "The account has just come. The next `up` takes its stack over, or makes it."],
    ["changing", "AWS works on it now."],
    ["quarantined", "The account is quarantined. Its stack stays as it is until the quarantine is over."],
    ["closed", "The account is closed. AWS leaves its stack alone."],
]);

const ORDER: readonly StackCondition[] = [...ADVICE.keys()];

/** Where a condition stands in a list: what is urgent comes first. */
export function urgency(condition: StackCondition): number {
    const at = ORDER.indexOf(condition);
    return at < 0 ? ORDER.length : at;
}

/** The width where there is no terminal: sentences are easier to read in short lines. */
const COLUMNS = 110;

/** What the conditions of a list mean. Empty if there is nothing to say. */
export function adviceText(conditions: ReadonlySet<StackCondition>, columns = COLUMNS): string {
    const rows = [...ADVICE].filter(([condition]) => conditions.has(condition));
    return rows.length === 0 ? "" : table(["STATE", "WHAT IT MEANS, AND WHAT TO DO"], rows, columns);
}
