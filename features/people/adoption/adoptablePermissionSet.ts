import { minutesOf } from "../../../aws/permissionSetInAws";
import { parsedJson } from "../../../evaluator/policyDocument";
import { isAdministratorSet } from "../../../evaluator/policyPurpose";
import type { ExistingPermissionSet } from "./existingPeople";

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
    if (sessionMinutes === undefined || !Number.isInteger(sessionMinutes))
        return `its session lasts ${existing.sessionDuration}`;
    const inlineDocument = existing.inlinePolicy === "" ? undefined : parsedJson(existing.inlinePolicy);
    if (existing.inlinePolicy !== "" && inlineDocument === undefined) return "its inline policy is not JSON";
    return {
        ...existing,
        sessionMinutes,
        isAdministrator: isAdministratorSet({
            managedPolicies: existing.managedPolicies,
            ...(existing.boundary && { boundary: existing.boundary }),
            ...(existing.inlinePolicy !== "" && { inlinePolicy: existing.inlinePolicy }),
        }),
        ...(inlineDocument !== undefined && { inlineDocument }),
    };
}
