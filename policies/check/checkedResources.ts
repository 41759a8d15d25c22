import type { ResourceValidation } from "@pulumi/policy";
import { knownText } from "./unknownValues";

/*
 * Resources are told by their type's name. To import a class of @pulumi/aws for it, as @pulumi/policy's examples do,
 * would cost every start of the pack seconds.
 */
export const ACCOUNT = "aws:organizations/account:Account";
/** An account that is invited: this project's own resource (components/invitation.ts), by its account's key. */
export const INVITATION = "pulumi-nodejs:dynamic/organizations:Invitation";
export const ORGANIZATION = "aws:organizations/organization:Organization";
export const POLICY = "aws:organizations/policy:Policy";
export const ROLE = "aws:iam/role:Role";
export const UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";

/** The part of a resource that both kinds of policy see. */
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

/** A check of the resources of these types only. */
export function forTypes(types: readonly string[], check: ResourceValidation): ResourceValidation {
    const validate: ResourceValidation = (args, report) => {
        if (!types.includes(args.type)) args.notApplicable(`Only for resources of type ${types.join(", ")}`);
        return check(args, report);
    };
    // By this property @pulumi/policy passes over resources of other types before it unpacks their properties.
    return types.length === 1 ? Object.assign(validate, { __pulumiType: types[0] }) : validate;
}
