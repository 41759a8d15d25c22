/** What people read of a run. Everything is decided in the plan. */
import * as pulumi from "@pulumi/pulumi";
import { DefinitionError } from "../../definition";
import { printable } from "../../limits";
import { PlanFailure, type RunPlan } from "../plan";
import { asRunError } from "./runError";

export { reportCreations } from "./creationProgress";

/** Where Pulumi shows messages; a test has its own. */
type Log = Record<"info" | "warn", (message: string) => unknown>;

/**
 * Prints a plan.
 *
 * @throws DefinitionError with all refusals. A plan that is refused must not be registered.
 */
export function report({ notes, refusals }: Pick<RunPlan, "notes" | "refusals">, log: Log = pulumi.log): void {
    for (const { severity, message } of notes) {
        if (severity === "warning") log.warn(printable(message));
        else log.info(printable(message));
    }
    if (refusals.length > 0) throw new DefinitionError(refusals);
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

/** Prints what happens while a run is planned. */
export function reportProgress(message: string): void {
    void pulumi.log.info(printable(message));
}
