import * as guardduty from "@pulumi/aws/guardduty";
import * as pulumi from "@pulumi/pulumi";
import { SECURITY_TYPES } from "../typeTokens";
import { ServiceMembers, type MemberAccount } from "./serviceMembers";
import { waitedFor, type SharedAccount } from "./sharedAccount";

export interface ThreatDetectionArgs {
    /** The account that administers GuardDuty for the organisation. */
    readonly audit: SharedAccount;
    readonly regions: readonly string[];
    /** What GuardDuty watches besides calls, network and DNS. */
    readonly protections: readonly Protection[];
    /** All accounts of the organisation but `audit` and the management account. They become members at once. */
    readonly members: readonly MemberAccount[];
    readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
}

export type Protection = "s3" | "eks" | "malware" | "rds" | "lambda";

/** What AWS has already. */
export interface ThreatDetectionHistory {
    /** Ids of detectors that this run imports, by `audit eu-central-1` or `management eu-central-1`. Leave them out in later runs. */
    readonly detectors?: ReadonlyMap<string, string>;
    /** By region, the id of the account that administers GuardDuty in AWS already: `audit`, which this run imports. */
    readonly administrators?: ReadonlyMap<string, string>;
}

/** AWS's names of the protections. */
const FEATURES: Readonly<Record<Protection, string>> = {
    s3: "S3_DATA_EVENTS",
    eks: "EKS_AUDIT_LOGS",
    malware: "EBS_MALWARE_PROTECTION",
    rds: "RDS_LOGIN_EVENTS",
    lambda: "LAMBDA_NETWORK_LOGS",
};

/**
 * GuardDuty in all accounts of the organisation, administered by one account, in each region. New accounts are members as soon as they
 * exist. Those that exist are made members at once, because AWS takes up to 24 hours for them.
 *
 * The detectors exist before the administrator is appointed: AWS would make one in its account, which this program could not create then.
 */
export class ThreatDetection extends pulumi.ComponentResource {
    constructor(
        name: string,
        args: ThreatDetectionArgs,
        opts: pulumi.ComponentResourceOptions = {},
        history: ThreatDetectionHistory = {},
    ) {
        super(SECURITY_TYPES.threatDetection, name, {}, opts);
        const waiting = waitedFor(opts);
        for (const region of args.regions) this.#region(region, args, history, waiting);
        this.registerOutputs({ audit: args.audit.id });
    }

    #region(
        region: string,
        args: ThreatDetectionArgs,
        history: ThreatDetectionHistory,
        waiting: pulumi.Input<pulumi.Resource>[],
    ): void {
        const { audit, protections } = args;
        const inAudit = { parent: this, provider: audit.provider };
        const own = this.#detector("audit", region, args, history, inAudit);
        const management = this.#detector("management", region, args, history, { parent: this });
        const appointed = history.administrators?.get(region);
        const administrator = new guardduty.OrganizationAdminAccount(
            region,
            { adminAccountId: audit.id, region },
            {
                parent: this,
                dependsOn: [own, management, ...waiting],
                ...(appointed !== undefined && { import: `${appointed}@${region}` }),
            },
        );
        const configuration = new guardduty.OrganizationConfiguration(
            region,
            { detectorId: own.id, region, autoEnableOrganizationMembers: "ALL" },
            { ...inAudit, dependsOn: [administrator] },
        );
        const features = (Object.keys(FEATURES) as Protection[]).flatMap((protection) => {
            const isOn = protections.includes(protection);
            const feature = { detectorId: own.id, region, name: FEATURES[protection] };
            const ofOrganization = new guardduty.OrganizationConfigurationFeature(
                `${protection} ${region}`,
                { ...feature, autoEnable: isOn ? "ALL" : "NONE" },
                { ...inAudit, dependsOn: [configuration] },
            );
            // The organisation's configuration does not reach the account that administers it.
            const ofAudit = new guardduty.DetectorFeature(
                `${protection} ${region}`,
                { ...feature, status: isOn ? "ENABLED" : "DISABLED" },
                { ...inAudit, dependsOn: [ofOrganization] },
            );
            return [ofOrganization, ofAudit];
        });
        new ServiceMembers(
            `guardduty ${region}`,
            { service: "guardduty", region, administrator: audit, accounts: args.members, detectorId: own.id },
            { parent: this, dependsOn: [configuration, ...features] },
        );
    }

    #detector(
        of: "audit" | "management",
        region: string,
        { tags }: ThreatDetectionArgs,
        { detectors }: ThreatDetectionHistory,
        opts: pulumi.CustomResourceOptions,
    ): guardduty.Detector {
        const importId = detectors?.get(`${of} ${region}`);
        return new guardduty.Detector(
            `${of} ${region}`,
            { region, enable: true, tags: { ...tags } },
            {
                ...opts,
                ...(importId !== undefined && {
                    import: `${importId}@${region}`,
                    ignoreChanges: ["tags", "enable", "findingPublishingFrequency", "datasources"],
                }),
            },
        );
    }
}
