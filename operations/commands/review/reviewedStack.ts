import { loadForecast } from "../../../program/approval";
import type { ChangeReview, PlacedChange } from "../../../program/changes";
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

/**
 * Compares with what another definition would do: marks the changes that it makes as well, those of main that no `up` has made yet, and
 * names what it proves of itself and this one no longer does.
 */
export function withBase(review: ChangeReview, base: ChangeReview): ChangeReview {
    const waiting = new Set(base.changes.map(({ text }) => text));
    return {
        ...review,
        changes: [
            ...review.changes.map((change) =>
                waiting.has(change.text) ? { ...change, isWaiting: true as const } : change,
            ),
            ...lostClaims(review.claims, base.claims),
        ],
    };
}

/** No resource changes by them, so that `up` cannot ask. */
function lostClaims(now: ChangeReview["claims"], before: ChangeReview["claims"]): readonly PlacedChange[] {
    const present = new Map(now.map(({ name, content }) => [name, content]));
    return before
        .filter(({ name, content }) => present.get(name) !== content)
        .map(({ name }): PlacedChange => {
            const isGone = !present.has(name);
            return {
                kind: isGone ? "claim-removed" : "claim-changes",
                subject: "guardrails",
                risk: "attention",
                text: `${name} ${isGone ? "is removed: nothing proves any more what it claims" : "claims something else"}.`,
                details: [],
                resources: [],
            };
        });
}

export async function stateOfStack(runner: StackRunner): Promise<readonly ForecastState[]> {
    return exportedResources(await runner.exportState());
}
