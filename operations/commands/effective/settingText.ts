import type { EffectiveSetting, InheritanceProblem } from "../../../evaluator/managementPolicies";

/** A setting of an effective management policy as people read it. */
export interface SettingText {
    /** `tags.costcenter.tag_value` */
    readonly path: string;
    readonly value: string;
    /** `tag-standard at unit Workloads`, one for each policy that gives a part of the value. */
    readonly sources: readonly string[];
}

export function settingText({ path, values }: EffectiveSetting): SettingText {
    return {
        path: path.join("."),
        value: values.map(({ value }) => shown(value)).join(", "),
        sources: [...new Set(values.map(({ source }) => `${source.policy} at ${source.level}`))],
    };
}

/** What AWS ignores in a management policy, as a sentence. */
export function problemText({ path, source, message }: InheritanceProblem): string {
    return `${source.policy} at ${source.level}: ${path.join(".")} ${message}`;
}

function shown(value: unknown): string {
    return typeof value === "string" ? value : JSON.stringify(value);
}
