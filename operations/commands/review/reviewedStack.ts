import { loadForecast } from "../../../program/approval";
import type { ChangeReview } from "../../../program/changes";
import type { ForecastState } from "../../../program/forecast";
import { CHECKOUT } from "../../cli/checkout";
import type { CommandContext } from "../../cli/commandContext";
import { exportedResources } from "../../cli/exportedState";
import type { StackRunner } from "../../cli/stackRunner";
import { PROJECT } from "../../cli/stackSettings";

/**
 * What `up` would do, from the definition and the state alone: neither Pulumi's engine nor AWS is asked.
 *
 * @param codes those of labels and of the command line.
 * @param location the definition's place; another one compares with another definition.
 * @throws DefinitionError with all mistakes of the definition.
 */
export function reviewAtOnce(
    { stack, settings }: Pick<CommandContext, "stack" | "settings">,
    codes: readonly string[],
    state: readonly ForecastState[],
    location = settings.definition,
): Promise<ChangeReview> {
    const region = settings.aws.region ?? "us-east-1";
    const run = { stack, location, region, state, project: PROJECT, config: { "aws:region": region }, now: new Date() };
    return loadForecast(CHECKOUT).reviewAtOnce(run, codes);
}

/** Marks the changes that another definition makes as well: those of main that no `up` has made yet. */
export function withWaiting(review: ChangeReview, base: ChangeReview): ChangeReview {
    const waiting = new Set(base.changes.map(({ text }) => text));
    return {
        ...review,
        changes: review.changes.map((change) => (waiting.has(change.text) ? { ...change, isWaiting: true } : change)),
    };
}

export async function stateOfStack(runner: StackRunner): Promise<readonly ForecastState[]> {
    return exportedResources(await runner.exportState());
}
