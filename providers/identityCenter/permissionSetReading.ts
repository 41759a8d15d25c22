import { describePermissionSet, minutesOf, type PermissionSetInAws } from "../../aws/permissionSetInAws";
import { unlessNamed } from "../../aws/organization";
import type { IdentityCenterCalls } from "./identityCenterCalls";

/** What a permission set is, as the program and the state say it. */
export interface PermissionSetContent extends Omit<PermissionSetInAws, "sessionDuration"> {
    readonly sessionMinutes: number;
}

/** Where a permission set is. */
export interface PermissionSetPlace {
    readonly instanceArn: string;
    readonly region: string;
    readonly arn: string;
}

/** @returns undefined if AWS has no such permission set. */
export async function readPermissionSet(
    { instanceArn: InstanceArn, arn: PermissionSetArn, region }: PermissionSetPlace,
    calls: IdentityCenterCalls,
): Promise<PermissionSetContent | undefined> {
    const found = await unlessNamed("ResourceNotFoundException", () =>
        describePermissionSet({ InstanceArn, PermissionSetArn }, (_, send) => calls.call(region, send)),
    );
    if (!found) return undefined;
    const { sessionDuration, ...content } = found;
    return { ...content, sessionMinutes: minutesOf(sessionDuration) ?? 0 };
}
