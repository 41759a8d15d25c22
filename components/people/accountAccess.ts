import * as pulumi from "@pulumi/pulumi";
import { OwnResource } from "../ownResource";
import { PEOPLE_TYPES } from "../typeTokens";
import type { DirectoryInstance } from "./directoryInstance";
import type { PermissionSet } from "./permissionSet";

export interface AccountAccessArgs {
    readonly instance: DirectoryInstance;
    readonly permissionSet: PermissionSet;
    readonly principal: {
        readonly type: "USER" | "GROUP";
        readonly id: pulumi.Input<string>;
        /** For messages: `group developers-shop`. */
        readonly label: string;
    };
    /** Ids of accounts. */
    readonly accounts: readonly pulumi.Input<string>[];
}

/**
 * The accounts in which a user or group has a permission set: one resource for all of them. It gives and takes away in parallel, within
 * AWS's limits, and keeps what it has done if AWS refuses some.
 */
export class AccountAccess extends OwnResource {
    /** @param key must never change: another key gives the access anew. */
    constructor(key: string, args: AccountAccessArgs, opts: pulumi.CustomResourceOptions = {}) {
        const { instance, permissionSet, principal, accounts } = args;
        super(
            PEOPLE_TYPES.access,
            "accountAccess",
            key,
            {
                instanceArn: instance.arn,
                region: instance.region,
                // Its id is its ARN, and is known in a preview in which its policies change. The output is not, and would show a replacement.
                permissionSetArn: permissionSet.id,
                permissionSet: permissionSet.setName,
                principalType: principal.type,
                principalId: principal.id,
                principal: principal.label,
                accounts: pulumi.all([...accounts]).apply((ids) => [...ids].sort()),
            },
            opts,
        );
    }
}
