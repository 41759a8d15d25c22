import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { importOption, type DelegationHistory } from "./delegationHistory";

export interface CentralRootAccessArgs {
    /** AWS's names: `RootCredentialsManagement`, `RootSessions`. At least one. */
    readonly features: readonly string[];
}

/**
 * Lets the management account remove the root credentials of members, and act as their root user for single tasks. IAM needs access to the
 * organisation (`iam.amazonaws.com`). The features change in place; deleting it disables them.
 *
 * @param history the import id is the organisation's, `o-...`.
 */
export class CentralRootAccess extends iam.OrganizationsFeatures {
    constructor(
        name: string,
        { features }: CentralRootAccessArgs,
        opts: pulumi.CustomResourceOptions = {},
        history: DelegationHistory = {},
    ) {
        super(name, { enabledFeatures: [...features] }, { ...opts, ...importOption(history) });
    }
}
