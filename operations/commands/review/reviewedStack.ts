import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { APPROVAL_VARIABLES, loadForecast, type HandedReview } from "../../../program/approval";
import type { ChangedResource, ChangeReview, PlacedChange, PolicyMessage } from "../../../program/changes";
import type { ForecastState } from "../../../program/forecast";
import { parseUrn } from "../../../program/state";
import { CHECKOUT } from "../../cli/checkout";
import type { CommandContext } from "../../cli/commandContext";
import { CommandError } from "../../cli/commandError";
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

/**
 * The same, confirmed by Pulumi's own preview with the policy pack, which asks AWS.
 *
 * @throws CommandError with Pulumi's words if the preview fails before the program has planned the run.
 */
export async function confirmedReview(runner: StackRunner, codes: readonly string[]): Promise<ChangeReview> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "org-review-"));
    const file = path.join(folder, "review.json");
    const steps: EngineStep[] = [];
    const policyPack: PolicyMessage[] = [];
    try {
        let failure: CommandError | undefined;
        try {
            await runner.preview({
                diff: false,
                variables: { [APPROVAL_VARIABLES.file]: file, [APPROVAL_VARIABLES.codes]: codes.join(",") },
                onEvent: (event) => {
                    steps.push(...stepsOf(event));
                    policyPack.push(...messagesOf(event));
                },
            });
        } catch (error) {
            if (!(error instanceof CommandError && fs.existsSync(file))) throw error;
            failure = error;
        }
        return withPreview(JSON.parse(fs.readFileSync(file, "utf8")) as HandedReview, steps, policyPack, failure);
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}

type EngineStep = Pick<ChangedResource, "operation" | "urn"> & { readonly isLeftover?: true };

/** Pulumi deletes what this run replaces, or what an earlier one has. */
const LEFTOVER = "delete-replaced";

function stepsOf({ resourcePreEvent }: EngineEvent): EngineStep[] {
    if (!resourcePreEvent) return [];
    const { op, urn, new: after, old: before } = resourcePreEvent.metadata;
    const operation = OPERATIONS[op];
    const isCustom = (after ?? before)?.custom === true;
    if (operation === undefined || !isCustom || parseUrn(urn).type.startsWith("pulumi:")) return [];
    return [{ operation, urn, ...(op === LEFTOVER && { isLeftover: true as const }) }];
}

/** Pulumi's names of steps. A replacement has several, of which one counts. */
const OPERATIONS: Readonly<Record<string, ChangedResource["operation"]>> = {
    create: "create",
    import: "import",
    update: "update",
    replace: "replace",
    delete: "delete",
    [LEFTOVER]: "delete",
};

function messagesOf({ policyEvent }: EngineEvent): PolicyMessage[] {
    if (!policyEvent) return [];
    const { policyName, enforcementLevel, message, resourceUrn } = policyEvent;
    return [
        {
            policy: policyName,
            level: enforcementLevel === "mandatory" ? "mandatory" : "advisory",
            message,
            ...(resourceUrn !== undefined && resourceUrn !== "" && { resource: parseUrn(resourceUrn).name }),
        },
    ];
}

/** Pulumi's preview has the last word: what it does beside the review is added, and what it does not do is said. */
function withPreview(
    { review, resources }: HandedReview,
    all: readonly EngineStep[],
    policyPack: readonly PolicyMessage[],
    failure: CommandError | undefined,
): ChangeReview {
    if (
        failure !== undefined &&
        review.refusals.length === 0 &&
        !policyPack.some(({ level }) => level === "mandatory")
    ) {
        return { ...review, policyPack, refusals: [{ message: failure.message }] };
    }
    if (failure !== undefined) return { ...review, policyPack };
    const replaced = new Set(all.filter(({ operation }) => operation === "replace").map(({ urn }) => urn));
    const steps = all.filter(({ urn, isLeftover }) => !(isLeftover && replaced.has(urn)));
    // For Pulumi, what leaves the stack and stays in AWS is deleted as well.
    const named = ({ operation, urn }: { readonly operation: string; readonly urn: string }): string =>
        `${operation === "forget" ? "delete" : operation} ${urn}`;
    const [ours, pulumis] = [new Set(resources.map(named)), new Set(steps.map(named))];
    const more = steps.filter((step) => !ours.has(named(step)));
    const less = resources.filter((one) => !pulumis.has(named(one)));
    return {
        ...review,
        isConfirmed: less.length === 0,
        policyPack,
        others: [
            ...review.others,
            ...more.map(({ operation, urn }) => ({ operation, urn, ...parseUrn(urn), properties: [] })),
        ],
        notes: [
            ...less.map(({ operation, urn }) => ({
                severity: "warning" as const,
                topic: "review" as const,
                message: `Pulumi's preview does not ${operation} ${parseUrn(urn).name}, which the review names`,
            })),
            ...review.notes,
        ],
    };
}
