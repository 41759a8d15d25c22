import { findEffect, withFeatures } from "../../../program/effect";
import { stateForFeatures } from "../../../program/state";
import { effectText, type EffectOfChange } from "../../../evaluator/effect";
import type { ReadCommand } from "../../cli/orgCommand";
import { StackRunner } from "../../cli/stackRunner";
import { existingResources } from "../../cli/exportedState";

export const effect: ReadCommand = {
    name: "effect",
    summary: "Show which actions the accounts gain and lose by the next `up`, and who gains and loses access",
    description:
        "Compares the guardrails in the stack's state with those of the definition: which accounts gain and lose which AWS actions, and which settings of " +
        "their management policies change. `pulumi preview` shows the same in short; this command leaves nothing out. It does not ask AWS and changes nothing.",
    options: [["--summary", "in short, as `pulumi preview` shows it"]],
    examples: ["org effect", "org effect --summary", "org effect --stack prod --json"],
    async run(context, values) {
        const region = context.settings.aws.region ?? "us-east-1";
        const runner = await StackRunner.open(context);
        const existing = existingResources(await runner.exportState());
        const { effect: found, before, after } = await findEffect(context.model, existing, region);
        const isFull = values.summary !== true;
        const { model } = context;
        const ofFeatures = await model.features.effect(model, stateForFeatures(existing, new Date()), isFull);
        const { looser, tighter, other } = withFeatures(effectText(found, before, after, isFull), ofFeatures);
        const all = [...looser, ...tighter, ...other];
        return {
            text: all.length > 0 ? all.join("\n\n") : "Nothing changes in what can be done.",
            json: isFull
                ? { ...toJson(found), ...Object.fromEntries(ofFeatures.flatMap(({ json }) => Object.entries(json))) }
                : { looser, tighter, other },
        };
    },
};

function toJson({ actions, settings, notes }: EffectOfChange): object {
    return {
        actions: actions.flatMap(({ accounts, effects }) => effects.map((one) => ({ accounts, ...one }))),
        settings,
        notes,
    };
}
