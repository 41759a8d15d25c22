import { POLICY_DESCRIPTION, POLICY_NAME, POLICY_TYPES, textError, type PolicyType } from "../../limits";
import type { OrganizationModel, PolicyModel } from "../model";
import { formatPlace } from "../problems";
import type { Path, Report } from "../report";
import { checkTags } from "./names";

/** The policies that AWS attaches everywhere; they cannot be changed. */
const AWS_POLICIES = ["FullAWSAccess", "RCPFullAWSAccess"];

export function checkPolicies(model: OrganizationModel, report: Report): void {
    const names = new Map<string, string>();
    for (const policy of model.policies) {
        const { key, type, name, description, content, tags, path, place } = policy;
        for (const error of [textError(POLICY_NAME, name), textError(POLICY_DESCRIPTION, description)]) {
            if (error) report.add(path, error);
        }
        if (AWS_POLICIES.includes(name))
            report.add(path, `policy ${key} has the name ${name}, which is AWS's own: choose another`);
        checkTags(tags, path, `policy ${key}`, report);
        const { maxCharacters } = POLICY_TYPES[type];
        if (content.length > maxCharacters) {
            report.add(
                path,
                `policy ${key} has ${content.length} characters without white space: AWS allows ${maxCharacters} for a ${type}. Split it into two`,
            );
        }
        checkDocument(policy, report);
        const before = names.get(`${type} ${name}`);
        if (before !== undefined)
            report.add(path, `policy ${key} has the name ${JSON.stringify(name)}, as the policy at ${before}`);
        names.set(`${type} ${name}`, formatPlace(place));
    }
    for (const [type, { maxPolicies }] of Object.entries(POLICY_TYPES)) {
        const count = model.policies.filter((policy) => policy.type === type).length;
        if (count > maxPolicies)
            report.add(["policies"], `there are ${count} policies of type ${type}: AWS allows ${maxPolicies}`);
    }
    checkAttachments(model, report);
}

/** How many policies of a type are attached to one root, unit or account. What is attached above it does not count. */
function checkAttachments(model: OrganizationModel, report: Report): void {
    const types = new Map(model.policies.map(({ key, type }) => [key, type]));
    const targets: { what: string; guardrails: readonly string[]; path: Path }[] = [
        { what: "the root", guardrails: model.guardrails, path: ["guardrails"] },
        ...model.units.map(({ key, guardrails, path }) => ({ what: `unit ${key}`, guardrails, path })),
        ...model.accounts.map(({ key, guardrails, path }) => ({ what: `account ${key}`, guardrails, path })),
    ];
    for (const { what, guardrails, path } of targets) {
        const byType = new Map<PolicyType, string[]>();
        for (const key of guardrails) {
            const type = types.get(key);
            if (type) byType.set(type, [...(byType.get(type) ?? []), key]);
        }
        for (const [type, keys] of byType) {
            const { maxAttached, attachedByAws } = POLICY_TYPES[type];
            if (keys.length + attachedByAws > maxAttached) {
                const own = attachedByAws > 0 ? `, and ${attachedByAws} of AWS's own` : "";
                report.add(
                    path,
                    `${what} has ${keys.length} policies of type ${type} attached (${keys.join(", ")})${own}: AWS allows ${maxAttached}. ` +
                        "Merge some, or attach some to the unit above",
                );
            }
        }
    }
}

/** The grammar that AWS refuses a document for, as far as it can be told without knowing every action. */
function checkDocument({ key, type, content, path }: PolicyModel, report: Report): void {
    if (type !== "SERVICE_CONTROL_POLICY" && type !== "RESOURCE_CONTROL_POLICY") return;
    const add = (message: string): void => report.add(path, `policy ${key}: ${message}`);
    const document = JSON.parse(content) as { Version?: unknown; Statement?: unknown };
    if (document.Version !== "2012-10-17")
        add(`the document's Version is ${JSON.stringify(document.Version)}: use "2012-10-17"`);
    const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
    if (statements.length === 0) add("the document has no statements: give at least one");
    for (const [index, statement] of statements.entries()) {
        const at = `statement ${index + 1}`;
        if (typeof statement !== "object" || statement === null) {
            add(`${at} is missing or no object: give Effect, Action and Resource`);
            continue;
        }
        const { Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal } = statement as Record<
            string,
            unknown
        >;
        if (Effect !== "Allow" && Effect !== "Deny")
            add(`${at} has the Effect ${JSON.stringify(Effect)}: use "Allow" or "Deny"`);
        if ((Action === undefined) === (NotAction === undefined)) add(`${at} needs one of Action and NotAction`);
        if (type === "SERVICE_CONTROL_POLICY") {
            if (Principal !== undefined || NotPrincipal !== undefined) {
                add(
                    `${at} has a Principal, which a service control policy cannot have: use a condition on aws:PrincipalArn`,
                );
            }
            // AWS takes a Resource of "*" for granted nowhere: a statement without it is malformed.
            if (Resource === undefined && NotResource === undefined) add(`${at} needs a Resource: use "*" for all`);
        } else {
            if (Effect === "Allow") add(`${at} allows: a resource control policy can only deny`);
            if (Principal !== "*") add(`${at} needs "Principal": "*": use conditions to narrow whom it binds`);
            if (NotAction !== undefined)
                add(`${at} has NotAction, which a resource control policy cannot have: name the actions`);
        }
    }
}
