import type { IdentitystoreClient } from "@aws-sdk/client-identitystore";
import type { AwsClients } from "./awsClients";
import type { IdentityCenterInstance } from "./identityCenterInstance";
import { unlessNamed } from "./organization";
import { pagesOf } from "./pagesOf";

/** A group or user that the directory has. */
export interface DirectoryEntry {
    readonly id: string;
    readonly isExternal: boolean;
    /** What an import would have to say: description, or names and e-mail. */
    readonly content: Readonly<Record<string, string>>;
}

/** Up to this number of names, each is asked for alone; for more, the whole directory is listed. */
const EACH = 5;

/** Looks up names in the directory of Identity Center. */
export class DirectoryNames {
    readonly #client: Promise<IdentitystoreClient>;
    readonly #IdentityStoreId: string;

    constructor(
        instance: Pick<IdentityCenterInstance, "identityStoreId" | "region">,
        clients: Pick<AwsClients, "identityStore">,
    ) {
        this.#client = clients.identityStore(instance.region);
        this.#IdentityStoreId = instance.identityStoreId;
    }

    /** @returns those of the groups that exist, by name. */
    async groups(names: readonly string[]): Promise<ReadonlyMap<string, DirectoryEntry>> {
        const { DescribeGroupCommand, GetGroupIdCommand, ListGroupsCommand } =
            await import("@aws-sdk/client-identitystore");
        const client = await this.#client;
        const IdentityStoreId = this.#IdentityStoreId;
        const entry = (group: Group): [string, DirectoryEntry] => [
            group.DisplayName ?? "",
            {
                id: group.GroupId ?? "",
                isExternal: (group.ExternalIds ?? []).length > 0,
                content: { description: group.Description ?? "" },
            },
        ];
        if (names.length > EACH) {
            const pages = pagesOf((NextToken) =>
                client.send(new ListGroupsCommand({ IdentityStoreId, NextToken, MaxResults: 100 })),
            );
            return this.#listed(names, pages, ({ Groups = [] }) => Groups.map(entry));
        }
        return this.#each(names, async (name) => {
            const { GroupId } = await client.send(
                new GetGroupIdCommand({ IdentityStoreId, AlternateIdentifier: unique("displayName", name) }),
            );
            return entry(await client.send(new DescribeGroupCommand({ IdentityStoreId, GroupId })));
        });
    }

    /** The same of users. */
    async users(names: readonly string[]): Promise<ReadonlyMap<string, DirectoryEntry>> {
        const { DescribeUserCommand, GetUserIdCommand, ListUsersCommand } =
            await import("@aws-sdk/client-identitystore");
        const client = await this.#client;
        const IdentityStoreId = this.#IdentityStoreId;
        if (names.length > EACH) {
            const pages = pagesOf((NextToken) =>
                client.send(new ListUsersCommand({ IdentityStoreId, NextToken, MaxResults: 100 })),
            );
            return this.#listed(names, pages, ({ Users = [] }) => Users.map(userEntry));
        }
        return this.#each(names, async (name) => {
            const { UserId } = await client.send(
                new GetUserIdCommand({ IdentityStoreId, AlternateIdentifier: unique("userName", name) }),
            );
            return userEntry(await client.send(new DescribeUserCommand({ IdentityStoreId, UserId })));
        });
    }

    /** @returns the id of the membership; undefined if the user is not in the group. */
    async membership(group: string, user: string): Promise<string | undefined> {
        const { GetGroupMembershipIdCommand } = await import("@aws-sdk/client-identitystore");
        const client = await this.#client;
        return unlessNamed("ResourceNotFoundException", async () => {
            const { MembershipId } = await client.send(
                new GetGroupMembershipIdCommand({
                    IdentityStoreId: this.#IdentityStoreId,
                    GroupId: group,
                    MemberId: { UserId: user },
                }),
            );
            return MembershipId;
        });
    }

    /** @returns the ids of the users in a group. */
    async members(group: string): Promise<readonly string[]> {
        const { ListGroupMembershipsCommand } = await import("@aws-sdk/client-identitystore");
        const client = await this.#client;
        const of = { IdentityStoreId: this.#IdentityStoreId, GroupId: group, MaxResults: 100 };
        const found: string[] = [];
        const pages = pagesOf((NextToken) => client.send(new ListGroupMembershipsCommand({ ...of, NextToken })));
        for await (const { GroupMemberships = [] } of pages) {
            found.push(...GroupMemberships.flatMap(({ MemberId }) => MemberId?.UserId ?? []));
        }
        return found;
    }

    async #each(
        names: readonly string[],
        ask: (name: string) => Promise<[string, DirectoryEntry]>,
    ): Promise<ReadonlyMap<string, DirectoryEntry>> {
        const found = await Promise.all(
            names.map(async (name) => {
                const entry = await unlessNamed("ResourceNotFoundException", () => ask(name));
                return entry ? [[name, entry[1]] as const] : [];
            }),
        );
        return new Map(found.flat());
    }

    async #listed<Page>(
        names: readonly string[],
        pages: AsyncIterable<Page>,
        entries: (page: Page) => [string, DirectoryEntry][],
    ): Promise<ReadonlyMap<string, DirectoryEntry>> {
        const wanted = new Set(names);
        const found = new Map<string, DirectoryEntry>();
        for await (const page of pages) {
            for (const [name, entry] of entries(page)) if (wanted.has(name)) found.set(name, entry);
        }
        return found;
    }
}

/** What AWS says of a group. */
interface Group {
    readonly DisplayName?: string | undefined;
    readonly GroupId?: string | undefined;
    readonly Description?: string | undefined;
    readonly ExternalIds?: readonly unknown[] | undefined;
}

/** What AWS says of a user. */
interface User {
    readonly UserName?: string | undefined;
    readonly UserId?: string | undefined;
    readonly DisplayName?: string | undefined;
    readonly Name?: { readonly GivenName?: string | undefined; readonly FamilyName?: string | undefined } | undefined;
    readonly Emails?: readonly { readonly Value?: string | undefined }[] | undefined;
    readonly ExternalIds?: readonly unknown[] | undefined;
}

function userEntry(user: User): [string, DirectoryEntry] {
    return [
        user.UserName ?? "",
        {
            id: user.UserId ?? "",
            isExternal: (user.ExternalIds ?? []).length > 0,
            content: {
                givenName: user.Name?.GivenName ?? "",
                familyName: user.Name?.FamilyName ?? "",
                displayName: user.DisplayName ?? "",
                email: (user.Emails ?? []).map(({ Value = "" }) => Value).join(),
            },
        },
    ];
}

function unique(AttributePath: string, AttributeValue: string) {
    return { UniqueAttribute: { AttributePath, AttributeValue } };
}
