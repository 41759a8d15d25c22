import * as organizations from "@pulumi/aws/organizations";
import * as pulumi from "@pulumi/pulumi";
import type { PolicyType } from "../limits";
import type { GuardrailPolicy } from "./guardrailPolicy";
import { AllFeatures, type AllFeaturesArgs } from "./allFeatures";
import { detachFullAccess } from "./fullAccess";
import { attach } from "./guardrailPolicy";
import { TYPES } from "./types";

/** What can be changed of an organisation. */
export type OrganizationSetting = "featureSet" | "policyTypes" | "serviceAccess";

/** The names that the AWS provider has for them. */
const PROPERTIES: Readonly<Record<OrganizationSetting, string>> = {
    featureSet: "featureSet",
    policyTypes: "enabledPolicyTypes",
    serviceAccess: "awsServiceAccessPrincipals",
};

export interface OrganizationArgs {
    /** `ALL`, or `CONSOLIDATED_BILLING`: one bill, and neither policies nor services. The way back from ALL is closed. */
    readonly featureSet: "ALL" | "CONSOLIDATED_BILLING";
    /** The types of policy that can be attached; enabled before any policy is made. */
    readonly policyTypes: readonly PolicyType[];
    /** Service principals that may work with the organisation. */
    readonly serviceAccess: readonly string[];
    /**
     * What stays as AWS has it. A refresh in the same run may find more enabled than is given here, and the AWS provider would
     * disable that.
     */
    readonly unchanged?: readonly OrganizationSetting[];
    /** For one that has consolidated billing so far: the change to all features, which is made before anything else. */
    readonly allFeatures?: AllFeaturesArgs;
    /** The id of an organisation that exists already and is taken over instead of being created. */
    readonly id?: string;
}

/**
 * The organisation, with its root. There is one for each management account; the credentials in use choose which.
 *
 * It is protected: deleting it would end every guardrail, and AWS refuses while there are accounts.
 */
export class Organization extends pulumi.ComponentResource {
    /** `o-...` */
    readonly id: pulumi.Output<string>;
    readonly arn: pulumi.Output<string>;
    /** `r-...`: the parent of the units of the first level. */
    readonly rootId: pulumi.Output<string>;
    /** Twelve digits. */
    readonly managementAccountId: pulumi.Output<string>;
    /** What a policy waits for: its type is enabled by then. */
    readonly resource: organizations.Organization;
    /** The attachments to the root. */
    guarded: readonly pulumi.Resource[] = [];

    constructor(name: string, args: OrganizationArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPES.organization, name, {}, opts);
        const allFeatures = args.allFeatures && new AllFeatures(name, args.allFeatures, this);
        this.resource = new organizations.Organization(
            name,
            {
                featureSet: args.featureSet,
                ...(args.policyTypes.length > 0 && { enabledPolicyTypes: [...args.policyTypes] }),
                ...(args.serviceAccess.length > 0 && { awsServiceAccessPrincipals: [...args.serviceAccess] }),
            },
            {
                parent: this,
                protect: true,
                dependsOn: allFeatures ? [allFeatures] : [],
                ignoreChanges: (args.unchanged ?? []).map((setting) => PROPERTIES[setting]),
                ...(args.id !== undefined && { import: args.id }),
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
        this.registerOutputs({
            id: this.id,
            arn: this.arn,
            rootId: this.rootId,
            managementAccountId: this.managementAccountId,
        });
    }

    /**
     * Attaches policies to the root, where they bind every account (service and resource control policies spare the
     * management account).
     *
     * @param attached those of them that are attached already and are taken over: by the policy's key the attachment's id.
     * @param fullAccess AWS's FullAWSAccess stays attached; otherwise the policies are an allow list in its place.
     */
    guard(policies: readonly GuardrailPolicy[], attached?: ReadonlyMap<string, string>, fullAccess = true): void {
        const attachments = policies.map((policy) => attach(policy, "root", this.rootId, this, attached));
        this.guarded = fullAccess
            ? attachments
            : [...attachments, detachFullAccess("root", this.rootId, attachments, this)];
    }
}
