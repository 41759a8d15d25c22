import type { EffectLine, EffectParagraph, ServiceLoss } from "../../../evaluator/effect";
import { evidenceLines, type EvidenceWords } from "./evidenceText";
import type { LossEvidence } from "./lossEvidence";
import { lossWeight, worseFirst } from "./lossWeight";

const OUTSIDERS_NOTE = "AWS's report says nothing of principals outside of the organisation";

export type EvidenceByLoss = ReadonlyMap<ServiceLoss, LossEvidence>;

/** Puts the evidence beside each line, and what was used first. Paragraphs without a loss stay first. */
export function withEvidence(
    paragraphs: readonly EffectParagraph[],
    evidence: EvidenceByLoss,
    words: EvidenceWords,
): EffectParagraph[] {
    const weightOf = ({ loss }: EffectLine): readonly number[] => lossWeight(loss && evidence.get(loss));
    return paragraphs
        .map((paragraph) => {
            const lines = paragraph.lines.map((line) => ({ line, weight: weightOf(line) })).sort(worseFirst);
            const hasLoss = paragraph.lines.some(({ loss }) => loss !== undefined);
            const said = lines.map(({ line }): EffectLine => {
                const found = line.loss && evidence.get(line.loss);
                if (line.loss?.isOfOutsiders) return { ...line, beside: [OUTSIDERS_NOTE] };
                return found && line.loss ? { ...line, beside: evidenceLines(found, line.loss, words) } : line;
            });
            return {
                paragraph: { ...paragraph, lines: said },
                weight: hasLoss ? (lines[0]?.weight ?? []) : [Infinity],
            };
        })
        .sort(worseFirst)
        .map(({ paragraph }) => paragraph);
}
