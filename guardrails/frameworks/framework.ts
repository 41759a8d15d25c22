/** One requirement of a framework, and how far the bundle meets it where it is attached. */
export interface FrameworkControl {
    /** As the framework numbers it. */
    readonly id: string;
    /** What it asks for, in our own words. */
    readonly asks: string;
    /**
     * The guardrails of the bundle that enforce it. Without `left`: what it asks for cannot be undone or done wrong from inside the
     * account, as far as guardrails can enforce it. With `left`: only in part. None: not at all.
     */
    readonly by: readonly string[];
    /** What else the definition can say for it. A bundle does not bring it. */
    readonly means?: readonly ControlMeans[];
    /** What is left to do, by people, settings or services. */
    readonly left?: string;
}

/** A part of the definition, beside guardrails, that does what a requirement asks for or reports what breaks it. */
export interface ControlMeans {
    /** The key of the definition under which it is written. */
    readonly key: "baseline" | "security";
    /** The block of the baseline, or the switch of `security`. */
    readonly name: string;
    readonly does: "sets" | "finds";
}

/** A bundle of guardrails for a framework. It is a beginning, not a certificate. */
export interface Framework {
    readonly name: string;
    readonly title: string;
    readonly version: string;
    readonly source: string;
    /** One or two sentences: what the bundle is for, and what the table leaves out. */
    readonly about: string;
    /** Names of guardrails of the library, each with defaults for all its parameters. */
    readonly guardrails: readonly string[];
    /** The bundle has no effect without `regions`, or a region-deny, at the same node or above. */
    readonly needsRegions?: true;
    readonly controls: readonly FrameworkControl[];
}

export type Coverage = "prevented" | "set" | "partly" | "found" | "not covered";

/** The best that a definition can do for a requirement, with the bundle and with what the table names beside it. */
export function coverage({ by, means = [], left }: FrameworkControl): Coverage {
    const isSet = means.some(({ does }) => does === "sets");
    if (left === undefined) return by.length > 0 && !isSet ? "prevented" : isSet ? "set" : "not covered";
    if (by.length > 0 || isSet) return "partly";
    return means.length > 0 ? "found" : "not covered";
}

/** A control that no guardrail enforces. */
export const uncovered = (id: string, asks: string, left: string): FrameworkControl => ({ id, asks, by: [], left });

/** A control that guardrails enforce; `left` says what they do not. */
export const covered = (id: string, asks: string, by: readonly string[], left?: string): FrameworkControl => ({
    id,
    asks,
    by,
    ...(left !== undefined && { left }),
});

/** Blocks of the baseline and switches of `security`, by what they do for a control. */
export interface MeansByUse {
    readonly blocks?: readonly string[];
    readonly security?: readonly string[];
    readonly findings?: readonly string[];
}

/** A control for which the definition can say more than guardrails. Its `left` is what is then left to do. */
export function withMeans(
    control: FrameworkControl,
    { blocks = [], security = [], findings = [] }: MeansByUse,
): FrameworkControl {
    return {
        ...control,
        means: [
            ...blocks.map((name) => ({ key: "baseline", name, does: "sets" }) as const),
            ...security.map((name) => ({ key: "security", name, does: "sets" }) as const),
            ...findings.map((name) => ({ key: "security", name, does: "finds" }) as const),
        ],
    };
}

/** A control that no guardrail enforces, and that a block or a service sets; `left` says what they do not. */
export const settled = (id: string, asks: string, means: MeansByUse, left?: string): FrameworkControl =>
    withMeans({ id, asks, by: [], ...(left !== undefined && { left }) }, means);
