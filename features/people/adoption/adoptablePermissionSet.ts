import { parsedJson } from "../../../evaluator/policyDocument";
import { isAdministratorSet } from "../language/administratorSet";
import type { BoundaryModel } from "../model";
import type { ExistingBoundary, ExistingPermissionSet } from "./existingPeople";

/** A permission set that the definition can say exactly. */
export interface AdoptablePermissionSet extends ExistingPermissionSet {
    readonly sessionMinutes: number;
    /** It allows everything, so the definition must call it break-glass. */
    readonly isAdministrator: boolean;
    /** The inline policy as a value; absent: none. */
    readonly inlineDocument?: unknown;
}

/** @returns a text that says why the definition cannot say it: it completes "it is left alone, because". */
export function adoptablePermissionSet(existing: ExistingPermissionSet): AdoptablePermissionSet | string {
    const sessionMinutes = minutesOf(existing.sessionDuration);
    if (sessionMinutes === undefined) return `its session lasts ${existing.sessionDuration}`;
    const inlineDocument = existing.inlinePolicy === "" ? undefined : parsedJson(existing.inlinePolicy);
    if (existing.inlinePolicy !== "" && inlineDocument === undefined) return "its inline policy is not JSON";
    return {
        ...existing,
        sessionMinutes,
        isAdministrator: isAdministratorSet({
            managedPolicies: existing.managedPolicies.map(managedPolicyName),
            ...(existing.boundary && { boundary: boundaryModel(existing.boundary) }),
            ...(existing.inlinePolicy !== "" && { inlinePolicy: existing.inlinePolicy }),
        }),
        ...(inlineDocument !== undefined && { inlineDocument }),
    };
}

function boundaryModel({ managedPolicy, customerManagedPolicy }: ExistingBoundary): BoundaryModel {
    return customerManagedPolicy
        ? { kind: "customer", policy: customerManagedPolicy }
        : { kind: "aws", policy: managedPolicyName(managedPolicy ?? "") };
}

/** `arn:aws:iam::aws:policy/job-function/Billing` is `job-function/Billing`. */
export function managedPolicyName(arn: string): string {
    return arn.slice(arn.indexOf(":policy/") + ":policy/".length);
}

/** The minutes of a duration in ISO 8601 such as `PT1H30M`. */
function minutesOf(duration: string): number | undefined {
    if (duration === "") return 60;
    const [, days, hours, minutes, seconds] =
        /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration) ?? [];
    if (!/\d/.test(duration)) return undefined;
    const all = Number(days ?? 0) * 1440 + Number(hours ?? 0) * 60 + Number(minutes ?? 0) + Number(seconds ?? 0) / 60;
    return Number.isInteger(all) ? all : undefined;
}
