import * as organizations from "@pulumi/aws/organizations";
import * as pulumi from "@pulumi/pulumi";
import { setContacts, switchOnRegions, type Contacts } from "./accountSettings";
import { detachFullAccess } from "./fullAccess";
import { attach, type GuardrailPolicy } from "./guardrailPolicy";
import type { Organization } from "./organization";
import { OrganizationalUnit } from "./organizationalUnit";
import { TYPES } from "./types";

export interface AccountArgs {
    /** The account's name in AWS; it may change in place. */
    readonly name: string;
    /** The root user's e-mail. Another e-mail is another account: AWS changes it apart from the organisation. */
    readonly email: string;
    /** The role that AWS makes in the account for the management account, once, at creation. */
    readonly roleName: string;
    /** The unit it is in, or the organisation for one in the root; another unit moves it in place. */
    readonly unit: OrganizationalUnit | Organization;
    readonly tags: Readonly<Record<string, string>>;
    /** The policies attached to the account itself. */
    readonly guardrails: readonly GuardrailPolicy[];
    /** AWS's FullAWSAccess stays attached; otherwise the guardrails are an allow list in its place. Default: true */
    readonly fullAccess?: boolean;
    /** Those of them that are attached already and are taken over: by the policy's key the attachment's id. */
    readonly attached?: ReadonlyMap<string, string>;
    readonly contacts: Contacts;
    /** The opt-in regions to switch on. */
    readonly enabledRegions: readonly string[];
    /**
     * `closing`: unprotected, and closed by AWS when it is deleted from the stack. `leaving`: unprotected, and let go out of
     * the organisation, open, when it is deleted.
     */
    readonly state: "active" | "quarantined" | "closing" | "leaving";
    /** The account may be replaced by a new one; it is taken out of the organisation then, not closed. */
    readonly replaceable: boolean;
    /** The account was not created by this stack: AWS does not tell its role, which is then left as it is. */
    readonly imported: boolean;
    /** It is in its unit already, and the stack does not know: AWS moves it no second time. */
    readonly moved?: boolean;
    /**
     * It is there and stays where it is, and waits for no policy: one of its own is attached before another changes, that it would
     * wait for otherwise.
     */
    readonly settled?: boolean;
    /** The account that is created before it, and closed after it: AWS creates and closes few at a time. */
    readonly after?: Account;
    /** The id of an account of the organisation that is taken over now, instead of being created. */
    readonly id?: string;
}

/**
 * An account of the organisation. It is protected: Pulumi refuses to delete or replace it, unless it is closing, leaving or
 * declared replaceable.
 *
 * What hangs on it (attachments, contacts) is not taken off it when it is deleted itself: it stays guarded until the moment
 * it is closed or gone, and a run that fails to close it leaves it guarded.
 */
export class Account extends pulumi.ComponentResource {
    /** Twelve digits. */
    readonly id: pulumi.Output<string>;
    readonly arn: pulumi.Output<string>;
    /** The role by which the management account works in it. */
    readonly roleArn: pulumi.Output<string>;
    readonly #resource: organizations.Account;

    /** @param key its key in the definition: the one thing about it that never changes. */
    constructor(key: string, args: AccountArgs, organization: Organization) {
        super(TYPES.account, key, {}, { parent: organization });
        const ending = args.state === "closing" || args.state === "leaving";
        const resource = new organizations.Account(
            key,
            {
                name: args.name,
                email: args.email,
                roleName: args.roleName,
                parentId: args.unit instanceof OrganizationalUnit ? args.unit.id : args.unit.rootId,
                tags: { ...args.tags },
                closeOnDeletion: args.state === "closing",
            },
            {
                parent: this,
                // It enters its unit, or moves there, when the unit's guardrails are attached.
                // Its own policies are deleted after it: until it is gone they are attached to it.
                dependsOn: args.settled
                    ? []
                    : [...args.unit.guarded, ...args.guardrails, ...(args.after ? [args.after.#resource] : [])],
                protect: !ending && !args.replaceable,
                // A difference in what AWS does not tell would replace the account.
                ignoreChanges: [...(args.imported ? ["roleName"] : []), ...(args.moved ? ["parentId"] : [])],
                ...(args.id !== undefined && { import: args.id }),
            },
        );
        this.#resource = resource;
        this.id = resource.id;
        this.arn = resource.arn;
        this.roleArn = resource.id.apply((id) =>
            resource.arn.apply((arn) => `arn:${arn.split(":")[1] ?? "aws"}:iam::${id}:role/${args.roleName}`),
        );
        const attachments = args.guardrails.map((policy) =>
            attach(policy, key, resource.id, this, args.attached, resource),
        );
        if (args.settled)
            args.guardrails.forEach((policy, index) => policy.guarding.push(...attachments.slice(index, index + 1)));
        if (args.fullAccess === false) detachFullAccess(key, resource.id, attachments, this, resource);
        setContacts(key, resource, args.contacts, this);
        switchOnRegions(key, resource, args.enabledRegions, this);
        // The state tells a leaving account by this: Pulumi's own marks, protect and the like, are not shown to programs.
        this.registerOutputs({ id: this.id, arn: this.arn, state: args.state });
    }

    /** Ends when Pulumi is done with the account in this run, or has failed with it: it has its id, or it is known what would be done. */
    registration(): Promise<void> {
        const done = (): void => undefined;
        // `apply` would not run after a failure.
        return (this.#resource.urn as unknown as { promise(): Promise<unknown> }).promise().then(done, done);
    }
}
