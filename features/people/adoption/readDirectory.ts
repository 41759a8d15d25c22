import type { IdentityCenterInstance } from "../../../aws/identityCenterInstance";
import type { IdentitystoreClient, User } from "@aws-sdk/client-identitystore";
import type { AdoptionReading } from "../../../operations/commands/adopt/feature";
import type { ExistingGroup, ExistingUser } from "./existingPeople";

/** The most that AWS answers at once. API reference, ListUsers, read on 2026-11-27. */
const MaxResults = 100;

/** All users and groups: a call for each hundred of them, and one or more for the members of each group that is made in Identity Center. */
export async function readDirectory(
    { identityStoreId: IdentityStoreId, region }: IdentityCenterInstance,
    reading: AdoptionReading,
): Promise<{ readonly users: ExistingUser[]; readonly groups: ExistingGroup[] }> {
    const { clients, caller, journal } = reading;
    const { ListGroupsCommand, ListUsersCommand } = await import("@aws-sdk/client-identitystore");
    const client = await clients.identityStore(region);
    const [users, groups] = await Promise.all([
        journal.answer("users of Identity Center", () =>
            caller.pages(
                "identitystore.ListUsers",
                (NextToken) => client.send(new ListUsersCommand({ IdentityStoreId, NextToken, MaxResults })),
                ({ Users = [] }) => Users.map(userOf),
            ),
        ),
        journal.answer("groups of Identity Center", () =>
            caller.pages(
                "identitystore.ListGroups",
                (NextToken) => client.send(new ListGroupsCommand({ IdentityStoreId, NextToken, MaxResults })),
                ({ Groups = [] }) =>
                    Groups.map(({ GroupId = "", DisplayName = "", Description = "", ExternalIds = [] }) => ({
                        id: GroupId,
                        name: DisplayName,
                        description: Description,
                        isExternal: ExternalIds.length > 0,
                    })),
            ),
        ),
    ]);
    return {
        users,
        groups: await Promise.all(
            groups.map(async (group) => ({
                ...group,
                members: group.isExternal
                    ? []
                    : await journal.answer(`members of group ${group.id}`, () =>
                          readMembers(IdentityStoreId, group.id, client, caller),
                      ),
            })),
        ),
    };
}

async function readMembers(
    IdentityStoreId: string,
    GroupId: string,
    client: IdentitystoreClient,
    caller: AdoptionReading["caller"],
): Promise<string[]> {
    const { ListGroupMembershipsCommand } = await import("@aws-sdk/client-identitystore");
    return caller.pages(
        "identitystore.ListGroupMemberships",
        (NextToken) =>
            client.send(new ListGroupMembershipsCommand({ IdentityStoreId, GroupId, NextToken, MaxResults })),
        ({ GroupMemberships = [] }) => GroupMemberships.flatMap(({ MemberId }) => MemberId?.UserId ?? []),
    );
}

function userOf({
    UserId = "",
    UserName = "",
    Name = {},
    DisplayName = "",
    Emails = [],
    ExternalIds = [],
}: User): ExistingUser {
    const primaryFirst = Emails.toSorted((one, two) => Number(two.Primary ?? false) - Number(one.Primary ?? false));
    return {
        id: UserId,
        userName: UserName,
        givenName: Name.GivenName ?? "",
        familyName: Name.FamilyName ?? "",
        displayName: DisplayName,
        emails: primaryFirst.flatMap(({ Value }) => Value ?? []),
        isExternal: ExternalIds.length > 0,
    };
}
