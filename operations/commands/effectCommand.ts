import { findEffect } from "../../program/effect";
import { effectText, type EffectOfChange } from "../../evaluator/effect";
import type { ReadCommand } from "../cli/orgCommand";
import { StackRunner } from "../cli/stackRunner";
import { existingResources } from "../cli/exportedState";

export const effect: ReadCommand = {
    name: "effect",
    summary: "Show which actions the accounts gain and lose by the next `up`",
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
        const { looser, tighter, other } = effectText(found, before, after, values.summary !== true);
        const all = [...looser, ...tighter, ...other];
        return {
            text: all.length > 0 ? all.join("\n\n") : "Nothing changes in what can be done.",
            json: values.summary === true ? { looser, tighter, other } : toJson(found),
        };
    },
};

function toJson({ actions, settings, notes }: EffectOfChange): unknown {
    return {
        actions: actions.flatMap(({ accounts, effects }) => effects.map((one) => ({ accounts, ...one }))),
        settings,
        notes,
    };
}
