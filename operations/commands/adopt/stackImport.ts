import * as path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { countOf } from "../../../limits/countText";
import { firstLines } from "../../../limits/messageText";
import { CommandError, EXIT } from "../../cli/commandError";
import { parseUrn } from "../../../program/state/urn";
import type { StackRunner } from "../../cli/stackRunner";
import { progressBar, type Progress } from "./progressBar";

/** What the engine would do, or has done, with one resource. */
interface Step {
    readonly op: string;
    readonly urn: string;
    readonly type: string;
    readonly differs: readonly string[];
}

/** What the policy pack says of an organisation that was taken over. */
export interface PackViolation {
    readonly policy: string;
    readonly level: string;
    readonly resource: string;
}

/** What has come into the stack. */
export interface ImportResult {
    /** Resources of AWS that were taken over. */
    readonly imported: number;
    /** What the policy pack has against what is there now, which `preview` and `up` will tell as well. */
    readonly violations: readonly PackViolation[];
}

/** The policy pack has nothing to say of a run that changes nothing, and the properties of 1,000 accounts are not read by anybody. */
const QUIETLY = { pack: false, diff: false } as const;

/** The types that are made without a call that changes AWS: the program's own groupings, and what is detached already. */
const OWN =
    /^(pulumi:pulumi:Stack|pulumi:providers:|aws-organization:index:|pulumi-nodejs:dynamic\/organizations:FullAccessDetached$)/;

/**
 * Takes an organisation into a stack, by imports alone: the preview is looked through first, and `up` is bound to it. Last of all
 * a preview shows that nothing is left to change.
 *
 * @param folder where the plan of the run is kept meanwhile.
 * @param show for a test.
 * @throws CommandError where anything but imports shows; then nothing was done, or it is said what was.
 */
export async function importAll(
    runner: Pick<StackRunner, "preview" | "up">,
    folder: string,
    show: typeof progressBar = progressBar,
): Promise<ImportResult> {
    const plan = path.resolve(folder, "plan.json");
    const previewed = await watched("To be taken over", show("Asking Pulumi what it would take over"), (onEvent) =>
        runner.preview({ ...QUIETLY, onEvent, plan }),
    );
    const foreign = previewed.filter((step) => !isImport(step));
    if (foreign.length > 0) {
        throw new CommandError(
            `The preview shows more than imports. Nothing was taken over, and nothing was done in AWS:\n${lines(foreign)}\n` +
                "The definition is written. Either AWS has changed since it was read (move the definition away and run the command again with --fresh), or this is a mistake of this program: please report it",
            EXIT.failed,
        );
    }
    const imports = previewed.filter(({ op }) => op === "import").length;
    const bar = show("Taking over, which reads from AWS and changes nothing there", imports);
    const done = await watched("Taken over", bar, (onEvent) =>
        runner.up({ ...QUIETLY, onEvent, plan, checkpoints: false }),
    );
    const wrong = done.filter((step) => !isImport(step));
    if (wrong.length > 0)
        throw new CommandError(`Pulumi did more than it had previewed:\n${lines(wrong)}`, EXIT.failed);

    const last = show("Asking Pulumi whether anything is left to change");
    const { after, violations } = await lastPreview(
        runner,
        previewed.filter(({ type }) => !type.startsWith("pulumi:")).map(({ urn }) => urn),
    );
    const changes = after.filter(({ op }) => op !== "same");
    if (changes.length > 0) {
        throw new CommandError(
            `The organisation was taken over, and the preview after it is not without changes:\n${lines(changes)}\nLook at it with \`pulumi preview --diff\` before the next \`up\``,
            EXIT.failed,
        );
    }
    last.done("The preview shows no changes");
    return { imported: imports, violations };
}

/** @param urns what has to be among the steps of a preview that proves anything. */
async function lastPreview(
    runner: Pick<StackRunner, "preview">,
    urns: readonly string[],
): Promise<{ readonly after: readonly Step[]; readonly violations: readonly PackViolation[] }> {
    const violations: PackViolation[] = [];
    const after: Step[] = [];
    try {
        await runner.preview({
            diff: false,
            onEvent(event) {
                after.push(...stepOf(event));
                violations.push(...violationOf(event));
            },
        });
    } catch (error) {
        // A mandatory policy ends the preview, with all the steps in most cases.
        if (!violations.some(({ level }) => level === "mandatory")) throw error;
    }
    const seen = new Set(after.map(({ urn }) => urn));
    if (!urns.every((urn) => seen.has(urn))) {
        await runner.preview({ ...QUIETLY, onEvent: (event) => void after.push(...stepOf(event)) });
    }
    return { after, violations };
}

async function watched(
    end: string,
    bar: Progress,
    run: (onEvent: (event: EngineEvent) => void) => Promise<unknown>,
): Promise<Step[]> {
    const steps: Step[] = [];
    try {
        await run((event) => {
            steps.push(...stepOf(event));
            if (event.resOutputsEvent?.metadata.op === "import") bar.advance();
        });
    } catch (error) {
        bar.failed();
        throw error;
    }
    bar.done(`${end}: ${countOf(steps.filter(({ op }) => op === "import").length, "resource")}`);
    return steps;
}

function stepOf({ resourcePreEvent }: EngineEvent): Step[] {
    if (!resourcePreEvent) return [];
    const { op, urn, type, detailedDiff, diffs } = resourcePreEvent.metadata;
    return [{ op, urn, type, differs: detailedDiff ? Object.keys(detailedDiff) : (diffs ?? []) }];
}

function violationOf({ policyEvent }: EngineEvent): PackViolation[] {
    if (!policyEvent) return [];
    const { policyName, enforcementLevel, resourceUrn = "" } = policyEvent;
    return [{ policy: policyName, level: enforcementLevel, resource: parseUrn(resourceUrn).name }];
}

function isImport({ op, type }: Step): boolean {
    return op === "same" || op === "import" || (op === "create" && OWN.test(type));
}

/** The most steps that a message names. */
const NAMED = 20;

function lines(steps: readonly Step[]): string {
    const texts = steps.map(
        ({ op, urn, differs }) =>
            `  ${op} ${urn.split("::").slice(2).join("::")}${differs.length > 0 ? `: ${differs.join(", ")}` : ""}`,
    );
    return firstLines(texts, NAMED, (more) => `  and ${more} more`).join("\n");
}
