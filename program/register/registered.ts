import type * as pulumi from "@pulumi/pulumi";
import type { Account, GuardrailPolicy, Invitation, Organization, OrganizationalUnit } from "../../components";

/** The components of a run that are the organisation itself, by their keys in the definition. */
export interface RegisteredOrganization {
    readonly organization: Organization;
    readonly policies: ReadonlyMap<string, GuardrailPolicy>;
    readonly units: ReadonlyMap<string, OrganizationalUnit>;
    readonly accounts: ReadonlyMap<string, Account>;
    readonly invitations: ReadonlyMap<string, Invitation>;
    /**
     * The delegated administrators, by service and the account's key: `sso.amazonaws.com@audit`. The feature that registers them adds them,
     * and features after it in the list may wait for them.
     */
    readonly administrators: Map<string, pulumi.Resource>;
}

/** Everything that a run has registered. */
export interface Registered extends RegisteredOrganization {
    /** What the features show in the stack's outputs, by name. */
    readonly featureOutputs: FeatureOutputs;
}

export type FeatureOutputs = Readonly<Record<string, pulumi.Input<unknown>>>;
