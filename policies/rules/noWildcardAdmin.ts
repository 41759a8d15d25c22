import { asList, statementsOf, type RawStatement } from "../../evaluator/policyDocument";
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { configOf, matchesAny, patternsSchema } from "../check/policyConfig";
import {
    documentsOf,
    GRANTING_TYPES,
    isIdentityPolicy,
    parseDocument,
    statementName,
} from "../check/resourceDocuments";
import { forTypes, ROLE, subject, type Resource } from "../check/checkedResources";
import { knownElements, knownText } from "../check/unknownValues";

const NAME = "no-wildcard-admin";

interface Config {
    actions: string[];
    managedPolicies: string[];
    except: string[];
}

const config = configOf<Config>(NAME, {
    actions: {
        type: "array",
        items: { type: "string", pattern: "^(\\*|[A-Za-z0-9*-]+:.+)$" },
        uniqueItems: true,
        default: ["*", "iam:*"],
        description: "The actions that must not be allowed on all resources, written as in a policy",
    },
    managedPolicies: patternsSchema("Names of AWS's own policies that must not be attached", [
        "AdministratorAccess",
        "IAMFullAccess",
    ]),
    except: patternsSchema("Names in Pulumi of resources that may grant full access, such as a break-glass role"),
});

/** By the type of a resource, the property that names the AWS managed policies to attach. */
const ATTACHMENTS: Readonly<Record<string, string>> = {
    [ROLE]: "managedPolicyArns",
    "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": "policyArn",
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "policyArns",
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": "policyArns",
    "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": "policyArns",
    "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": "managedPolicyArn",
    "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive": "managedPolicyArns",
};

/**
 * No identity may do everything: no document allows all actions on all resources, or all but some, or all of IAM, which amounts to the
 * same; and none of AWS's administrator policies is attached. A condition does not change that.
 *
 * Service and resource control policies are not checked, because an Allow there grants nothing. Nor are combinations of statements: those
 * take IAM Access Analyzer.
 */
export const noWildcardAdmin: ResourceValidationPolicy = {
    name: NAME,
    displayName: "No all-powerful policies",
    description: "No IAM policy or permission set allows everything on everything.",
    enforcementLevel: "mandatory",
    severity: "critical",
    tags: ["iam", "security"],
    remediationSteps:
        "List the actions and resources that are needed. Resources that must grant full access are named in the configuration.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
    configSchema: config.schema,
    validateResource: forTypes([...new Set([...GRANTING_TYPES, ...Object.keys(ATTACHMENTS)])], (args, report) => {
        const { actions, managedPolicies, except } = config.read(args);
        if (matchesAny(NAME, "except", except, args.name)) return;

        const found = [
            ...grants(args, actions.map(normalized)),
            ...attachments(args)
                .filter((policy) => matchesAny(NAME, "managedPolicies", managedPolicies, policy))
                .map((policy) => `attaches AWS's ${policy}`),
        ];
        for (const what of found) {
            report(
                `${subject(args)} ${what}.\n` +
                    `Name what is needed instead, or add ${JSON.stringify(args.name)} to ${NAME}.except if it must have full access.`,
            );
        }
    }),
};

/** What the documents of a resource allow too widely, each as the predicate of a sentence about the resource. */
function grants(resource: Resource, forbidden: readonly string[]): string[] {
    return documentsOf(resource)
        .filter(({ kind }) => isIdentityPolicy(kind))
        .flatMap(({ what, text }) => {
            const parsed = parseDocument(text);
            if ("error" in parsed) return []; // policy-document says so
            return statementsOf(parsed.value).flatMap((statement, index) => {
                const grant = wideGrant(statement, forbidden);
                return grant === undefined ? [] : [`allows ${grant} (${statementName(statement, index)} of ${what})`];
            });
        });
}

/** What one statement allows on all resources; undefined where it does not. `NotResource` means all resources but some. */
function wideGrant(statement: RawStatement, forbidden: readonly string[]): string | undefined {
    const isEverywhere = statement.NotResource !== undefined || asList(statement.Resource).some(isEverything);
    if (statement.Effect !== "Allow" || !isEverywhere) return undefined;
    const where =
        statement.NotResource === undefined ? "on all resources" : "on all resources but those in NotResource";
    if (statement.NotAction !== undefined) return `all actions but those in NotAction ${where}`;
    const action = asList(statement.Action).find((given) => forbidden.includes(normalized(given)));
    return action === undefined ? undefined : `${JSON.stringify(action)} ${where}`;
}

/** Whether an element of `Resource` means every resource: `*`, or an ARN of wildcards alone. */
function isEverything(resource: unknown): boolean {
    return typeof resource === "string" && /^(arn:(aws[a-z-]*|\*)(:\*+){1,4}|\*+)$/.test(resource);
}

/** Actions are equal whatever their case, and `*` means `*:*`. */
function normalized(action: unknown): string {
    const text = String(action).toLowerCase().replace(/\*+/g, "*");
    return text === "*" ? "*:*" : text;
}

/** The names of the AWS managed policies that a resource attaches. */
function attachments(resource: Resource): string[] {
    const property = ATTACHMENTS[resource.type];
    if (property === undefined) return [];
    const one = knownText(() => resource.props[property]);
    const arns = one === undefined ? knownElements(() => resource.props[property] as string[] | undefined) : [one];
    return arns.filter((arn) => arn.includes(":iam::aws:policy/")).map((arn) => arn.slice(arn.lastIndexOf("/") + 1));
}
