import { statementsOf } from "../policyDocument";

/** A policy variable, an account's id or a pattern of it in an ARN, a condition key that has one. */
const ACCOUNTS = /\$\{|\d{12}|userid|(principal|resource)account|arn:[^":]*:[^":]*:[^":]*:[^":*?]*[\d?]/i;
const ORGANIZATION = /\bo-[a-z0-9]{10,32}\b/;

/** Whether a policy may judge two accounts differently because of their ids. */
export function mayNameAccounts({ content }: { readonly content: string }): boolean {
    return ACCOUNTS.test(resourcesAndConditions(content));
}

/** Whether a policy names an organisation by its id. */
export function namesOrganization({ content }: { readonly content: string }): boolean {
    return ORGANIZATION.test(resourcesAndConditions(content));
}

/** The elements in which an id has a meaning. In a Sid it is only part of a name. */
function resourcesAndConditions(content: string): string {
    return JSON.stringify(
        statementsOf(content).map(({ Resource, NotResource, Condition }) => [Resource, NotResource, Condition]),
    );
}
