import * as cfg from "@pulumi/aws/cfg";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { SECURITY_TYPES } from "../typeTokens";
import { serviceTrust } from "./policies/serviceTrust";
import { partitionOf, waitedFor, type SecuredOrganization, type SharedAccount } from "./sharedAccount";

export interface ConfigAggregationArgs {
    readonly organization: SecuredOrganization;
    /** The account in which the aggregator is. AWS Config must have it as a delegated administrator (`config.amazonaws.com`). */
    readonly audit: SharedAccount;
    readonly region: string;
    readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * Collects what AWS Config records in all accounts and regions of the organisation in one account, which can then be asked for it. It
 * records nothing itself: each account needs a recorder. It is free.
 */
export class ConfigAggregation extends pulumi.ComponentResource {
    readonly aggregator: pulumi.Output<string>;

    constructor(name: string, args: ConfigAggregationArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super(SECURITY_TYPES.configAggregation, name, {}, opts);
        const { organization, audit, region, tags } = args;
        const inAudit = { parent: this, provider: audit.provider };
        const role = new iam.Role(
            name,
            {
                name: "aws-organization-config-aggregator",
                description: "AWS Config lists the organisation's accounts with it",
                assumeRolePolicy: pulumi.output(audit.id).apply((id) => serviceTrust("config.amazonaws.com", id)),
                tags: { ...tags },
            },
            inAudit,
        );
        const rights = new iam.RolePolicyAttachment(
            name,
            {
                role: role.name,
                policyArn: organization.arn.apply(
                    (arn) => `arn:${partitionOf(arn)}:iam::aws:policy/service-role/AWSConfigRoleForOrganizations`,
                ),
            },
            inAudit,
        );
        const aggregator = new cfg.ConfigurationAggregator(
            name,
            {
                name: "organization",
                region,
                organizationAggregationSource: { allRegions: true, roleArn: role.arn },
                tags: { ...tags },
            },
            { ...inAudit, dependsOn: [rights, ...waitedFor(opts)] },
        );
        this.aggregator = aggregator.name;
        this.registerOutputs({ aggregator: this.aggregator, audit: audit.id, homeRegion: region });
    }
}
