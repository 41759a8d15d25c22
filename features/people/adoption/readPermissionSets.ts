import { describePermissionSet } from "../../../aws/permissionSetInAws";
import type { IdentityCenterInstance } from "../../../aws/identityCenterInstance";
import type { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import type { AdoptionReading } from "../../../operations/commands/adopt/feature";
import type { ExistingPermissionSet } from "./existingPeople";

/** The most that AWS answers at once. API reference, ListPermissionSets, read on 2026-11-27. */
const MaxResults = 100;

/** All permission sets of an instance: a call for each hundred of them, and seven or more for each one. */
export async function readPermissionSets(
    { arn: InstanceArn, region }: IdentityCenterInstance,
    reading: AdoptionReading,
): Promise<ExistingPermissionSet[]> {
    const { clients, caller, journal } = reading;
    const { ListPermissionSetsCommand } = await import("@aws-sdk/client-sso-admin");
    const client = await clients.ssoAdmin(region);
    const arns = await journal.answer("permission sets of people", () =>
        caller.pages(
            "sso.ListPermissionSets",
            (NextToken) => client.send(new ListPermissionSetsCommand({ InstanceArn, NextToken, MaxResults })),
            ({ PermissionSets = [] }) => PermissionSets,
        ),
    );
    return Promise.all(
        arns.map((arn) =>
            journal.answer(`permission set ${arn}`, () => readOne({ InstanceArn, arn }, client, reading)),
        ),
    );
}

async function readOne(
    { InstanceArn, arn }: { readonly InstanceArn: string; readonly arn: string },
    client: SSOAdminClient,
    { caller }: AdoptionReading,
): Promise<ExistingPermissionSet> {
    const { ListAccountsForProvisionedPermissionSetCommand } = await import("@aws-sdk/client-sso-admin");
    const of = { InstanceArn, PermissionSetArn: arn };
    const [content, accounts] = await Promise.all([
        describePermissionSet(of, (operation, send) => caller.call(operation, () => send(client))),
        caller.pages(
            "sso.ListAccountsForProvisionedPermissionSet",
            (NextToken) =>
                client.send(new ListAccountsForProvisionedPermissionSetCommand({ ...of, NextToken, MaxResults })),
            ({ AccountIds = [] }) => AccountIds,
        ),
    ]);
    return { ...content, arn, accounts: accounts.sort() };
}
