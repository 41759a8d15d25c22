import * as organizations from "@pulumi/aws/organizations";
import * as pulumi from "@pulumi/pulumi";
import type { GuardedNode, OrganizationParent } from "./guardedNode";
import { guardNode, policiesFor, type Guardrails } from "./guardrailAttachment";
import { TYPES } from "./typeTokens";

export interface AccountArgs {
    /** The unit that the account is in, or the organisation for one in the root. Another one moves it in place. */
    readonly parent: OrganizationParent;
    /** The root user's e-mail, 6 to 64 characters. It belongs to one account of all of AWS. Another e-mail replaces the account. */
    readonly email: pulumi.Input<string>;
    /** The account's name in AWS, at most 50 characters. It changes in place. Default: the key */
    readonly name?: pulumi.Input<string>;
    /**
     * The role that AWS makes in the account, once, at its creation, by which the management account works in it. Another name replaces
     * the account. Default: `OrganizationAccountAccessRole`
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

/** What earlier runs and AWS have made of an account already. A new one has none of it. */
export interface AccountHistory {
    /** The id (twelve digits) of an account of the organisation that this run imports instead of creating one. Leave it out in later runs. */
    readonly importId?: string;
    /**
     * The account was imported, now or in an earlier run. AWS does not say which role an account was created with, so Pulumi does not
     * compare `roleName`: a difference would replace the account.
     */
    readonly isImported?: boolean;
    /** AWS has the account in `parent` already, while the state has it elsewhere. This run does not move it. */
    readonly isMoved?: boolean;
    /** The account may be replaced by a new one, so it is not protected. It is then removed from the organisation, open, and not closed. */
    readonly isReplaceable?: boolean;
}

/**
 * An account of the organisation. It is protected: Pulumi refuses to delete or replace it, unless its state is `closing` or `leaving`, or
 * its history says that it may be replaced.
 *
 * - It is created, or moves, when everything that guards its parent is attached, and its own policies exist.
 * - What hangs on it (attachments, contacts) is not taken off before the account itself is deleted: it is guarded until it is closed or
 *   gone, and a run that fails to close it leaves it guarded.
 * - Its Pulumi parent is the organisation, for parents are part of a URN: below its unit, the account would be replaced when it moves.
 * - `opts.dependsOn` and `opts.protect` are those of the AWS account, not of what hangs on it.
 */
export class Account extends pulumi.ComponentResource implements GuardedNode {
    /** Twelve digits. */
    readonly id: pulumi.Output<string>;
    readonly arn: pulumi.Output<string>;
    /** The role by which the management account works in it. */
    readonly roleArn: pulumi.Output<string>;
    /** AWS's account, without what hangs on it. */
    readonly resource: organizations.Account;
    readonly key: string;

    /** @param key never changes, else the account is replaced. */
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
        // The program reads from the state that an account is leaving. Pulumi's own marks, such as protect, are not shown to programs.
        this.registerOutputs({ id: this.id, arn: this.arn, state });
    }

    get nodeId(): pulumi.Output<string> {
        return this.id;
    }

    get endsWith(): pulumi.Resource {
        return this.resource;
    }
}
