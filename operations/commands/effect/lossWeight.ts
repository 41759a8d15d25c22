import type { LossEvidence } from "./lossEvidence";

/** How much it matters that something is lost: the greater the earlier. A loss without evidence stands between what was used and what was not. */
export function lossWeight(evidence: LossEvidence | undefined): readonly number[] {
    if (!evidence) return [RANKS.unknown];
    const { used, unlisted, unanswered } = evidence;
    const [worst] = used;
    if (!worst) return [unlisted.length + unanswered.length > 0 ? RANKS.unknown : RANKS.unused];
    return [
        worst.isElsewhere ? RANKS.usedElsewhere : RANKS.used,
        worst.count,
        used.length,
        worst.last ? Date.parse(worst.last.at) : 0,
    ];
}

const RANKS = { used: 3, usedElsewhere: 2, unknown: 1, unused: 0 } as const;

/** Compares for a sort. What weighs the same keeps its order. */
export function worseFirst(one: Weighed, two: Weighed): number {
    const differing = one.weight.findIndex((weight, index) => weight !== (two.weight[index] ?? 0));
    return differing < 0 ? 0 : (two.weight[differing] ?? 0) - (one.weight[differing] ?? 0);
}

interface Weighed {
    readonly weight: readonly number[];
}
