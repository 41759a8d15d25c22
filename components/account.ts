import * as organizations from "@pulumi/aws/organizations";
import * as pulumi from "@pulumi/pulumi";
import { attach, type GuardrailPolicy } from "./guardrailPolicy";
import type { Organization } from "./organization";
import type { OrganizationalUnit } from "./organizationalUnit";
import { TYPES } from "./types";

export interface AccountArgs {
    /** The account's name in AWS; it may change in place. */
    readonly name: string;
    /** The root user's e-mail. Another e-mail is another account: AWS changes it apart from the organisation. */
    readonly email: string;
    /** The role that AWS makes in the account for the management account, once, at creation. */
    readonly roleName: string;
    /** The unit it is in; another unit moves it in place. */
    readonly unit: OrganizationalUnit;
    readonly tags: Readonly<Record<string, string>>;
    /** The policies attached to the account itself. */
    readonly guardrails: readonly GuardrailPolicy[];
    /** Those of them that are attached already and are taken over: by the policy's key the attachment's id. */
    readonly attached?: ReadonlyMap<string, string>;
    /** `closing`: unprotected, and closed by AWS when it is deleted from the stack. */
    readonly state: "active" | "closing";
    /** The account may be replaced by a new one; it is taken out of the organisation then, not closed. */
    readonly replaceable: boolean;
    /** The account was not created by this stack: AWS does not tell its role, which is then left as it is. */
    readonly imported: boolean;
    /** The id of an account of the organisation that is taken over now, instead of being created. */
    readonly id?: string;
}

/**
 * An account of the organisation. It is protected: Pulumi refuses to delete or replace it, unless it is closing or
 * declared replaceable.
 */
export class Account extends pulumi.ComponentResource {
    /** Twelve digits. */
    readonly id: pulumi.Output<string>;
    readonly arn: pulumi.Output<string>;
    /** The role by which the management account works in it. */
    readonly roleArn: pulumi.Output<string>;

    /** @param key its key in the definition: the one thing about it that never changes. */
    constructor(key: string, args: AccountArgs, organization: Organization) {
        super(TYPES.account, key, {}, { parent: organization });
        const closing = args.state === "closing";
        const resource = new organizations.Account(
            key,
            {
                name: args.name,
                email: args.email,
                roleName: args.roleName,
                parentId: args.unit.id,
                tags: { ...args.tags },
                closeOnDeletion: closing,
            },
            {
                parent: this,
                // It enters its unit, or moves there, when the unit's guardrails are attached.
                dependsOn: [...args.unit.guarded],
                protect: !closing && !args.replaceable,
                // A difference in what AWS does not tell would replace the account.
                ...(args.imported && { ignoreChanges: ["roleName"] }),
                ...(args.id !== undefined && { import: args.id }),
            },
        );
        this.id = resource.id;
        this.arn = resource.arn;
        this.roleArn = pulumi.interpolate`arn:${resource.arn.apply((arn) => arn.split(":")[1] ?? "aws")}:iam::${resource.id}:role/${args.roleName}`;
        for (const policy of args.guardrails) attach(policy, key, resource.id, this, args.attached);
        this.registerOutputs({ id: this.id, arn: this.arn });
    }
}
