import type { Findings } from "../../../definition/feature";
import { inYaml, quoted, visible } from "../../../limits";
import { reachOf } from "../effect/setChanges";
import type { JudgedChange } from "./judgedChange";

/** Refuses to replace permission sets, which is what another name means: AWS cannot rename one. */
export function replacedSets(change: JudgedChange): Findings {
    const { before, model, problem } = change;
    const reach = reachOf(before);
    const acknowledged = new Set(model.acknowledge?.replaces);
    const keys = new Set(model.permissionSets.map(({ key }) => key));
    const leftOut = new Map(
        [...before.permissionSets].flatMap(([key, { name }]): [string, string][] =>
            keys.has(key) ? [] : [[name, key]],
        ),
    );
    const problems = model.permissionSets.flatMap(({ key, name, path }): Findings["problems"][number][] => {
        const old = before.permissionSets.get(key);
        const other = leftOut.get(name);
        if (!old && other !== undefined) {
            return [
                problem(
                    path,
                    `permission set ${visible(key)} has the name ${quoted(name)}, which this stack has as ${visible(other)} (${reach(other)}). AWS refuses a second one of that name. Its key is its identity: keep the key ${visible(other)}`,
                ),
            ];
        }
        if (!old || old.name === name || acknowledged.has(key)) return [];
        return [
            problem(
                path,
                `permission set ${visible(key)} gets the name ${quoted(name)} instead of ${quoted(old.name)}. AWS cannot rename one: this makes another and deletes the old one, so that everybody who has it (${reach(key)}) is signed out, and the roles in the accounts get other names. Policies and keys that name the old roles do not know the new ones.\n` +
                    `Keep the old name with \`name: ${inYaml(old.name)}\`. If it is intended, write\npeople: { acknowledge: { replaces: [${inYaml(key)}] } }`,
            ),
        ];
    });
    return { problems, warnings: [] };
}
