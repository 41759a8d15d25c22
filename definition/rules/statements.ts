import { asList } from "../../guardrails/fit";
import type { PolicyModel } from "../model";
import { didYouMean, list } from "../wording";

const ELEMENTS = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

/** `s3:GetObject`, with wildcards in the action, or `*`. */
const ACTION = /^(?:\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)$/;

/**
 * The grammar that AWS refuses a service or resource control policy for, as far as it can be told without knowing every action.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html and
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 *
 * @returns what is wrong, each mistake with the number of its statement.
 */
export function checkStatements({ type, content }: Pick<PolicyModel, "type" | "content">): string[] {
    const messages: string[] = [];
    const document = JSON.parse(content) as { Version?: unknown; Statement?: unknown };
    if (document.Version !== "2012-10-17") {
        messages.push(`the document's Version is ${JSON.stringify(document.Version)}: use "2012-10-17"`);
    }
    for (const key of Object.keys(document)) {
        const allowed = ["Version", "Id", "Statement"];
        if (!allowed.includes(key)) {
            messages.push(
                `the document has ${JSON.stringify(key)}.${didYouMean(key, allowed)} It has ${list(allowed)}.`,
            );
        }
    }
    const statements = asList(document.Statement);
    if (statements.length === 0) messages.push("the document has no statements: give at least one");
    const sids = new Map<unknown, string>();
    for (const [index, statement] of statements.entries()) {
        const at = `statement ${index + 1}`;
        if (typeof statement !== "object" || statement === null) {
            messages.push(`${at} is missing or no object: give Effect, Action and Resource`);
            continue;
        }
        const elements = statement as Record<string, unknown>;
        messages.push(...checkElements(elements, type).map((message) => `${at} ${message}`));
        const { Sid } = elements;
        if (Sid === undefined || Sid === "") continue;
        const before = sids.get(Sid);
        if (before !== undefined)
            messages.push(`${at} has the Sid ${JSON.stringify(Sid)}, as ${before} has: choose another`);
        else sids.set(Sid, at);
    }
    return messages;
}

function checkElements(statement: Record<string, unknown>, type: PolicyModel["type"]): string[] {
    const { Sid, Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal } = statement;
    const messages: string[] = [];
    for (const key of Object.keys(statement)) {
        if (!ELEMENTS.includes(key)) {
            messages.push(`has ${JSON.stringify(key)}.${didYouMean(key, ELEMENTS)} A statement has ${list(ELEMENTS)}.`);
        }
    }
    if (Sid !== undefined && !(typeof Sid === "string" && /^[A-Za-z0-9]*$/.test(Sid))) {
        messages.push(`has the Sid ${JSON.stringify(Sid)}: use letters and digits only`);
    }
    if (Effect !== "Allow" && Effect !== "Deny") {
        messages.push(`has the Effect ${JSON.stringify(Effect)}: use "Allow" or "Deny"`);
    }
    if ((Action === undefined) === (NotAction === undefined)) messages.push("needs one of Action and NotAction");
    if (Resource !== undefined && NotResource !== undefined) messages.push("needs one of Resource and NotResource");
    for (const action of [Action, NotAction].flatMap((given) => (given === undefined ? [] : asList(given)))) {
        if (typeof action !== "string" || !ACTION.test(action)) {
            messages.push(
                `has the action ${JSON.stringify(action)}: use a service and an action such as s3:PutObject, s3:* or *`,
            );
        }
    }
    if (type === "SERVICE_CONTROL_POLICY") {
        if (Principal !== undefined || NotPrincipal !== undefined) {
            messages.push(
                "has a Principal, which a service control policy cannot have: use a condition on aws:PrincipalArn",
            );
        }
        // AWS takes a Resource of "*" for granted nowhere: a statement without it is malformed.
        if (Resource === undefined && NotResource === undefined) messages.push(`needs a Resource: use "*" for all`);
        return messages;
    }
    if (Effect === "Allow") messages.push("allows: a resource control policy can only deny");
    if (Principal !== "*") messages.push(`needs "Principal": "*": use conditions to narrow whom it binds`);
    if (NotAction !== undefined) {
        messages.push("has NotAction, which a resource control policy cannot have: name the actions");
    }
    if (Action !== undefined && asList(Action).includes("*")) {
        messages.push(`has the action "*", which a resource control policy cannot have: name services, such as s3:*`);
    }
    return messages;
}
