import type * as pulumi from "@pulumi/pulumi";
import { OwnResource } from "../ownResource";
import { PEOPLE_TYPES } from "../typeTokens";
import type { DirectoryInstance } from "./directoryInstance";

export interface PermissionSetArgs {
    readonly instance: DirectoryInstance;
    /** Up to 32 characters. AWS cannot rename a permission set: another name replaces it, and everybody who has it is signed out. */
    readonly name: string;
    /** Default: none */
    readonly description?: string;
    /** 60 to 720. Default: 60 */
    readonly sessionMinutes?: number;
    /** Where people land after they sign in. Default: the console's home */
    readonly relayState?: string;
    /** Names of AWS-managed policies with their path: `ReadOnlyAccess`, `job-function/Billing`. */
    readonly managedPolicies?: readonly string[];
    /** Policies that every account must have where the set is used. */
    readonly customerManagedPolicies?: readonly { readonly name: string; readonly path: string }[];
    /** JSON. Default: none */
    readonly inlinePolicy?: string;
    /** The most that it allows: a policy of AWS by its name, or one that every account must have. Default: none */
    readonly boundary?:
        | { readonly kind: "aws"; readonly policy: string }
        | { readonly kind: "customer"; readonly policy: { readonly name: string; readonly path: string } };
    readonly tags?: Readonly<Record<string, string>>;
    /** It may allow everything. The policy pack refuses that of all others. Default: false */
    readonly isBreakGlass?: boolean;
}

/** What AWS has already. A new permission set needs none of it. */
export interface PermissionSetHistory {
    /** The ARN of an existing one that is taken over: what differs is changed in place. It may stay in later runs. */
    readonly takenOver?: string;
}

/**
 * A permission set of IAM Identity Center with its policies. AWS makes a role of it in every account where somebody has it, within minutes.
 *
 * It is a resource of our own, because the AWS provider has one for each policy, and AWS provisions all accounts anew after each
 * (https://github.com/hashicorp/terraform-provider-aws/issues/43212). This one provisions once for all changes.
 */
export class PermissionSet extends OwnResource {
    declare readonly arn: pulumi.Output<string>;
    readonly setName: string;

    /** @param key must never change: another key makes another permission set. */
    constructor(
        key: string,
        args: PermissionSetArgs,
        opts: pulumi.CustomResourceOptions = {},
        { takenOver }: PermissionSetHistory = {},
    ) {
        const { instance, boundary, isBreakGlass = false } = args;
        super(
            PEOPLE_TYPES.permissionSet,
            "permissionSet",
            key,
            {
                instanceArn: instance.arn,
                region: instance.region,
                name: args.name,
                description: args.description ?? "",
                sessionMinutes: args.sessionMinutes ?? 60,
                relayState: args.relayState ?? "",
                managedPolicies: [...(args.managedPolicies ?? [])].sort(),
                customerManagedPolicies: (args.customerManagedPolicies ?? []).map(({ name, path }) => ({ name, path })),
                inlinePolicy: args.inlinePolicy ?? "",
                ...(boundary && { boundary }),
                tags: { ...args.tags },
                isBreakGlass,
                ...(takenOver !== undefined && { takenOver }),
                arn: undefined,
            },
            opts,
        );
        this.setName = args.name;
    }
}
