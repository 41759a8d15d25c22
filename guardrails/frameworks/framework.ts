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
    /** What is left to do, by people, settings or services. */
    readonly left?: string;
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

export type Coverage = "prevented" | "partly" | "not covered";

export function coverage({ by, left }: FrameworkControl): Coverage {
    if (by.length === 0) return "not covered";
    return left === undefined ? "prevented" : "partly";
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
