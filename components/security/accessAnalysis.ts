import * as accessanalyzer from "@pulumi/aws/accessanalyzer";
import * as pulumi from "@pulumi/pulumi";
import { SECURITY_TYPES } from "../typeTokens";
import { waitedFor, type SharedAccount } from "./sharedAccount";

export interface AccessAnalysisArgs {
    /** The account that administers IAM Access Analyzer for the organisation (`access-analyzer.amazonaws.com`). */
    readonly audit: SharedAccount;
    /** The first has the analyser of unused access, which looks at IAM and needs no second region. */
    readonly regions: readonly [string, ...string[]];
    /** Access that nobody has used for this number of days is reported, 1 to 365. AWS bills it by role and user. Absent: it is not looked for. */
    readonly unusedAccessDays?: number;
    readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * IAM Access Analyzer over the whole organisation: what somebody outside of it can reach, in each region, and access that nobody uses.
 * It needs nothing in the accounts, so it sees those that exist and new ones.
 */
export class AccessAnalysis extends pulumi.ComponentResource {
    constructor(name: string, args: AccessAnalysisArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super(SECURITY_TYPES.accessAnalysis, name, {}, opts);
        const { audit, regions, unusedAccessDays, tags } = args;
        const inAudit = { parent: this, provider: audit.provider, dependsOn: waitedFor(opts) };
        for (const region of regions) {
            new accessanalyzer.Analyzer(
                region,
                { region, analyzerName: "organization", type: "ORGANIZATION", tags: { ...tags } },
                inAudit,
            );
        }
        if (unusedAccessDays !== undefined) {
            new accessanalyzer.Analyzer(
                "unused-access",
                {
                    region: regions[0],
                    analyzerName: "organization-unused-access",
                    type: "ORGANIZATION_UNUSED_ACCESS",
                    configuration: { unusedAccess: { unusedAccessAge: unusedAccessDays } },
                    tags: { ...tags },
                },
                inAudit,
            );
        }
        this.registerOutputs({ audit: audit.id, homeRegion: regions[0] });
    }
}
