import { explainAws } from "../../../aws/explainAws";
import type { EffectParagraph, EffectReport, ServiceLoss } from "../../../evaluator/effect";
import type { ExistingResources } from "../../../program/state";
import { answerFrom } from "../../cli/awsAnswer";
import { CommandError } from "../../cli/commandError";
import type { CommandContext } from "../../cli/commandContext";
import { DAY_MS } from "../used/lookBack";
import { UsageReports } from "../used/usageReports";
import { commonNotes } from "../used/usedText";
import type { EvidenceWords } from "./evidenceText";
import { lossEvidence, type FoundEvidence, type LossEvidence } from "./lossEvidence";
import { lossWeight, worseFirst } from "./lossWeight";
import { withEvidence, type EvidenceByLoss } from "./paragraphEvidence";

/** How `org effect --used` was asked. */
export interface UsedOptions {
    readonly days: number;
    /** Asks again what was asked today. */
    readonly isFresh: boolean;
    /** Leaves nothing out. */
    readonly isFull: boolean;
}

/** The effect with what was used beside each loss. */
export interface UsedEffect {
    readonly report: EffectReport;
    /** What the evidence means, or why there is none. */
    readonly notes: readonly string[];
    readonly json: unknown;
}

/**
 * Puts beside each loss what AWS's report says of its services, and what was used first. If AWS does not answer, the effect stays as it is,
 * and one note says why. If nothing is lost, AWS is not asked.
 */
export async function usedEffect(
    context: CommandContext,
    report: EffectReport,
    existing: ExistingResources,
    options: UsedOptions,
): Promise<UsedEffect> {
    const losses = [...report.looser, ...report.tighter].flatMap(({ lines }) =>
        lines.flatMap(({ loss }) => (loss && !loss.isOfOutsiders ? loss : [])),
    );
    if (losses.length === 0) {
        const note = "No account loses anything, so AWS was not asked what was used.";
        return { report, notes: [note], json: { days: options.days, losses: [], notes: [note] } };
    }
    const answer = await answerFrom(context.settings.aws.endpoints, ["iam", "sts"], () =>
        evidenceOf(context, losses, existing, options),
    );
    if ("unread" in answer) {
        const problem = answer.unread.replaceAll(/\s*\n\s*/g, " ");
        return { report, notes: [`What was used is not shown: ${problem}`], json: { days: options.days, problem } };
    }
    const evidence = new Map(losses.map((loss, index) => [loss, answer.value.byLoss[index] as LossEvidence]));
    const words: EvidenceWords = {
        now: context.clients.now(),
        days: options.days,
        mostLines: options.isFull ? 10 : 3,
        mostNames: options.isFull ? Infinity : 5,
    };
    const notes = [...evidenceNotes(evidence), ...answer.value.notes];
    const beside = (paragraphs: readonly EffectParagraph[]): EffectParagraph[] =>
        withEvidence(paragraphs, evidence, words);
    return {
        report: { ...report, looser: beside(report.looser), tighter: beside(report.tighter) },
        notes,
        json: { days: options.days, losses: lossesJson(report, evidence), notes },
    };
}

async function evidenceOf(
    context: CommandContext,
    losses: readonly ServiceLoss[],
    existing: ExistingResources,
    { days, isFresh }: UsedOptions,
): Promise<FoundEvidence> {
    try {
        const reports = await UsageReports.open(context, isFresh);
        return await lossEvidence(losses, existing, reports, context.clients.now().getTime() - days * DAY_MS);
    } catch (error) {
        const told = explainAws(error, context.settings.aws.endpoints.organizations);
        throw told === undefined ? error : new CommandError(told);
    }
}

function lossesJson({ looser, tighter }: EffectReport, evidence: EvidenceByLoss): readonly unknown[] {
    return [...looser, ...tighter]
        .flatMap(({ heading, lines }) =>
            lines.flatMap(({ text, loss }) => {
                const found = loss && evidence.get(loss);
                if (!found) return [];
                const { accounts, used, unused, unlisted, unanswered } = found;
                const unknownPolicies = loss.unknown ?? [];
                const json = { heading, text, accounts, used, unused, unlisted, unanswered, unknownPolicies };
                return [{ json, weight: lossWeight(found) }];
            }),
        )
        .sort(worseFirst)
        .map(({ json }) => json);
}

function evidenceNotes(evidence: EvidenceByLoss): readonly string[] {
    const isAtMost = [...evidence.values()].some(({ used }) => used.some((use) => use.isAtMost));
    return [
        ...commonNotes(true),
        ...(isAtMost
            ? [
                  'Where it says "at most", there are too many accounts to ask for each one: the number is of all the time that AWS looks back.',
              ]
            : []),
        "What was asked today is not asked again; --fresh does.",
    ];
}
