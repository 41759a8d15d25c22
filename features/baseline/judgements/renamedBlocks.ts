import type { Findings } from "../../../definition/feature";
import { inYaml, list, visible } from "../../../limits";
import type { JudgedBaseline } from "./judgedBaseline";

/**
 * Refuses another key for a block: the key is its identity. The new StackSet would make what the old one still has, and names of roles and
 * policies are taken once in an account.
 */
export function renamedBlocks({ changes, problem }: JudgedBaseline): Findings {
    const ended = changes.filter(({ before, after }) => before && !after);
    const problems = changes.flatMap(({ key, before, after, gains }): Findings["problems"][number][] => {
        if (before || !after) return [];
        const old = ended.find(
            (one) =>
                one.before?.template === after.template && [...one.loses.keys()].some((account) => gains.has(account)),
        );
        if (!old) return [];
        const both = [...old.loses.keys()].filter((account) => gains.has(account)).sort();
        return [
            problem(
                key,
                `block ${visible(key)} is what ${visible(old.key)} was in ${list(both, 5)}, by another key. A key is the identity of a block: AWS would make its resources anew while the old ones are there, and names are taken once in an account. Keep the key ${inYaml(old.key)}. If it must change, remove the block, run \`up\`, and write it with the new key after that`,
            ),
        ];
    });
    return { problems, warnings: [] };
}
