import * as securityhub from "@pulumi/aws/securityhub";
import * as pulumi from "@pulumi/pulumi";
import { SECURITY_TYPES } from "../typeTokens";
import { partitionOf, waitedFor, type SecuredOrganization, type SharedAccount } from "./sharedAccount";

export interface SecurityPostureArgs {
    readonly organization: SecuredOrganization;
    /** The account that administers Security Hub for the organisation. */
    readonly audit: SharedAccount;
    /** The first is Security Hub's home region: findings of all others are collected there. */
    readonly regions: readonly [string, ...string[]];
    readonly standards: readonly SecurityStandard[];
    /** Ids of controls that are not checked, such as `IAM.6`. Default: none */
    readonly disabledControls?: readonly string[];
}

export type SecurityStandard = "foundational" | "cis" | "nist" | "pci" | "tagging";

/** What AWS has already. */
export interface SecurityPostureHistory {
    /** Security Hub is on in `audit` already: this run imports it, by the account's id. */
    readonly importAccount?: string;
    /** `audit` administers it already: its id. */
    readonly importAdministrator?: string;
    /** The ARN of a finding aggregator in the home region. */
    readonly importAggregator?: string;
}

/** The paths of the standards in their ARNs. */
const STANDARDS: Readonly<Record<SecurityStandard, string>> = {
    foundational: "aws-foundational-security-best-practices/v/1.0.0",
    cis: "cis-aws-foundations-benchmark/v/3.0.0",
    nist: "nist-800-53/v/5.0.0",
    pci: "pci-dss/v/4.0.1",
    tagging: "aws-resource-tagging-standard/v/1.0.0",
};

/**
 * Security Hub in all accounts by central configuration: one policy for the whole organisation, which AWS applies to accounts that exist
 * and to new ones, in all the regions.
 */
export class SecurityPosture extends pulumi.ComponentResource {
    constructor(
        name: string,
        args: SecurityPostureArgs,
        opts: pulumi.ComponentResourceOptions = {},
        history: SecurityPostureHistory = {},
    ) {
        super(SECURITY_TYPES.securityPosture, name, {}, opts);
        const { audit } = args;
        const [region, ...linked] = args.regions;
        const inAudit = { parent: this, provider: audit.provider };
        const ownImport = (id: string | undefined): { readonly import?: string } =>
            id === undefined ? {} : { import: `${id}@${region}` };
        // AWS would turn it on in the account that is appointed, with standards that nobody chose.
        const own = new securityhub.Account(
            name,
            {
                region,
                enableDefaultStandards: false,
                autoEnableControls: true,
                controlFindingGenerator: "SECURITY_CONTROL",
            },
            {
                ...inAudit,
                ...ownImport(history.importAccount),
                // AWS does not say with which standards it was turned on.
                ignoreChanges: [
                    "enableDefaultStandards",
                    ...(history.importAccount === undefined ? [] : ["autoEnableControls", "controlFindingGenerator"]),
                ],
            },
        );
        const administrator = new securityhub.OrganizationAdminAccount(
            name,
            { adminAccountId: audit.id, region },
            { parent: this, dependsOn: [own, ...waitedFor(opts)], ...ownImport(history.importAdministrator) },
        );
        const aggregator = new securityhub.FindingAggregator(
            name,
            linked.length === 0
                ? { region, linkingMode: "NO_REGIONS" }
                : { region, linkingMode: "SPECIFIED_REGIONS", specifiedRegions: linked },
            {
                ...inAudit,
                dependsOn: [administrator],
                ...ownImport(history.importAggregator),
                ...(history.importAggregator !== undefined && { ignoreChanges: ["linkingMode", "specifiedRegions"] }),
            },
        );
        this.#central(name, region, args, aggregator);
        this.registerOutputs({ audit: audit.id, homeRegion: region });
    }

    /** Central configuration, and the one policy of the organisation. */
    #central(name: string, region: string, args: SecurityPostureArgs, aggregator: pulumi.Resource): void {
        const { organization, audit } = args;
        const inAudit = { parent: this, provider: audit.provider };
        const configuration = new securityhub.OrganizationConfiguration(
            name,
            {
                region,
                autoEnable: false,
                autoEnableStandards: "NONE",
                organizationConfiguration: { configurationType: "CENTRAL" },
            },
            { ...inAudit, dependsOn: [aggregator] },
        );
        const policy = new securityhub.ConfigurationPolicy(
            name,
            {
                region,
                name: "organization",
                description: "What Security Hub checks in every account",
                configurationPolicy: {
                    serviceEnabled: true,
                    enabledStandardArns: organization.arn.apply((arn) =>
                        [...args.standards].sort().map((standard) => standardArn(standard, region, partitionOf(arn))),
                    ),
                    securityControlsConfiguration: {
                        disabledControlIdentifiers: [...(args.disabledControls ?? [])].sort(),
                    },
                },
            },
            { ...inAudit, dependsOn: [configuration] },
        );
        new securityhub.ConfigurationPolicyAssociation(
            name,
            { region, policyId: policy.id, targetId: organization.rootId },
            inAudit,
        );
    }
}

function standardArn(standard: SecurityStandard, region: string, partition: string): string {
    return `arn:${partition}:securityhub:${region}::standards/${STANDARDS[standard]}`;
}
