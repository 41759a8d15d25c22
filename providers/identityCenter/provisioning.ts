import { listSome } from "../../limits";
import { pagesOf } from "../../aws/pagesOf";
import type { IdentityCenterCalls } from "./identityCenterCalls";
import type { PermissionSetPlace } from "./permissionSetReading";

/**
 * Brings the latest version of a permission set into all accounts that have it: once for all changes of an update.
 *
 * @returns why AWS did not, with the accounts; undefined if all have it.
 */
export async function provisionEverywhere(
    at: PermissionSetPlace,
    calls: IdentityCenterCalls,
): Promise<string | undefined> {
    const { DescribePermissionSetProvisioningStatusCommand, ProvisionPermissionSetCommand } =
        await import("@aws-sdk/client-sso-admin");
    // Without accounts there is nothing to provision. Which of them have an old version is not asked: AWS may learn of the change late.
    if ((await accountsWithStatus(at, calls)).length === 0) return undefined;
    const { PermissionSetProvisioningStatus: started = {} } = await calls.call(at.region, (client) =>
        client.send(
            new ProvisionPermissionSetCommand({
                InstanceArn: at.instanceArn,
                PermissionSetArn: at.arn,
                TargetType: "ALL_PROVISIONED_ACCOUNTS",
            }),
        ),
    );
    const { RequestId: ProvisionPermissionSetRequestId = "" } = started;
    const done = await calls.untilDone("provisioning", async () => {
        const { PermissionSetProvisioningStatus: status = {} } = await calls.call(at.region, (client) =>
            client.send(
                new DescribePermissionSetProvisioningStatusCommand({
                    InstanceArn: at.instanceArn,
                    ProvisionPermissionSetRequestId,
                }),
            ),
        );
        return status.Status === "SUCCEEDED" || status.Status === "FAILED" ? status : undefined;
    });
    if (done.Status === "SUCCEEDED") return undefined;
    const left = await accountsWithStatus(at, calls, "LATEST_PERMISSION_SET_NOT_PROVISIONED");
    const where =
        left.length === 0 ? "some accounts" : `${left.length === 1 ? "account" : "accounts"} ${listSome(left)}`;
    return `${where} ${left.length === 1 ? "does" : "do"} not have the new version yet: ${done.FailureReason ?? "AWS gives no reason"}`;
}

/** The accounts that have a permission set. @param ProvisioningStatus in its latest version, or in an older one. Default: in any. */
export async function accountsWithStatus(
    at: PermissionSetPlace,
    calls: IdentityCenterCalls,
    ProvisioningStatus?: "LATEST_PERMISSION_SET_PROVISIONED" | "LATEST_PERMISSION_SET_NOT_PROVISIONED",
): Promise<string[]> {
    const { ListAccountsForProvisionedPermissionSetCommand } = await import("@aws-sdk/client-sso-admin");
    const pages = pagesOf((NextToken) =>
        calls.call(at.region, (client) =>
            client.send(
                new ListAccountsForProvisionedPermissionSetCommand({
                    InstanceArn: at.instanceArn,
                    PermissionSetArn: at.arn,
                    ...(ProvisioningStatus && { ProvisioningStatus }),
                    MaxResults: 100,
                    NextToken,
                }),
            ),
        ),
    );
    const all: string[] = [];
    for await (const { AccountIds = [] } of pages) all.push(...AccountIds);
    return all.sort();
}
