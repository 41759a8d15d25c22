import type { ResourceValidation } from "@pulumi/policy";
import { knownText } from "./unknownValues";

/*
 * Resources are recognised by the name of their type. Importing a class of @pulumi/aws for that, as the examples of @pulumi/policy do,
 * would cost seconds of every start of the pack.
 */
export const ACCOUNT = "aws:organizations/account:Account";
/** The invitation of an account, a resource of this project (components/invitation.ts). Its Pulumi name is the account's key. */
export const INVITATION = "pulumi-nodejs:dynamic/organizations:Invitation";
export const ORGANIZATION = "aws:organizations/organization:Organization";
/** A permission set without its policies, each of which is a resource of its own. */
export const AWS_PERMISSION_SET = "aws:ssoadmin/permissionSet:PermissionSet";
/** A permission set with all of its policies, a resource of this project (components/people). */
export const PERMISSION_SET = "pulumi-nodejs:dynamic/people:PermissionSet";
export const POLICY = "aws:organizations/policy:Policy";
export const ROLE = "aws:iam/role:Role";
export const UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";

/** The part of a resource that both resource policies and stack policies see. */
export interface Resource {
    readonly type: string;
    readonly name: string;
    readonly props: Readonly<Record<string, unknown>>;
}

/** The resource's name in AWS or, when that is unknown, in Pulumi. */
export function nameOf(resource: Resource): string {
    return knownText(() => resource.props.name) ?? resource.name;
}

/** The resource as a message names it: `account "shop-prod"`, `role policy attachment "admin"`. */
export function subject(resource: Resource): string {
    const kind = resource.type === UNIT ? "unit" : resource.type.slice(resource.type.lastIndexOf(":") + 1);
    const words = kind.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
    return `${words} ${JSON.stringify(nameOf(resource))}`;
}

/** Limits a check to the resources of these types. */
export function forTypes(types: readonly string[], check: ResourceValidation): ResourceValidation {
    const validate: ResourceValidation = (args, report) => {
        if (!types.includes(args.type)) args.notApplicable(`Only for resources of type ${types.join(", ")}`);
        return check(args, report);
    };
    // @pulumi/policy reads this property, and skips resources of other types before it unpacks their properties.
    return types.length === 1 ? Object.assign(validate, { __pulumiType: types[0] }) : validate;
}
