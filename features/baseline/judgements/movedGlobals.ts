import type { Findings } from "../../../definition/feature";
import { list, visible } from "../../../limits";
import type { JudgedBaseline } from "./judgedBaseline";

/** Refuses another region for a global block: names of roles and policies are taken once in an account, whatever the region of the stack. */
export function movedGlobals({ changes, isGlobal, problem }: JudgedBaseline): Findings {
    const problems = changes.flatMap(({ key, gains, loses }): Findings["problems"][number][] => {
        const moved = isGlobal(key) ? [...gains.keys()].filter((account) => loses.has(account)).sort() : [];
        const [first] = moved;
        if (first === undefined) return [];
        const [from, to] = [loses.get(first)?.regions ?? [], gains.get(first)?.regions ?? []];
        return [
            problem(
                key,
                `block ${visible(key)} goes from ${list(from)} to ${list(to)} in ${list(moved, 5)}. It is about the account: AWS would make its resources in the new stack while the old one has their names. Write \`regions: [${from.join(", ")}]\`, or remove the block, run \`up\`, and write it with the other region after that`,
            ),
        ];
    });
    return { problems, warnings: [] };
}
