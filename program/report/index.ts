/** What people read about a run. The plan has decided everything. */
import * as pulumi from "@pulumi/pulumi";
import { DefinitionError } from "../../definition";
import { printable } from "../../limits";
import { PlanFailure, type RunPlan } from "../plan";
import { asRunError } from "./runError";

export { reportCreations } from "./creationProgress";

/** Where Pulumi shows messages. Tests replace it. */
type Log = Record<"info" | "warn", (message: string) => unknown>;

/**
 * Prints a plan.
 *
 * @throws DefinitionError with all refusals. A plan with refusals must not be registered.
 */
export function report(
    { notes, refusals, refusedBecause }: Pick<RunPlan, "notes" | "refusals" | "refusedBecause">,
    log: Log = pulumi.log,
): void {
    for (const { severity, message } of notes) {
        if (severity === "warning") log.warn(printable(message));
        else log.info(printable(message));
    }
    if (refusals.length > 0) throw new DefinitionError(refusals, undefined, refusedBecause);
}

/**
 * Prints what was found until planning failed.
 *
 * @returns the error with which Pulumi shows the failure (runError.ts).
 */
export function reportFailure(failure: unknown, endpoint?: string, log: Log = pulumi.log): unknown {
    if (!(failure instanceof PlanFailure)) return asRunError(failure, endpoint);
    report({ notes: failure.notes, refusals: [] }, log);
    return asRunError(failure.cause, endpoint);
}

/** Prints progress while a run is planned. */
export function reportProgress(message: string): void {
    void pulumi.log.info(printable(message));
}
