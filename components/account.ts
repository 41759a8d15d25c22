import * as organizations from "@pulumi/aws/organizations";
import * as pulumi from "@pulumi/pulumi";
import type { GuardedNode, OrganizationParent } from "./guardedNode";
import { guardNode, policiesFor, type Guardrails } from "./guardrailAttachment";
import { TYPES } from "./typeTokens";

export interface AccountArgs {
    /** The account's unit, or the organisation for an account in the root. Another parent moves the account in place. */
    readonly parent: OrganizationParent;
    /** The root user's e-mail, 6 to 64 characters. It belongs to one account of all of AWS. Another e-mail replaces the account. */
    readonly email: pulumi.Input<string>;
    /** The account's name in AWS, at most 50 characters. It changes in place. Default: the key */
    readonly name?: pulumi.Input<string>;
    /**
     * The role that AWS creates in a new account, and that the management account assumes to work in it. Another name replaces the account.
     * Default: `OrganizationAccountAccessRole`
     */
    readonly roleName?: pulumi.Input<string>;
    readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
    /** What is attached to the account itself. Default: none */
    readonly guardrails?: Guardrails;
    /** false: AWS's FullAWSAccess is detached from the account, and `guardrails` are an allow list in its place. Default: true */
    readonly fullAccess?: boolean;
    /**
     * - `active`: protected.
     * - `quarantined`: protected as well. The policy that quarantines it is among its guardrails.
     * - `closing`: unprotected, and closed by AWS when it is deleted from the program.
     * - `leaving`: unprotected, and removed from the organisation, open, when it is deleted from the program.
     *
     * Default: `active`
     */
    readonly state?: "active" | "quarantined" | "closing" | "leaving";
}

/** What earlier runs or AWS have already done to an account. A new account needs none of it. */
export interface AccountHistory {
    /** The id (twelve digits) of an account of the organisation that this run imports instead of creating one. Leave it out in later runs. */
    readonly importId?: string;
    /**
     * The account was imported, now or in an earlier run. AWS does not say which role an account was created with, so Pulumi does not
     * compare `roleName`: a difference would replace the account.
     */
    readonly isImported?: boolean;
    /** AWS already has the account in `parent`, but the state has it elsewhere. This run does not move it. */
    readonly isMoved?: boolean;
    /** The account may be replaced by a new one, so it is not protected. It is then removed from the organisation, open, and not closed. */
    readonly isReplaceable?: boolean;
}

/**
 * An account of the organisation. It is protected: Pulumi refuses to delete or replace it, unless its state is `closing` or `leaving`, or
 * its history says that it may be replaced.
 *
 * - It is created or moved after everything that guards its parent is attached and its own policies exist.
 * - Its attachments and contacts are not removed before the account itself is deleted. So it is guarded until it is closed or removed, and
 *   a run that fails to close it leaves it guarded.
 * - Its Pulumi parent is the organisation and not its unit, because parents are part of a URN: a move would replace the account.
 * - `opts.dependsOn` and `opts.protect` apply to the AWS account, not to its attachments and contacts.
 */
export class Account extends pulumi.ComponentResource implements GuardedNode {
    /** Twelve digits. */
    readonly id: pulumi.Output<string>;
    readonly arn: pulumi.Output<string>;
    /** The role that the management account assumes to work in the account. */
    readonly roleArn: pulumi.Output<string>;
    /** The AWS account itself, without its attachments and contacts. */
    readonly resource: organizations.Account;
    readonly key: string;

    /** @param key must never change: another key replaces the account. */
    constructor(
        key: string,
        args: AccountArgs,
        opts: pulumi.ComponentResourceOptions = {},
        history: AccountHistory = {},
    ) {
        const { organization } = args.parent;
        const { dependsOn, protect, ...others } = opts;
        super(TYPES.account, key, {}, { parent: organization, ...others });
        this.key = key;
        const { state = "active", roleName = "OrganizationAccountAccessRole" } = args;
        const policies = policiesFor(args.guardrails, organization);
        const isEnding = state === "closing" || state === "leaving";
        this.resource = new organizations.Account(
            key,
            {
                name: args.name ?? key,
                email: args.email,
                roleName,
                parentId: args.parent.nodeId,
                tags: { ...args.tags },
                closeOnDeletion: state === "closing",
            },
            pulumi.mergeOptions(
                {
                    parent: this,
                    // Its own policies are deleted after it: they are attached to it until it is gone.
                    dependsOn: [...args.parent.guards, ...policies],
                    protect: protect ?? !(isEnding || history.isReplaceable),
                    ignoreChanges: [
                        ...(history.isImported || history.importId !== undefined ? ["roleName"] : []),
                        ...(history.isMoved ? ["parentId"] : []),
                    ],
                    ...(history.importId !== undefined && { import: history.importId }),
                },
                { ...(dependsOn !== undefined && { dependsOn }) },
            ),
        );
        this.id = this.resource.id;
        this.arn = this.resource.arn;
        this.roleArn = pulumi
            .all([this.id, this.arn, roleName])
            .apply(([id, arn, role]) => `arn:${arn.split(":")[1] ?? "aws"}:iam::${id}:role/${role}`);
        guardNode(this, organization, policies, args.fullAccess);
        // The program reads from the state whether an account is leaving. Pulumi does not show its own marks, such as protect, to programs.
        this.registerOutputs({ id: this.id, arn: this.arn, state });
    }

    get nodeId(): pulumi.Output<string> {
        return this.id;
    }

    get endsWith(): pulumi.Resource {
        return this.resource;
    }
}
