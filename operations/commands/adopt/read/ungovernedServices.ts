import { answerFrom } from "../../../cli/awsAnswer";
import type { UngovernedServices } from "../inventory";
import type { InventoryReading } from "./inventoryReading";

/** What the report lists and the definition does not hold. If AWS does not answer, the report says so and adoption continues. */
export async function readUngovernedServices(reading: InventoryReading): Promise<UngovernedServices> {
    const { endpoints } = reading;
    return {
        permissionSets: await answerFrom(endpoints, ["ssoadmin"], () => permissionSets(reading)),
    };
}

/** One call for 100 permission sets, and two for each of them. Assignments by account and person would take thousands. */
async function permissionSets({
    clients,
    caller,
    journal,
}: InventoryReading): Promise<{ name: string; accounts: number }[]> {
    return journal.answer("permission sets", async () => {
        const {
            DescribePermissionSetCommand,
            ListAccountsForProvisionedPermissionSetCommand,
            ListInstancesCommand,
            ListPermissionSetsCommand,
        } = await import("@aws-sdk/client-sso-admin");
        const client = await clients.ssoAdmin();
        const { Instances = [] } = await caller.call("sso.ListInstances", () =>
            client.send(new ListInstancesCommand({})),
        );
        const found = await Promise.all(
            Instances.map(async ({ InstanceArn }) => {
                const arns = await caller.pages(
                    "sso.ListPermissionSets",
                    (NextToken) =>
                        client.send(new ListPermissionSetsCommand({ InstanceArn, NextToken, MaxResults: 100 })),
                    ({ PermissionSets = [] }) => PermissionSets,
                );
                return Promise.all(
                    arns.map(async (PermissionSetArn) => {
                        const { PermissionSet } = await caller.call("sso.DescribePermissionSet", () =>
                            client.send(new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn })),
                        );
                        const accounts = await caller.pages(
                            "sso.ListAccountsForProvisionedPermissionSet",
                            (NextToken) =>
                                client.send(
                                    new ListAccountsForProvisionedPermissionSetCommand({
                                        InstanceArn,
                                        PermissionSetArn,
                                        NextToken,
                                        MaxResults: 100,
                                    }),
                                ),
                            ({ AccountIds = [] }) => AccountIds,
                        );
                        return { name: PermissionSet?.Name ?? PermissionSetArn, accounts: accounts.length };
                    }),
                );
            }),
        );
        return found.flat().sort((one, two) => (one.name < two.name ? -1 : 1));
    });
}
