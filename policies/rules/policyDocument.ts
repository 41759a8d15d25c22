import { asList, statementsOf, type RawStatement } from "../../evaluator/policyDocument";
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { hasWildcardService } from "../../evaluator/controlPolicy/controlPolicyGrammar";
import { rcpActionMistake } from "../../evaluator/controlPolicy/rcpServices";
import { IAM_POLICY_SIZES } from "../../limits";
import { configOf } from "../check/policyConfig";
import {
    DOCUMENT_TYPES,
    documentsOf,
    isIdentityPolicy,
    parseDocument,
    statementName,
    type PolicyDocument,
} from "../check/resourceDocuments";
import { howToShorten, sizesOf, sizeText } from "../check/documentSize";
import { forTypes, subject } from "../check/checkedResources";

const NAME = "policy-document";

interface Config {
    trustMaxCharacters: number;
    rcpServices: string[];
}

const config = configOf<Config>(NAME, {
    trustMaxCharacters: {
        type: "integer",
        minimum: IAM_POLICY_SIZES.trust,
        maximum: 4_096,
        default: IAM_POLICY_SIZES.trust,
        description: "The longest trust policy of a role; higher where AWS has raised the quota",
    },
    rcpServices: {
        type: "array",
        items: { type: "string", pattern: "^[a-z0-9-]+$" },
        uniqueItems: true,
        default: [],
        description: "Services that resource control policies reach in addition to those that the pack knows",
    },
});

/** The language version that AWS requires of service and resource control policies. */
const VERSION = "2012-10-17";

/**
 * Policy documents have the size and form that AWS accepts. AWS itself says only MalformedPolicyDocumentException.
 *
 * The limit of a role's inline policies holds for their sum, which is checked within a Role, not across RolePolicy resources. Of
 * management policies (tag, backup, ...) only the size and the JSON are checked, not what they mean.
 */
export const policyDocument: ResourceValidationPolicy = {
    name: NAME,
    displayName: "Policy documents",
    description: "Policy documents have the size and form that AWS accepts.",
    enforcementLevel: "mandatory",
    severity: "medium",
    tags: ["guardrails", "iam"],
    remediationSteps: "Correct the document. Split one that is too large, or shorten its actions with wildcards.",
    url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html",
    configSchema: config.schema,
    validateResource: forTypes(DOCUMENT_TYPES, (args, report) => {
        const { trustMaxCharacters, rcpServices } = config.read(args);
        const documents = documentsOf(args);
        for (const { what, problem } of documents.flatMap((document) => problems(document, rcpServices))) {
            report(`${subject(args)}: ${what} ${problem}`);
        }
        for (const { what, size } of sizesOf(documents, trustMaxCharacters)) {
            if (size.characters > size.max)
                report(`${subject(args)}: ${what} has ${sizeText(size)}.\n${howToShorten(size)}`);
        }
    }),
};

/** What is wrong with the form of a document, each as the predicate of a sentence about the document. */
function problems(document: PolicyDocument, rcpServices: readonly string[]): { what: string; problem: string }[] {
    const { what, kind, text } = document;
    const parsed = parseDocument(text);
    if ("error" in parsed) {
        return [{ what, problem: `is not JSON: ${parsed.error}.\nMake it with JSON.stringify, or correct its text.` }];
    }
    const found: string[] = [];
    const isControlPolicy = kind === "SERVICE_CONTROL_POLICY" || kind === "RESOURCE_CONTROL_POLICY";
    if (isControlPolicy && parsed.value.Version !== VERSION) {
        found.push(`has ${element("Version", parsed.value.Version)}.\nSet "Version": "${VERSION}".`);
    }
    statementsOf(parsed.value).forEach((statement, index) => {
        const problem = statementProblem(kind, statement);
        const all = [...(problem === undefined ? [] : [problem]), ...nameProblems(kind, statement, rcpServices)];
        found.push(...all.map((one) => `is refused by AWS: ${statementName(statement, index)} ${one}`));
    });
    return found.map((problem) => ({ what, problem }));
}

/** What AWS refuses in a statement of such a document. */
function statementProblem(
    kind: string,
    { Effect, Principal, NotPrincipal, NotAction }: RawStatement,
): string | undefined {
    if (kind === "RESOURCE_CONTROL_POLICY") {
        if (Effect !== "Deny") {
            return `has ${element("Effect", Effect)}; a resource control policy can only Deny.\nUse "Effect": "Deny" with a condition.`;
        }
        if (NotPrincipal !== undefined || NotAction !== undefined || Principal !== "*") {
            return 'must have "Principal": "*", and neither NotPrincipal nor NotAction.\nNarrow it down with a condition, such as aws:PrincipalOrgID.';
        }
        return undefined;
    }
    if (kind === "SERVICE_CONTROL_POLICY" || isIdentityPolicy(kind)) {
        if (Principal !== undefined || NotPrincipal !== undefined) {
            return "has a Principal, which this kind of policy cannot have.\nRemove it: the policy binds everything that it is attached to. Use a condition such as aws:PrincipalArn to narrow it down.";
        }
        if (Effect !== "Allow" && Effect !== "Deny") {
            return `has ${element("Effect", Effect)}.\nUse "Allow" or "Deny".`;
        }
    }
    return undefined;
}

/** Actions and resources whose names AWS refuses in such a document. */
function nameProblems(kind: string, statement: RawStatement, rcpServices: readonly string[]): string[] {
    const texts = (name: string): string[] =>
        asList(statement[name]).filter((one): one is string => typeof one === "string");
    const actions = kind === "RESOURCE_CONTROL_POLICY" ? texts("Action") : [];
    return [
        ...actions.flatMap((action) => {
            const mistake = rcpActionMistake(action, rcpServices);
            if (!mistake) return [];
            const hint =
                mistake.unsupported === undefined
                    ? ""
                    : `.\nLeave it out, or name ${mistake.unsupported} in rcpServices of this policy's configuration where AWS has added it since.`;
            return [mistake.message + hint];
        }),
        ...["Resource", "NotResource"].flatMap((name) =>
            texts(name)
                .filter(hasWildcardService)
                .map(
                    (resource) =>
                        `has the ${name} ${JSON.stringify(resource)}, whose service is not named in full.\nName each service in an ARN of its own, or use "*" for all.`,
                ),
        ),
    ];
}

/** An element of a document as a message names it: `the Effect "deny"`, or `no Effect`. */
function element(name: string, value: unknown): string {
    return value === undefined ? `no ${name}` : `the ${name} ${JSON.stringify(value)}`;
}
