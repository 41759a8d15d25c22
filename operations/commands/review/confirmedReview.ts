import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { APPROVAL_VARIABLES, type HandedReview } from "../../../program/approval";
import type { ChangedResource, ChangeReview } from "../../../program/changes";
import { adviceFor } from "../../../program/failedRun/failureAdvice";
import { parseUrn } from "../../../program/state";
import type { CommandContext } from "../../cli/commandContext";
import { CommandError } from "../../cli/commandError";
import { EngineLog, type EngineStep } from "../../cli/engineLog";
import { policyMessage } from "../../cli/policyMessage";
import type { StackRunner } from "../../cli/stackRunner";

/**
 * What `up` would do, confirmed by Pulumi's own preview with the policy pack, which asks AWS.
 *
 * @throws DefinitionError with all mistakes of the definition, before Pulumi is started.
 * @throws CommandError with Pulumi's errors if the preview fails before the program has planned the run.
 */
export async function confirmedReview(
    context: Pick<CommandContext, "model" | "settings">,
    runner: Pick<StackRunner, "preview">,
    codes: readonly string[],
): Promise<ChangeReview> {
    void context.model;
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "org-review-"));
    const file = path.join(folder, "review.json");
    const log = new EngineLog();
    try {
        let failure: CommandError | undefined;
        try {
            await runner.preview({
                diff: false,
                variables: { [APPROVAL_VARIABLES.file]: file, [APPROVAL_VARIABLES.codes]: codes.join(",") },
                onEvent: log.onEvent,
            });
        } catch (error) {
            if (!(error instanceof CommandError)) throw error;
            if (!fs.existsSync(file)) throw failureBefore(error, log.errors);
            failure = error;
        }
        const handed = JSON.parse(fs.readFileSync(file, "utf8")) as HandedReview;
        const policyPack = log.findings.map((finding) => policyMessage(finding, handed.review.changes, context));
        if (failure === undefined) return withSteps({ ...handed.review, policyPack }, handed.resources, log.steps);
        return withFailure({ ...handed.review, policyPack }, log.errors, failure);
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}

/** A preview that has failed before its program had planned the run: the errors alone, without what Pulumi prints beside them. */
function failureBefore(failure: CommandError, errors: readonly string[]): CommandError {
    if (errors.length === 0) return failure;
    return new CommandError(["Pulumi's preview failed:", ...errors, ...adviceFor(errors)].join("\n"), failure.code);
}

/** A run that the program or the pack refuses fails as well. Anything else is an error of Pulumi, AWS or the network. */
function withFailure(review: ChangeReview, errors: readonly string[], failure: CommandError): ChangeReview {
    const isRefused = review.refusals.length > 0 || review.policyPack.some(({ level }) => level === "mandatory");
    if (isRefused) return review;
    return { ...review, failures: errors.length > 0 ? errors : [failure.message] };
}

/** Pulumi deletes what this run replaces, or what an earlier one has. */
const LEFTOVER = "delete-replaced";

/** Pulumi's names of steps. A replacement has several, of which one counts. */
const OPERATIONS: Readonly<Record<string, ChangedResource["operation"]>> = {
    create: "create",
    import: "import",
    update: "update",
    replace: "replace",
    delete: "delete",
    [LEFTOVER]: "delete",
};

function changesOf(steps: readonly EngineStep[]): readonly Pick<ChangedResource, "operation" | "urn">[] {
    const replaced = new Set(steps.filter(({ op }) => op === "replace").map(({ urn }) => urn));
    return steps.flatMap(({ op, urn, isCustom }) => {
        const operation = OPERATIONS[op];
        const isOurs = operation !== undefined && isCustom && !parseUrn(urn).type.startsWith("pulumi:");
        return isOurs && !(op === LEFTOVER && replaced.has(urn)) ? [{ operation, urn }] : [];
    });
}

/** Pulumi's preview has the last word: what it does beside the review is added, and what it does not do is said. */
function withSteps(
    review: ChangeReview,
    resources: HandedReview["resources"],
    steps: readonly EngineStep[],
): ChangeReview {
    const found = changesOf(steps);
    // For Pulumi, what leaves the stack and stays in AWS is deleted as well.
    const named = ({ operation, urn }: { readonly operation: string; readonly urn: string }): string =>
        `${operation === "forget" ? "delete" : operation} ${urn}`;
    const [ours, pulumis] = [new Set(resources.map(named)), new Set(found.map(named))];
    const more = found.filter((step) => !ours.has(named(step)));
    const less = resources.filter((one) => !pulumis.has(named(one)));
    return {
        ...review,
        isConfirmed: less.length === 0,
        others: [...review.others, ...more.map((step) => ({ ...step, ...parseUrn(step.urn), properties: [] }))],
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
