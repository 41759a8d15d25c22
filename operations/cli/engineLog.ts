import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { errorsByUrn } from "../../program/failedRun/runEvents";

/** What the engine would do or has done with one resource. */
export interface EngineStep {
    /** Pulumi's name of the step: `create`, `same`, `create-replacement`, ... */
    readonly op: string;
    readonly urn: string;
    readonly type: string;
    /** A provider makes it. Otherwise it only groups others. */
    readonly isCustom: boolean;
    /** The properties that differ. */
    readonly differs: readonly string[];
}

/** What the policy pack finds. */
export interface PolicyFinding {
    readonly policy: string;
    readonly level: "mandatory" | "advisory";
    readonly message: string;
    /** The URN of the resource that it is about. Absent for the whole stack. */
    readonly urn?: string;
}

/** Reads the events of Pulumi's engine while it runs. Pass `onEvent` to the run. */
export class EngineLog {
    readonly steps: EngineStep[] = [];
    readonly findings: PolicyFinding[] = [];
    readonly #diagnostics: Pick<EngineEvent, "diagnosticEvent">[] = [];

    readonly onEvent = (event: EngineEvent): void => {
        const { resourcePreEvent, policyEvent, diagnosticEvent } = event;
        if (resourcePreEvent) this.steps.push(stepOf(resourcePreEvent));
        if (policyEvent) this.findings.push(findingOf(policyEvent));
        if (diagnosticEvent) this.#diagnostics.push({ diagnosticEvent });
    };

    /** The errors of the run, each once, without the marks for colours. */
    get errors(): readonly string[] {
        const texts = [...errorsByUrn(this.#diagnostics).values()].map((text) =>
            text.replaceAll(/<\{%[^%]*%\}>/g, "").trim(),
        );
        return [...new Set(texts)].filter((text) => text !== "");
    }
}

function stepOf({ metadata }: NonNullable<EngineEvent["resourcePreEvent"]>): EngineStep {
    const { op, urn, type, detailedDiff, diffs, new: after, old: before } = metadata;
    return {
        ...{ op, urn, type },
        isCustom: (after ?? before)?.custom === true,
        differs: detailedDiff ? Object.keys(detailedDiff) : (diffs ?? []),
    };
}

function findingOf({
    policyName,
    enforcementLevel,
    message,
    resourceUrn = "",
}: NonNullable<EngineEvent["policyEvent"]>): PolicyFinding {
    return {
        policy: policyName,
        level: enforcementLevel === "mandatory" ? "mandatory" : "advisory",
        message,
        ...(resourceUrn !== "" && { urn: resourceUrn }),
    };
}
