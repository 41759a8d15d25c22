import * as organizations from "@pulumi/aws/organizations";
import * as pulumi from "@pulumi/pulumi";
import type { PolicyType } from "../limits";
import { AllFeatures, type AllFeaturesArgs } from "./allFeaturesChange";
import type { OrganizationRoot } from "./guardedNode";
import { guardNode, type Guardrails } from "./guardrailAttachment";
import { TYPES } from "./typeTokens";

/** The settings of an organisation that can change. */
export type OrganizationSetting = "featureSet" | "policyTypes" | "serviceAccess";

/** The AWS provider's names of the settings. */
const PROPERTIES: Readonly<Record<OrganizationSetting, string>> = {
    featureSet: "featureSet",
    policyTypes: "enabledPolicyTypes",
    serviceAccess: "awsServiceAccessPrincipals",
};

export interface OrganizationArgs {
    /**
     * `CONSOLIDATED_BILLING` is one bill and nothing else: no policies, no services, no closing of accounts. There is no way back from
     * `ALL`. Default: `ALL`
     */
    readonly featureSet?: "ALL" | "CONSOLIDATED_BILLING";
    /** The types of policy that can be attached. Default: `SERVICE_CONTROL_POLICY`; none with consolidated billing */
    readonly policyTypes?: readonly PolicyType[];
    /**
     * Service principals that may work with the organisation, such as `cloudtrail.amazonaws.com`. Those of an existing organisation that
     * are not named lose their access, unless `history.unchanged` says otherwise. Default: none
     */
    readonly serviceAccess?: readonly string[];
    /**
     * What is attached to the root, where it binds every account. It is a function because a policy is made in an organisation:
     * `(organization) => ["deny-root-user", new GuardrailPolicy("regions", { organization, ... })]`. Default: none
     */
    readonly guardrails?: (organization: Organization) => Guardrails;
    /** false: AWS's FullAWSAccess is detached from the root, and `guardrails` are an allow list in its place. Default: true */
    readonly fullAccess?: boolean;
}

/** What earlier runs or AWS have already done to an organisation. A new organisation needs none of it. */
export interface OrganizationHistory {
    /** The id (o-...) of an existing organisation that this run imports instead of creating one. Leave it out in later runs. */
    readonly importId?: string;
    /**
     * Settings that stay as AWS has them, whatever the arguments say. A refresh in the same run may find more enabled than the arguments
     * name, and the AWS provider would disable that.
     */
    readonly unchanged?: readonly OrganizationSetting[];
    /** The change from consolidated billing to all features, if it is under way. It is made before anything else. */
    readonly allFeatures?: AllFeaturesArgs;
}

/**
 * The organisation with its root. Each management account has at most one; the credentials in use decide which.
 *
 * It is protected: deleting it would end every guardrail, and AWS refuses that while there are accounts.
 */
export class Organization extends pulumi.ComponentResource implements OrganizationRoot {
    /** `o-...` */
    readonly id: pulumi.Output<string>;
    readonly arn: pulumi.Output<string>;
    /** `r-...`: the parent of the units of the first level. */
    readonly rootId: pulumi.Output<string>;
    /** Twelve digits. */
    readonly managementAccountId: pulumi.Output<string>;
    readonly resource: organizations.Organization;
    readonly key = "root";
    readonly guards: readonly pulumi.Resource[];

    constructor(
        name: string,
        args: OrganizationArgs = {},
        opts: pulumi.ComponentResourceOptions = {},
        history: OrganizationHistory = {},
    ) {
        super(TYPES.organization, name, {}, opts);
        const { featureSet = "ALL", serviceAccess = [] } = args;
        const { policyTypes = featureSet === "ALL" ? ["SERVICE_CONTROL_POLICY"] : [] } = args;
        const allFeatures = history.allFeatures && new AllFeatures(name, history.allFeatures, { parent: this });
        this.resource = new organizations.Organization(
            name,
            {
                featureSet,
                ...(policyTypes.length > 0 && { enabledPolicyTypes: [...policyTypes] }),
                ...(serviceAccess.length > 0 && { awsServiceAccessPrincipals: [...serviceAccess] }),
            },
            {
                parent: this,
                protect: opts.protect ?? true,
                dependsOn: allFeatures ? [allFeatures] : [],
                ignoreChanges: (history.unchanged ?? []).map((setting) => PROPERTIES[setting]),
                ...(history.importId !== undefined && { import: history.importId }),
            },
        );
        this.id = this.resource.id;
        this.arn = this.resource.arn;
        this.managementAccountId = this.resource.masterAccountId;
        this.rootId = this.resource.roots.apply(([root]) => {
            if (!root)
                throw new pulumi.RunError("AWS names no root for the organisation: run `pulumi refresh` and try again");
            return root.id;
        });
        this.guards = guardNode(this, this, args.guardrails?.(this), args.fullAccess);
        this.registerOutputs({
            id: this.id,
            arn: this.arn,
            rootId: this.rootId,
            managementAccountId: this.managementAccountId,
        });
    }

    get organization(): this {
        return this;
    }

    get nodeId(): pulumi.Output<string> {
        return this.rootId;
    }
}
