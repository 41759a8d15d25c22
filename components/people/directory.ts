import * as identitystore from "@pulumi/aws/identitystore";
import * as pulumi from "@pulumi/pulumi";
import type { DirectoryInstance } from "./directoryInstance";

/** What AWS has already. Something new needs none of it. */
export interface DirectoryHistory {
    /** The id of an existing one that this run imports. Leave it out in later runs. */
    readonly importId?: string;
}

export interface DirectoryGroupArgs {
    readonly instance: DirectoryInstance;
    /** Unique in the directory. */
    readonly name: string;
    readonly description?: string;
}

/** A group in the directory of IAM Identity Center. */
export class DirectoryGroup extends identitystore.Group {
    constructor(
        key: string,
        { instance, name, description }: DirectoryGroupArgs,
        opts: pulumi.CustomResourceOptions = {},
        history: DirectoryHistory = {},
    ) {
        super(
            key,
            {
                identityStoreId: instance.identityStoreId,
                displayName: name,
                ...(description !== undefined && description !== "" && { description }),
                region: instance.region,
            },
            pulumi.mergeOptions(imported(instance, history), opts),
        );
    }
}

export interface DirectoryUserArgs {
    readonly instance: DirectoryInstance;
    /** With which the user signs in; unique in the directory. */
    readonly userName: string;
    readonly givenName: string;
    readonly familyName: string;
    readonly displayName: string;
    readonly email: string;
}

/** What a user may have besides, and this program does not say: it stays as it is. */
const KEPT = [
    "addresses",
    "emails.type",
    "locale",
    "name.formatted",
    "name.honorificPrefix",
    "name.honorificSuffix",
    "name.middleName",
    "nickname",
    "phoneNumbers",
    "preferredLanguage",
    "profileUrl",
    "timezone",
    "title",
    "userType",
];

/** A user in the directory of IAM Identity Center. AWS sends no invitation for one that is made by its API: the user asks for a password at the first sign-in. */
export class DirectoryUser extends identitystore.User {
    constructor(
        key: string,
        { instance, userName, givenName, familyName, displayName, email }: DirectoryUserArgs,
        opts: pulumi.CustomResourceOptions = {},
        history: DirectoryHistory = {},
    ) {
        super(
            key,
            {
                identityStoreId: instance.identityStoreId,
                userName,
                displayName,
                name: { givenName, familyName },
                emails: { value: email, primary: true },
                region: instance.region,
            },
            pulumi.mergeOptions({ ...imported(instance, history), ignoreChanges: KEPT }, opts),
        );
    }
}

export interface DirectoryMembershipArgs {
    readonly instance: DirectoryInstance;
    readonly group: pulumi.Input<string>;
    readonly user: pulumi.Input<string>;
}

/** A user in a group. */
export class DirectoryMembership extends identitystore.GroupMembership {
    constructor(
        key: string,
        { instance, group, user }: DirectoryMembershipArgs,
        opts: pulumi.CustomResourceOptions = {},
        history: DirectoryHistory = {},
    ) {
        super(
            key,
            { identityStoreId: instance.identityStoreId, groupId: group, memberId: user, region: instance.region },
            pulumi.mergeOptions(imported(instance, history), opts),
        );
    }
}

function imported(
    { identityStoreId }: DirectoryInstance,
    { importId }: DirectoryHistory,
): pulumi.CustomResourceOptions {
    return importId === undefined ? {} : { import: `${identityStoreId}/${importId}` };
}
