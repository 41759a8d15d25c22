import { didYouMean, list } from "../../limits/messageText";
import { quoted, visible } from "../../limits";
import { asList, isJsonMap, type JsonMap } from "../policyDocument";
import { readOperator } from "../matching/conditionLine";
import { OPERATORS, type ConditionOperator } from "../matching/conditionOperators";
import type { ControlPolicyType } from "./controlPolicyType";

/** A mistake in a document that AWS would refuse, and its place. */
export interface DocumentMistake {
    /** From 0; absent if it is about the whole document. */
    readonly statement?: number;
    readonly sid?: string;
    /** The keys that lead to it in the document. */
    readonly path: DocumentPath;
    readonly message: string;
}

export type DocumentPath = readonly (string | number)[];

/** Reports a mistake in a statement. */
type Refuse = (message: string, at?: DocumentPath) => void;

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

/**
 * The grammar of service control policies, which is that of IAM since September 2025, and of resource control policies.
 *
 * Sources: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html,
 * https://aws.amazon.com/blogs/security/unlock-new-possibilities-aws-organizations-service-control-policy-now-supports-full-iam-language/
 * and https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
export function checkDocument(
    document: string | object,
    type: ControlPolicyType,
    { ofAws = false }: { readonly ofAws?: boolean },
): { mistakes: DocumentMistake[]; statements: JsonMap[]; variables: boolean; isList: boolean } {
    const mistakes: DocumentMistake[] = [];
    const add = (message: string, path: DocumentPath = []): number => mistakes.push({ path, message });
    const nothing = { mistakes, statements: [], variables: false, isList: false };
    let read: unknown = document;
    if (typeof document === "string") {
        try {
            read = JSON.parse(document);
        } catch (error) {
            add(`the document is not JSON: ${(error as Error).message}`);
            return nothing;
        }
    }
    if (!isJsonMap(read)) {
        add("the document is not an object: give Version and Statement");
        return nothing;
    }
    for (const key of Object.keys(read)) {
        const known = ["Version", "Id", "Statement"];
        if (!known.includes(key)) {
            add(`unknown element ${quoted(key)}.${didYouMean(key, known)} A document has ${list(known)}.`, [key]);
        }
    }
    const { Version, Statement } = read;
    if (Version !== undefined && Version !== "2012-10-17" && Version !== "2008-10-17") {
        add(`the Version is ${quoted(Version)}: use "2012-10-17"`, ["Version"]);
    }
    const statements = asList(Statement);
    if (statements.length === 0) add("there are no statements: give at least one in Statement");
    checkEach(statements, Array.isArray(Statement), type, ofAws, mistakes);
    return {
        mistakes,
        statements: statements.filter(isJsonMap),
        variables: Version === "2012-10-17",
        isList: Array.isArray(Statement),
    };
}

function checkEach(
    statements: readonly unknown[],
    isList: boolean,
    type: ControlPolicyType,
    ofAws: boolean,
    mistakes: DocumentMistake[],
): void {
    const sids = new Map<string, number>();
    for (const [index, statement] of statements.entries()) {
        const sid = isJsonMap(statement) && typeof statement["Sid"] === "string" ? statement["Sid"] : undefined;
        const name = `statement ${index + 1}${sid === undefined ? "" : ` (${sid})`}`;
        const above: DocumentPath = isList ? ["Statement", index] : ["Statement"];
        const report: Refuse = (message, at = []) =>
            mistakes.push({
                statement: index,
                ...(sid !== undefined && { sid }),
                path: [...above, ...at],
                message: `${name} ${message}`,
            });
        if (!isJsonMap(statement)) {
            report("is not an object: give Effect, Action and Resource");
            continue;
        }
        const first = sid === undefined ? undefined : sids.get(sid);
        if (first !== undefined) report(`has the Sid of statement ${first + 1}: choose another`, ["Sid"]);
        else if (sid !== undefined) sids.set(sid, index);
        checkStatement(statement, type, ofAws, report);
    }
}

function checkStatement(statement: JsonMap, type: ControlPolicyType, ofAws: boolean, report: Refuse): void {
    const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
    for (const key of Object.keys(statement)) {
        if (!ELEMENTS.includes(key)) {
            report(
                `has the unknown element ${quoted(key)}.${didYouMean(key, ELEMENTS)} A statement has ${list(ELEMENTS)}.`,
                [key],
            );
        }
    }
    if (Sid !== undefined && !(typeof Sid === "string" && /^[A-Za-z0-9]*$/.test(Sid))) {
        report(`has the Sid ${quoted(Sid)}: use letters and digits only`, ["Sid"]);
    }
    if (Effect === undefined) report(`has no Effect: use "Allow" or "Deny"`);
    else if (Effect !== "Allow" && Effect !== "Deny") {
        report(`has the Effect ${quoted(Effect)}: use "Allow" or "Deny"`, ["Effect"]);
    }
    if ((Action === undefined) === (NotAction === undefined)) report("needs one of Action and NotAction");
    else {
        const element = Action === undefined ? "NotAction" : "Action";
        checkTexts(element, statement[element], ACTION, report);
    }
    if ((Resource === undefined) === (NotResource === undefined)) {
        report(`needs one of Resource and NotResource: use "Resource": "*" for all`);
    } else {
        const element = Resource === undefined ? "NotResource" : "Resource";
        const value: unknown = statement[element];
        checkTexts(element, value, RESOURCE, report);
        for (const [index, one] of (Array.isArray(value) ? (value as unknown[]) : [value]).entries()) {
            if (typeof one === "string" && hasWildcardService(one)) {
                const at = [element, ...(Array.isArray(value) ? [index] : [])];
                report(`has ${quoted(one)} in ${element}: ${WILDCARD_SERVICE_ADVICE}`, at);
            }
        }
    }
    if (type === "SERVICE_CONTROL_POLICY") {
        if (Principal !== undefined || NotPrincipal !== undefined) {
            report("has a Principal, which a service control policy cannot have: use a condition on aws:PrincipalArn", [
                Principal === undefined ? "NotPrincipal" : "Principal",
            ]);
        }
    } else {
        if (Effect === "Allow" && !ofAws)
            report('has "Effect": "Allow", but a resource control policy can only deny', ["Effect"]);
        if (!isEveryone(Principal)) {
            const at = Principal === undefined ? [] : ["Principal"];
            report(`needs "Principal": "*": use conditions to limit which principals it binds`, at);
        }
        if (NotPrincipal !== undefined) {
            report("has NotPrincipal, which a resource control policy cannot have", ["NotPrincipal"]);
        }
        if (NotAction !== undefined) {
            report("has NotAction, which a resource control policy cannot have: name the actions", ["NotAction"]);
        }
    }
    if (Condition !== undefined) checkConditions(Condition, report);
}

/** IAM treats both forms alike. AWS's page on resource control policies has only the text. */
export function isEveryone(principal: unknown): boolean {
    if (principal === "*") return true;
    return isJsonMap(principal) && Object.keys(principal).join() === "AWS" && [principal["AWS"]].flat().join() === "*";
}

