import * as path from "node:path";
import { countOf } from "../../../limits/countText";
import { firstLines } from "../../../limits/messageText";
import { CommandError, EXIT } from "../../cli/commandError";
import { EngineLog, type EngineStep } from "../../cli/engineLog";
import { parseUrn } from "../../../program/state/urn";
import type { RunOptions, StackRunner } from "../../cli/stackRunner";
import { progressBar, type Progress } from "../../cli/progressBar";

/** A violation that the policy pack reports in the adopted organisation. */
export interface PackViolation {
    readonly policy: string;
    readonly level: string;
    readonly resource: string;
}

/** The result of an import. */
export interface ImportResult {
    /** The number of AWS resources that were imported. */
    readonly imported: number;
    /** The policy pack's violations in what exists now. `preview` and `up` will report them too. */
    readonly violations: readonly PackViolation[];
}

/** The run changes nothing that the policy pack could judge, and nobody reads the properties of 1,000 accounts. */
const QUIETLY = { pack: false, diff: false } as const;

/**
 * The types that are created without a call that changes AWS: the program's own groupings, FullAWSAccess that is already detached, and
 * cost categories, permission sets and access that are already as the definition says.
 */
const OWN =
    /^(pulumi:pulumi:Stack|pulumi:providers:|aws-organization:index:|pulumi-nodejs:dynamic\/organizations:FullAccessDetached$|pulumi-nodejs:dynamic\/(costs:CostCategory|people:PermissionSet|people:AccountAccess)$)/;

/**
 * Imports an organisation into a stack. It checks that the preview contains imports only and binds `up` to that preview. A last
 * preview then shows that nothing is left to change.
 *
 * @param folder where the plan of the run is kept meanwhile.
 * @param show replaced by tests.
 * @throws CommandError if anything but imports shows. The message says whether something was done before.
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
                "The definition is written. Either AWS has changed since it was read (move the definition away and run the command again with --fresh), or this is a bug of this program: please report it",
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
            `The organisation was taken over, but the preview after it shows changes:\n${lines(changes)}\nLook at it with \`pulumi preview --diff\` before the next \`up\``,
            EXIT.failed,
        );
    }
    last.done("The preview shows no changes");
    return { imported: imports, violations };
}

/** @param urns the resources that must be among the steps. A preview without them proves nothing. */
async function lastPreview(
    runner: Pick<StackRunner, "preview">,
    urns: readonly string[],
): Promise<{ readonly after: readonly EngineStep[]; readonly violations: readonly PackViolation[] }> {
    const log = new EngineLog();
    try {
        await runner.preview({ diff: false, onEvent: log.onEvent });
    } catch (error) {
        // A mandatory policy ends the preview, in most cases after all its steps.
        if (!log.findings.some(({ level }) => level === "mandatory")) throw error;
    }
    const violations = log.findings.map(({ policy, level, urn = "" }): PackViolation => {
        return { policy, level, resource: parseUrn(urn).name };
    });
    const seen = new Set(log.steps.map(({ urn }) => urn));
    if (!urns.every((urn) => seen.has(urn))) await runner.preview({ ...QUIETLY, onEvent: log.onEvent });
    return { after: log.steps, violations };
}

async function watched(
    end: string,
    bar: Progress,
    run: (onEvent: NonNullable<RunOptions["onEvent"]>) => Promise<unknown>,
): Promise<readonly EngineStep[]> {
    const { steps, onEvent } = new EngineLog();
    try {
        await run((event) => {
            onEvent(event);
            if (event.resOutputsEvent?.metadata.op === "import") bar.advance();
        });
    } catch (error) {
        bar.failed();
        throw error;
    }
    bar.done(`${end}: ${countOf(steps.filter(({ op }) => op === "import").length, "resource")}`);
    return steps;
}

function isImport({ op, type }: EngineStep): boolean {
    return op === "same" || op === "import" || (op === "create" && OWN.test(type));
}

/** The most steps that a message names. */
const NAMED = 20;

function lines(steps: readonly EngineStep[]): string {
    const texts = steps.map(
        ({ op, urn, differs }) =>
            `  ${op} ${urn.split("::").slice(2).join("::")}${differs.length > 0 ? `: ${differs.join(", ")}` : ""}`,
    );
    return firstLines(texts, NAMED, (more) => `  and ${more} more`).join("\n");
}
