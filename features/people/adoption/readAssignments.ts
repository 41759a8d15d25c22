import type { IdentityCenterInstance } from "../../../aws/identityCenterInstance";
import type { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import type { AdoptionReading } from "../../../operations/commands/adopt/feature";
import type { ExistingAssignments, ExistingPermissionSet, ExistingPrincipal } from "./existingPeople";

/** The most that AWS answers at once. API reference, ListAccountAssignments, read on 2026-11-27. */
const MaxResults = 100;

/** An assignment in one account. */
interface OneAssignment {
    readonly permissionSet: string;
    readonly principal: ExistingPrincipal;
    readonly account: string;
}

/**
 * Who has which permission set where. AWS answers for one user or group over all accounts, or for one permission set in one account: the way
 * with fewer calls is taken.
 */
export async function readAssignments(
    instance: IdentityCenterInstance,
    permissionSets: readonly Pick<ExistingPermissionSet, "arn" | "accounts">[],
    principals: readonly ExistingPrincipal[],
    reading: AdoptionReading,
): Promise<ExistingAssignments[]> {
    const client = await reading.clients.ssoAdmin(instance.region);
    const places = permissionSets.flatMap(({ arn, accounts }) => accounts.map((account) => ({ arn, account })));
    const found =
        principals.length <= places.length
            ? principals.map((principal) =>
                  reading.journal.answer(`assignments of ${principal.kind} ${principal.id}`, () =>
                      ofPrincipal(instance.arn, principal, client, reading.caller),
                  ),
              )
            : places.map(({ arn, account }) =>
                  reading.journal.answer(`assignments of ${arn} in ${account}`, () =>
                      inAccount({ InstanceArn: instance.arn, PermissionSetArn: arn, account }, client, reading.caller),
                  ),
              );
    return byPrincipal((await Promise.all(found)).flat());
}

async function ofPrincipal(
    InstanceArn: string,
    principal: ExistingPrincipal,
    client: SSOAdminClient,
    caller: AdoptionReading["caller"],
): Promise<OneAssignment[]> {
    const { ListAccountAssignmentsForPrincipalCommand } = await import("@aws-sdk/client-sso-admin");
    return caller.pages(
        "sso.ListAccountAssignmentsForPrincipal",
        (NextToken) =>
            client.send(
                new ListAccountAssignmentsForPrincipalCommand({
                    InstanceArn,
                    PrincipalId: principal.id,
                    PrincipalType: principal.kind === "user" ? "USER" : "GROUP",
                    NextToken,
                    MaxResults,
                }),
            ),
        // A user's answer has those of the user's groups too.
        ({ AccountAssignments = [] }) =>
            AccountAssignments.filter(({ PrincipalId }) => PrincipalId === principal.id).map(
                ({ AccountId = "", PermissionSetArn = "" }) => ({
                    permissionSet: PermissionSetArn,
                    principal,
                    account: AccountId,
                }),
            ),
    );
}

async function inAccount(
    { account, ...of }: { readonly InstanceArn: string; readonly PermissionSetArn: string; readonly account: string },
    client: SSOAdminClient,
    caller: AdoptionReading["caller"],
): Promise<OneAssignment[]> {
    const { ListAccountAssignmentsCommand } = await import("@aws-sdk/client-sso-admin");
    return caller.pages(
        "sso.ListAccountAssignments",
        (NextToken) =>
            client.send(new ListAccountAssignmentsCommand({ ...of, AccountId: account, NextToken, MaxResults })),
        ({ AccountAssignments = [] }) =>
            AccountAssignments.map(({ PrincipalId = "", PrincipalType }) => ({
                permissionSet: of.PermissionSetArn,
                principal: { kind: PrincipalType === "USER" ? ("user" as const) : ("group" as const), id: PrincipalId },
                account,
            })),
    );
}

function byPrincipal(all: readonly OneAssignment[]): ExistingAssignments[] {
    const groups = new Map<string, { permissionSet: string; principal: ExistingPrincipal; accounts: string[] }>();
    for (const { permissionSet, principal, account } of all) {
        const key = `${permissionSet} ${principal.kind} ${principal.id}`;
        const group = groups.get(key) ?? { permissionSet, principal, accounts: [] };
        groups.set(key, group);
        group.accounts.push(account);
    }
    return [...groups.values()].map((group) => ({ ...group, accounts: group.accounts.sort() }));
}
