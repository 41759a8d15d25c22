import { countOf } from "../../limits/countText";
import { firstLines } from "../../limits/messageText";
import type { SettingsEffect } from "./settingsEffects";
import type { EffectLimits } from "./effectLimits";

/** Settings of one plan, attribute or tag that come or go together, from which on they are one line. */
const MANY_TOGETHER = 3;
/** How many keys of a path name what settings belong to: `plans.daily`, `ec2_attributes.instance_metadata_defaults`. */
const NAME_LENGTH = 2;

/** Settings of the same accounts are shown together, and of these what no longer is set first. */
export function settingsInWords(
    settings: readonly SettingsEffect[],
    places: (accounts: readonly string[]) => string,
    limits: EffectLimits,
): string[] {
    const byAccounts = new Map<string, SettingsEffect[]>();
    for (const setting of settings) {
        const id = JSON.stringify([setting.type, setting.accounts]);
        byAccounts.set(id, [...(byAccounts.get(id) ?? []), setting]);
    }
    return [...byAccounts.values()].map((together) => {
        const [{ type, accounts } = { type: "", accounts: [] }] = together;
        const lines = firstLines(
            limits.lines === Infinity ? together.map(settingLine) : shortLines(together),
            limits.lines,
            (more) => `and ${more} more settings: \`org effect\` shows all`,
        );
        return `Effective ${type} of ${places(accounts)} changes\n${lines.map((line) => `  - ${line}`).join("\n")}`;
    });
}

/** What comes or goes as a whole is one line: a reviewer reads the policy itself for its values. */
function shortLines(settings: readonly SettingsEffect[]): readonly string[] {
    const groups = new Map<string, SettingsEffect[]>();
    for (const setting of settings) {
        const id = JSON.stringify([operationOf(setting), setting.path.slice(0, NAME_LENGTH)]);
        groups.set(id, [...(groups.get(id) ?? []), setting]);
    }
    const ranks = { ends: 0, changes: 1, begins: 2 } as const;
    return [...groups.values()]
        .sort(([one], [two]) => (one && two ? ranks[operationOf(one)] - ranks[operationOf(two)] : 0))
        .flatMap((group) => {
            const [first] = group;
            const operation = first ? operationOf(first) : "changes";
            if (!first || group.length < MANY_TOGETHER || operation === "changes") return group.map(settingLine);
            const name = first.path.slice(0, NAME_LENGTH).join(".");
            return [
                `${name}: ${countOf(group.length, "setting")} are ${operation === "ends" ? "no longer set" : "new"}`,
            ];
        });
}

function operationOf({ before, after }: SettingsEffect): "ends" | "changes" | "begins" {
    return after === undefined ? "ends" : before === undefined ? "begins" : "changes";
}

function settingLine({ path, before, after }: SettingsEffect): string {
    return `${path.join(".")}: ${value(before)} -> ${value(after)}`;
}

function value(one: unknown): string {
    if (one === undefined) return "not set";
    return typeof one === "string" ? one : JSON.stringify(one);
}
