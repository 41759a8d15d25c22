import * as pulumi from "@pulumi/pulumi";
import { OwnResource } from "../ownResource";
import { SECURITY_TYPES } from "../typeTokens";
import type { SharedAccount } from "./sharedAccount";

/** An account that a service shall watch. */
export interface MemberAccount {
    /** Twelve digits. */
    readonly id: pulumi.Input<string>;
    /** The root user's e-mail, which GuardDuty and Macie ask for. */
    readonly email: pulumi.Input<string>;
}

export interface ServiceMembersArgs {
    readonly service: "guardduty" | "inspector2" | "macie2";
    readonly region: string;
    /** The account that administers the service for the organisation. Its own provider is not used: the calls assume its role. */
    readonly administrator: Pick<SharedAccount, "id" | "roleArn">;
    readonly accounts: readonly MemberAccount[];
    /** Of GuardDuty: the administrator's detector. */
    readonly detectorId?: pulumi.Input<string>;
    /** Of Inspector: AWS's names of what is scanned, such as `EC2`. */
    readonly resourceTypes?: readonly string[];
}

/**
 * The accounts that a service for detection watches in a region: one resource for all of them. What the services do by themselves for new
 * accounts, it does at once for those that exist, in as few calls as AWS allows, and it keeps what it has done if AWS refuses some.
 *
 * When it is deleted, the service ends in the accounts, so that it is no longer billed there.
 */
export class ServiceMembers extends OwnResource {
    constructor(name: string, args: ServiceMembersArgs, opts: pulumi.CustomResourceOptions = {}) {
        const { service, region, administrator, accounts, detectorId, resourceTypes } = args;
        super(
            SECURITY_TYPES.members,
            "serviceMembers",
            name,
            {
                service,
                region,
                administratorId: administrator.id,
                roleArn: administrator.roleArn,
                accounts: pulumi
                    .all(accounts.map(({ id, email }) => ({ id, email })))
                    .apply((all) => [...all].sort((one, two) => (one.id < two.id ? -1 : 1))),
                ...(detectorId !== undefined && { detectorId }),
                ...(resourceTypes && { resourceTypes: [...resourceTypes].sort() }),
            },
            opts,
        );
    }
}
