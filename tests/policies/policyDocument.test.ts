import { PERMISSION_SET, POLICY, ROLE } from "../../policies/check/checkedResources";
import { policyDocument } from "../../policies/rules/policyDocument";
import { refusedConfigs, table, UNKNOWN } from "./policySupport";

const deny = { Effect: "Deny", Action: "s3:*", Resource: "*" };
const everybody = { ...deny, Principal: "*" };

function document(statement: object | object[] = deny, more: object = {}): string {
    return JSON.stringify({ Version: "2012-10-17", Statement: statement, ...more });
}

/** A document with exactly the given number of characters, none of which is white space. */
function sized(characters: number, statement: object = deny): string {
    const empty = document({ ...statement, Sid: "" });
    return document({ ...statement, Sid: "x".repeat(characters - empty.length) });
}

const scp = (content: unknown) => ({
    type: POLICY,
    props: { name: "regions", type: "SERVICE_CONTROL_POLICY", content },
});
const rcp = (content: unknown) => ({
    type: POLICY,
    props: { name: "perimeter", type: "RESOURCE_CONTROL_POLICY", content },
});
const SPLIT = "Split it, or shorten its actions with wildcards.";

describe("policy-document", () => {
    describe("size of organisation policies", () => {
        table(policyDocument, [
            { it: "accepts the largest service control policy", ...scp(sized(10_240)), violations: [] },
            {
                it: "refuses one character more",
                ...scp(sized(10_241)),
                violations: [
                    `policy "regions": the document has 10,241 characters, white space included; AWS allows 10,240.\n${SPLIT}`,
                ],
            },
            {
                it: "says if white space makes it too large",
                ...scp(sized(10_200) + " ".repeat(100)),
                violations: [
                    'policy "regions": the document has 10,300 characters, white space included; AWS allows 10,240.\n' +
                        "Send it without white space (JSON.stringify): then it has 10,200.",
                ],
            },
            {
                it: "treats a policy without a type as a service control policy",
                type: POLICY,
                props: { name: "regions", content: sized(10_241) },
                violations: [
                    `policy "regions": the document has 10,241 characters, white space included; AWS allows 10,240.\n${SPLIT}`,
                ],
            },
            {
                it: "uses the limit of each type",
                ...rcp(sized(5_121, everybody)),
                violations: [
                    `policy "perimeter": the document has 5,121 characters, white space included; AWS allows 5,120.\n${SPLIT}`,
                ],
            },
            {
                it: "does not check the size of types that it does not know",
                type: POLICY,
                props: { type: "FUTURE_POLICY", content: JSON.stringify({ a: "x".repeat(50_000) }) },
                violations: [],
            },
        ]);
    });

    describe("size of IAM's documents", () => {
        table(policyDocument, [
            {
                it: "does not count white space",
                type: "aws:iam/policy:Policy",
                props: { policy: sized(6_144) + " \n".repeat(500) },
                violations: [],
            },
            {
                it: "refuses a managed policy that is too large",
                type: "aws:iam/policy:Policy",
                props: { name: "ci", policy: sized(6_145) },
                violations: [
                    `policy "ci": the document has 6,145 characters, white space not counted; AWS allows 6,144.\n${SPLIT}`,
                ],
            },
            {
                it: "adds up the inline policies of a role",
                type: ROLE,
                props: {
                    name: "ci",
                    inlinePolicies: [
                        { name: "a", policy: sized(6_000) },
                        { name: "b", policy: sized(4_241) },
                    ],
                },
                violations: [
                    `role "ci": the sum of its inline policies has 10,241 characters, white space not counted; AWS allows 10,240.\n${SPLIT}`,
                ],
            },
            {
                it: "refuses a trust policy that is too large",
                type: ROLE,
                props: { name: "ci", assumeRolePolicy: sized(2_049, everybody) },
                violations: [
                    `role "ci": the trust policy has 2,049 characters, white space not counted; AWS allows 2,048.\n${SPLIT}`,
                ],
            },
            {
                it: "uses a raised quota of trust policies",
                type: ROLE,
                props: { assumeRolePolicy: sized(4_000, everybody) },
                config: { trustMaxCharacters: 4_096 },
                violations: [],
            },
            {
                it: "counts white space in permission sets",
                type: "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
                name: "admin",
                props: { inlinePolicy: sized(32_768) + " " },
                violations: [
                    'permission set inline policy "admin": the document has 32,769 characters, white space included; AWS allows 32,768.\n' +
                        "Send it without white space (JSON.stringify): then it has 32,768.",
                ],
            },
            {
                it: "refuses a larger inline policy of a permission set of the definition",
                type: PERMISSION_SET,
                props: { name: "admin", inlinePolicy: sized(32_769) },
                violations: [
                    `permission set "admin": the inline policy has 32,769 characters, white space included; AWS allows 32,768.\n${SPLIT}`,
                ],
            },
            {
                it: "accepts a permission set of the definition without an inline policy",
                type: PERMISSION_SET,
                props: { name: "admin", inlinePolicy: "" },
                violations: [],
            },
            {
                it: "skips an unknown inline policy of a permission set of the definition",
                type: PERMISSION_SET,
                props: { name: "admin", inlinePolicy: UNKNOWN },
                violations: [],
            },
        ]);
    });

    describe("form", () => {
        table(policyDocument, [
            { it: "accepts an allow list", ...scp(document([deny, { ...deny, Effect: "Allow" }])), violations: [] },
            { it: "accepts a resource control policy", ...rcp(document(everybody)), violations: [] },
            {
                it: "accepts a tag policy",
                type: POLICY,
                props: { type: "TAG_POLICY", content: '{"tags":{}}' },
                violations: [],
            },
            {
                it: "refuses what is not JSON",
                ...scp("{"),
                violations: [
                    "policy \"regions\": the document is not JSON: Expected property name or '}' in JSON at position 1 (line 1 column 2).\n" +
                        "Make it with JSON.stringify, or correct its text.",
                ],
            },
            {
                it: "refuses JSON that is not an object",
                ...scp("[]"),
                violations: [
                    'policy "regions": the document is not JSON: a policy document is an object {...}.\n' +
                        "Make it with JSON.stringify, or correct its text.",
                ],
            },
            {
                it: "refuses a principal in a service control policy",
                ...scp(document([deny, { ...everybody, Sid: "Leave" }])),
                violations: [
                    'policy "regions": the document is refused by AWS: statement "Leave" has a Principal, which this kind of policy cannot have.\n' +
                        "Remove it: the policy binds everything that it is attached to. Use a condition such as aws:PrincipalArn to narrow it down.",
                ],
            },
            {
                it: "refuses a missing version",
                ...scp(document(deny, { Version: undefined })),
                violations: ['policy "regions": the document has no Version.\nSet "Version": "2012-10-17".'],
            },
            {
                it: "refuses the old version",
                ...rcp(document(everybody, { Version: "2008-10-17" })),
                violations: [
                    'policy "perimeter": the document has the Version "2008-10-17".\nSet "Version": "2012-10-17".',
                ],
            },
            {
                it: "refuses an Allow in a resource control policy",
                ...rcp(document({ ...everybody, Effect: "Allow" })),
                violations: [
                    'policy "perimeter": the document is refused by AWS: statement 1 has the Effect "Allow"; a resource control policy can only Deny.\n' +
                        'Use "Effect": "Deny" with a condition.',
                ],
            },
            {
                it: "refuses a resource control policy for some principals",
                ...rcp(document({ ...deny, Principal: { AWS: "123456789012" } })),
                violations: [
                    'policy "perimeter": the document is refused by AWS: statement 1 must have "Principal": "*", and neither NotPrincipal nor NotAction.\n' +
                        "Narrow it down with a condition, such as aws:PrincipalOrgID.",
                ],
            },
            {
                it: "refuses actions that a resource control policy cannot have",
                ...rcp(document({ ...everybody, Action: ["s3:*", "*", "s*:Get*", "lambda:*"] })),
                violations: [
                    'policy "perimeter": the document is refused by AWS: statement 1 has the action "*", which a resource control policy cannot have: name services, such as s3:*',
                    'policy "perimeter": the document is refused by AWS: statement 1 has the action "s*:Get*": a resource control policy names each service in full, such as s3:Get*',
                    'policy "perimeter": the document is refused by AWS: statement 1 has the action "lambda:*": resource control policies do not reach the service lambda, so AWS refuses it. ' +
                        "The services were read on 2026-09-26 (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html).\n" +
                        "Leave it out, or name lambda in rcpServices of this policy's configuration where AWS has added it since.",
                ],
            },
            {
                it: "accepts a service that AWS has added since, if the configuration names it",
                ...rcp(document({ ...everybody, Action: "lambda:*" })),
                config: { rcpServices: ["lambda"] },
                violations: [],
            },
            {
                it: "refuses a wildcard for the service of a resource, in IAM too",
                type: "aws:iam/policy:Policy",
                props: { name: "ci", policy: document({ ...deny, Resource: ["*", "arn:aws:*:*:*:x"] }) },
                violations: [
                    'policy "ci": the document is refused by AWS: statement 1 has the Resource "arn:aws:*:*:*:x", whose service is not named in full.\n' +
                        'Name each service in an ARN of its own, or use "*" for all.',
                ],
            },
            {
                it: "refuses a misspelt effect",
                type: "aws:iam/policy:Policy",
                props: { name: "ci", policy: document({ ...deny, Effect: "deny" }) },
                violations: [
                    'policy "ci": the document is refused by AWS: statement 1 has the Effect "deny".\nUse "Allow" or "Deny".',
                ],
            },
            {
                it: "accepts principals in a trust policy",
                type: ROLE,
                props: { assumeRolePolicy: document(everybody) },
                violations: [],
            },
        ]);
    });

    describe("what is unknown", () => {
        table(policyDocument, [
            { it: "skips an unknown document", ...scp(UNKNOWN), violations: [] },
            {
                it: "skips a policy of unknown type",
                type: POLICY,
                props: { type: UNKNOWN, content: "{" },
                violations: [],
            },
            {
                it: "skips unknown parts of a role",
                type: ROLE,
                props: { assumeRolePolicy: UNKNOWN, inlinePolicies: [{ policy: UNKNOWN }] },
                violations: [],
            },
        ]);
    });

    refusedConfigs(policyDocument, [
        {
            it: "a quota above AWS's highest",
            config: { trustMaxCharacters: 5_000 },
            error: "trustMaxCharacters must be <= 4096",
        },
    ]);
});
