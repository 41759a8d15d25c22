import { effectReport, reportInWords, type EffectOfChange } from "../../../evaluator/effect";
import { findEffect, withFeatures } from "../../../program/effect";
import { stateForFeatures } from "../../../program/state";
import { CommandError, EXIT } from "../../cli/commandError";
import { existingResources } from "../../cli/exportedState";
import { textValue, type CommandValues, type ReadCommand } from "../../cli/orgCommand";
import { StackRunner } from "../../cli/stackRunner";
import { lookBackDays, USUAL_LOOK_BACK } from "../used/lookBack";
import { usedEffect } from "./usedEffect";

export const effect: ReadCommand = {
    name: "effect",
    summary: "Show which actions the accounts gain and lose by the next `up`, and who gains and loses access",
    description:
        "Compares the guardrails in the stack's state with those of the definition: which accounts gain and lose which AWS actions, and which settings of " +
        "their management policies change. `pulumi preview` shows the same in short; this command leaves nothing out. It changes nothing, and asks AWS only with --used: " +
        "then IAM's report says beside each loss whether the accounts used its services, when last and from which region, and what was used comes first. " +
        "AWS takes some seconds for each report. The credentials must be for the management account; if AWS does not answer, the effect is shown without it.",
    options: [
        ["--summary", "in short, as `pulumi preview` shows it"],
        ["--used", "asks AWS whether the services that are lost were used"],
        ["--since <time>", `with --used, how far to look back: 90d, 12w (default: ${USUAL_LOOK_BACK})`],
        ["--fresh", "with --used, ask again what was asked today"],
    ],
    examples: ["org effect", "org effect --summary", "org effect --used", "org effect --stack prod --json"],
    async run(context, values) {
        const asked = usedQuestion(values);
        const { model } = context;
        const region = context.settings.aws.region ?? "us-east-1";
        const runner = await StackRunner.open(context);
        const existing = existingResources(await runner.exportState());
        const { effect: found, before, after } = await findEffect(model, existing, region);
        const isFull = values.summary !== true;
        const ofFeatures = await model.features.effect(model, stateForFeatures(existing, new Date()), isFull);
        const report = withFeatures(effectReport(found, before, after, isFull), ofFeatures);
        const used = asked && (await usedEffect(context, report, existing, { ...asked, isFull }));
        const { lost, looser, tighter, other } = reportInWords(used?.report ?? report);
        const all = [...lost, ...looser, ...tighter, ...other];
        const shown = all.length > 0 ? all : ["Nothing changes in what can be done."];
        return {
            text: [...shown, ...(used && all.length > 0 ? [used.notes.join("\n")] : [])].join("\n\n"),
            json: {
                ...(isFull
                    ? {
                          ...toJson(found),
                          ...Object.fromEntries(ofFeatures.flatMap(({ json }) => Object.entries(json))),
                      }
                    : { lost, looser, tighter, other }),
                ...(used && { used: used.json }),
            },
        };
    },
};

/**
 * @returns undefined without --used.
 * @throws CommandError if an option of --used is given without it.
 */
function usedQuestion(values: CommandValues): { readonly days: number; readonly isFresh: boolean } | undefined {
    const since = textValue(values, "since");
    const isFresh = values.fresh === true;
    if (values.used === true) return { days: lookBackDays(since ?? USUAL_LOOK_BACK), isFresh };
    if (since === undefined && !isFresh) return undefined;
    throw new CommandError(`${since === undefined ? "--fresh" : "--since"} belongs to --used: add it`, EXIT.usage);
}

function toJson({ actions, settings, notes }: EffectOfChange): object {
    return {
        actions: actions.flatMap(({ accounts, effects }) => effects.map((one) => ({ accounts, ...one }))),
        settings,
        notes,
    };
}