const WILDCARD_SERVICE_ADVICE =
    'AWS does not allow wildcards in the service of an ARN. Write one ARN for each service, or use "*" for all resources';

/**
 * Whether the third part of an ARN, the service, has a wildcard or is missing. AWS refuses that: "Resource vendor must be fully
 * qualified and cannot contain regexes."
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html, the note
 */
export function hasWildcardService(resource: string): boolean {
    return /^arn:[^:]*($|:[^:]*[*?])/.test(resource);
}

interface Form {
    readonly fits: RegExp;
    readonly advice: string;
}

const ACTION: Form = { fits: /^(\*|[A-Za-z0-9*?-]+:[A-Za-z0-9*?-]+)$/, advice: `use "*" or actions such as s3:Get*` };
const RESOURCE: Form = { fits: /^(\*|arn:.+)$/s, advice: `use "*" or ARNs such as arn:aws:s3:::bucket/*` };

function checkTexts(element: string, value: unknown, { fits, advice }: Form, report: Refuse): void {
    const values: unknown[] = Array.isArray(value) ? value : [value];
    if (values.length === 0) report(`has an empty ${element}: ${advice}`, [element]);
    for (const [index, one] of values.entries()) {
        if (typeof one !== "string" || !fits.test(one)) {
            report(`has ${quoted(one)} in ${element}: ${advice}`, [element, ...(Array.isArray(value) ? [index] : [])]);
        }
    }
}

function checkConditions(condition: unknown, report: Refuse): void {
    if (!isJsonMap(condition)) {
        report(`has a Condition that is not an object: use {"StringEquals": {"aws:RequestedRegion": "eu-central-1"}}`, [
            "Condition",
        ]);
        return;
    }
    for (const [name, keys] of Object.entries(condition)) {
        const at = ["Condition", name];
        const read = readOperator(name);
        if (!read) report(`has the unknown condition operator ${quoted(name)}.${nearOperator(name)}`, at);
        if (!isJsonMap(keys)) {
            report(`has a condition ${visible(name)} that is not an object: give condition keys with their values`, at);
            continue;
        }
        const operator = read && OPERATORS.get(read.base);
        for (const [key, value] of Object.entries(keys)) {
            checkValues({ operator, name: visible(name), key }, value, [...at, key], report);
        }
    }
}

function checkValues(
    {
        operator,
        name,
        key,
    }: { readonly operator: ConditionOperator | undefined; readonly name: string; readonly key: string },
    value: unknown,
    at: DocumentPath,
    report: Refuse,
): void {
    const values: unknown[] = Array.isArray(value) ? value : [value];
    if (!/^[^:\s]+:.+$/.test(key)) {
        report(`has the condition key ${quoted(key)}: use a key with its service such as aws:PrincipalArn`, at);
    }
    if (values.length === 0) report(`has a condition ${name} on ${visible(key)} without values: give at least one`, at);
    for (const [index, one] of values.entries()) {
        const simple = typeof one === "string" || typeof one === "number" || typeof one === "boolean";
        const wrong = simple ? operator?.mistake(String(one)) : "use texts";
        if (!wrong) continue;
        const place = Array.isArray(value) ? [...at, index] : at;
        report(`compares ${visible(key)} by ${name} with ${quoted(one)}: ${wrong}`, place);
    }
}

function nearOperator(name: string): string {
    const near = didYouMean(name.replace(/^(ForAllValues|ForAnyValue):|IfExists$/g, ""), [...OPERATORS.keys()]);
    return near || ` There are ${list([...OPERATORS.keys()])}, each with ForAllValues:, ForAnyValue: or IfExists.`;
}
