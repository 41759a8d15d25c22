import { Provider } from "@pulumi/aws/provider";
import type * as pulumi from "@pulumi/pulumi";
import type { Organization } from "../organization";

/** An account of the organisation in which other accounts have something, such as the log archive. */
export interface SharedAccount {
    /** Twelve digits. */
    readonly id: pulumi.Input<string>;
    /** The role by which the provider works in the account. */
    readonly roleArn: pulumi.Input<string>;
    /** Works in the account. */
    readonly provider: pulumi.ProviderResource;
}

/** What all components for security are told of the organisation. */
export type SecuredOrganization = Pick<Organization, "id" | "arn" | "managementAccountId" | "rootId">;

/** The settings of a provider of AWS, as Pulumi keeps them: everything that is not text as JSON. */
export type ProviderSettings = Readonly<Record<string, pulumi.Input<unknown>>>;

/** Settings that say which account the stack's credentials may be for. The provider of another account has another id. */
const OF_THE_STACKS_ACCOUNT = ["allowedAccountIds", "forbiddenAccountIds"];

/**
 * A provider that works in an account of the organisation: the stack's settings, and after all roles that those assume, one more. Pulumi
 * starts a process of the AWS provider for it, which takes seconds and hundreds of MB (docs/security.md has the figures).
 *
 * @param name never changes: resources remember it.
 * @param settings the stack's settings of `aws:`, with values instead of JSON.
 */
export function accountProvider(
    name: string,
    settings: ProviderSettings,
    roleArn: pulumi.Input<string>,
    opts: pulumi.CustomResourceOptions,
): Provider {
    const { assumeRole, assumeRoles, ...others } = settings;
    const earlier = [assumeRoles ?? assumeRole ?? []].flat();
    const kept = Object.entries(others).filter(([key]) => !OF_THE_STACKS_ACCOUNT.includes(key));
    return new Provider(
        name,
        {
            ...Object.fromEntries(kept),
            assumeRoles: [...earlier, { roleArn, sessionName: "aws-organization" }] as never,
        },
        opts,
    );
}

/** What a component waits for. Pulumi does not have its children wait for it by itself. */
export function waitedFor({ dependsOn }: pulumi.ComponentResourceOptions): pulumi.Input<pulumi.Resource>[] {
    return dependsOn === undefined ? [] : Array.isArray(dependsOn) ? dependsOn : [dependsOn as pulumi.Resource];
}

/** `aws`, `aws-cn`. */
export function partitionOf(arn: string): string {
    return arn.split(":")[1] ?? "aws";
}
