import * as macie2 from "@pulumi/aws/macie2";
import * as pulumi from "@pulumi/pulumi";
import { SECURITY_TYPES } from "../typeTokens";
import { ServiceMembers, type MemberAccount } from "./serviceMembers";
import { waitedFor, type SharedAccount } from "./sharedAccount";

export interface DataDiscoveryArgs {
    /** The account that administers Macie for the organisation. */
    readonly audit: SharedAccount;
    readonly regions: readonly string[];
    /** All accounts of the organisation but `audit` and the management account. */
    readonly members: readonly MemberAccount[];
}

/** What AWS has already. */
export interface DataDiscoveryHistory {
    /** By region, the id of `audit` where Macie is on already, which this run imports. */
    readonly sessions?: ReadonlyMap<string, string>;
    /** By region, the id of `audit` where it administers Macie already. */
    readonly administrators?: ReadonlyMap<string, string>;
}

/**
 * Macie in all accounts of the organisation, in each region: it looks for sensitive data in S3. AWS turns it on in new accounts only; this
 * component does so in those that exist.
 */
export class DataDiscovery extends pulumi.ComponentResource {
    constructor(
        name: string,
        { audit, regions, members }: DataDiscoveryArgs,
        opts: pulumi.ComponentResourceOptions = {},
        { sessions, administrators }: DataDiscoveryHistory = {},
    ) {
        super(SECURITY_TYPES.dataDiscovery, name, {}, opts);
        const inAudit = { parent: this, provider: audit.provider };
        for (const region of regions) {
            const session = sessions?.get(region);
            const own = new macie2.Account(
                region,
                { region, status: "ENABLED" },
                {
                    ...inAudit,
                    ...(session !== undefined && {
                        import: `${session}@${region}`,
                        ignoreChanges: ["status", "findingPublishingFrequency"],
                    }),
                },
            );
            const appointed = administrators?.get(region);
            const administrator = new macie2.OrganizationAdminAccount(
                region,
                { adminAccountId: audit.id, region },
                {
                    parent: this,
                    dependsOn: [own, ...waitedFor(opts)],
                    ...(appointed !== undefined && { import: `${appointed}@${region}` }),
                },
            );
            const configuration = new macie2.OrganizationConfiguration(
                region,
                { region, autoEnable: true },
                { ...inAudit, dependsOn: [administrator] },
            );
            new ServiceMembers(
                `macie ${region}`,
                { service: "macie2", region, administrator: audit, accounts: members },
                { parent: this, dependsOn: [configuration] },
            );
        }
        this.registerOutputs({ audit: audit.id });
    }
}
