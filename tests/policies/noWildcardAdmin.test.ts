import { POLICY, ROLE } from "../../policies/check/checkedResources";
import { noWildcardAdmin } from "../../policies/rules/noWildcardAdmin";
import { refusedConfigs, table, UNKNOWN, type Case } from "./policySupport";

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

function document(...statements: object[]): string {
    return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** One statement in a role's policy, and how the message describes its grant. */
function statement(title: string, elements: object, grant?: string): Case {
    return {
        it: title,
        type: ROLE_POLICY,
        name: "ci",
        props: { policy: document(elements) },
        violations:
            grant === undefined ? [] : [message(`role policy "ci" allows ${grant} (statement 1 of the document)`)],
    };
}

function message(what: string, name = "ci"): string {
    return `${what}.\nName what is needed instead, or add "${name}" to no-wildcard-admin.except if it must have full access.`;
}

const all = { Effect: "Allow", Action: "*", Resource: "*" };

describe("no-wildcard-admin", () => {
    describe("statements", () => {
        table(noWildcardAdmin, [
            statement("takes some actions on all resources", { ...all, Action: ["s3:*", "ec2:Describe*"] }),
            statement("takes all actions on some resources", { ...all, Resource: "arn:aws:s3:::logs/*" }),
            statement("takes a Deny of everything", { ...all, Effect: "Deny" }),
            statement("takes all but some on some resources", {
                ...all,
                Action: undefined,
                NotAction: "iam:*",
                Resource: "arn:aws:s3:::a",
            }),
            statement("refuses everything", all, '"*" on all resources'),
            statement("refuses *:*", { ...all, Action: ["s3:Get*", "*:*"] }, '"*:*" on all resources'),
            statement(
                "refuses several asterisks",
                { ...all, Action: "**", Resource: ["a", "**"] },
                '"**" on all resources',
            ),
            statement("refuses all of IAM, whatever the case", { ...all, Action: "IAM:*" }, '"IAM:*" on all resources'),
            statement("refuses an ARN of wildcards", { ...all, Resource: "arn:aws:*:*:*:*" }, '"*" on all resources'),
            statement("refuses it with a condition", { ...all, Condition: { Bool: {} } }, '"*" on all resources'),
            statement(
                "refuses all but some actions",
                { Effect: "Allow", NotAction: ["iam:*"], Resource: "*" },
                "all actions but those in NotAction on all resources",
            ),
            statement(
                "refuses all but some resources",
                { Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::a" },
                '"*" on all resources but those in NotResource',
            ),
            {
                it: "names each reported statement by its Sid",
                type: ROLE_POLICY,
                name: "ci",
                props: {
                    name: "build",
                    policy: document({ ...all, Sid: "Everything" }, { ...all, Action: "s3:*" }, all),
                },
                violations: [
                    message('role policy "build" allows "*" on all resources (statement "Everything" of the document)'),
                    message('role policy "build" allows "*" on all resources (statement 3 of the document)'),
                ],
            },
            {
                ...statement("has its actions by configuration", { ...all, Action: "iam:*" }),
                config: { actions: ["*"] },
            },
            {
                ...statement(
                    "has other actions by configuration",
                    { ...all, Action: "kms:*" },
                    '"kms:*" on all resources',
                ),
                config: { actions: ["KMS:*"] },
            },
        ]);
    });

    describe("where", () => {
        const policy = document(all);
        const holders: [type: string, props: object, subject: string, what: string][] = [
            ["aws:iam/policy:Policy", { policy }, 'policy "ci"', "the document"],
            ["aws:iam/userPolicy:UserPolicy", { policy }, 'user policy "ci"', "the document"],
            ["aws:iam/groupPolicy:GroupPolicy", { policy }, 'group policy "ci"', "the document"],
            [ROLE, { inlinePolicies: [{ name: "x", policy }] }, 'role "ci"', 'the inline policy "x"'],
            [ROLE, { inlinePolicies: [{ policy }] }, 'role "ci"', "an inline policy"],
            [
                "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
                { inlinePolicy: policy },
                'permission set inline policy "ci"',
                "the document",
            ],
            ["aws:iam/rolePolicy:RolePolicy", { policy: { Statement: all } }, 'role policy "ci"', "the document"],
        ];
        table(
            noWildcardAdmin,
            holders.map(([type, props, subject, what]) => ({
                it: `finds it in ${type} (${Object.keys(props).join()})`,
                type,
                name: "ci",
                props: { ...props },
                violations: [message(`${subject} allows "*" on all resources (statement 1 of ${what})`)],
            })),
        );
        table(noWildcardAdmin, [
            { it: "leaves trust policies alone", type: ROLE, props: { assumeRolePolicy: policy }, violations: [] },
            { it: "leaves service control policies alone", type: POLICY, props: { content: policy }, violations: [] },
            {
                it: "leaves invalid JSON to policy-document",
                type: ROLE_POLICY,
                props: { policy: "{" },
                violations: [],
            },
            {
                it: "accepts exceptions",
                type: ROLE_POLICY,
                name: "break-glass",
                props: { policy },
                config: { except: ["break-.*"] },
                violations: [],
            },
        ]);
    });

    describe("attachments", () => {
        const attachments: [type: string, props: Record<string, unknown>, subject: string][] = [
            [ROLE, { managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess", ADMINISTRATOR] }, "role"],
            [
                "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                { policyArn: ADMINISTRATOR },
                "role policy attachment",
            ],
            [
                "aws:iam/userPolicyAttachment:UserPolicyAttachment",
                { policyArn: ADMINISTRATOR },
                "user policy attachment",
            ],
            [
                "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
                { policyArn: ADMINISTRATOR },
                "group policy attachment",
            ],
            ["aws:iam/policyAttachment:PolicyAttachment", { policyArn: ADMINISTRATOR }, "policy attachment"],
            [
                "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
                { policyArns: [ADMINISTRATOR] },
                "role policy attachments exclusive",
            ],
            [
                "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
                { managedPolicyArn: ADMINISTRATOR },
                "managed policy attachment",
            ],
        ];
        table(
            noWildcardAdmin,
            attachments.map(([type, props, subject]) => ({
                it: `refuses AdministratorAccess in ${type}`,
                type,
                name: "ci",
                props,
                violations: [message(`${subject} "ci" attaches AWS's AdministratorAccess`)],
            })),
        );
        const type = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
        table(noWildcardAdmin, [
            {
                it: "accepts other policies",
                type,
                props: { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess-Amplify" },
                violations: [],
            },
            {
                it: "accepts our own policy of that name",
                type,
                props: { policyArn: "arn:aws:iam::123456789012:policy/AdministratorAccess" },
                violations: [],
            },
            {
                it: "recognises the policy in other partitions and paths",
                type,
                name: "ci",
                props: { policyArn: "arn:aws-cn:iam::aws:policy/job-function/Billing" },
                config: { managedPolicies: ["Billing"] },
                violations: [message('role policy attachment "ci" attaches AWS\'s Billing')],
            },
        ]);
    });

    describe("what is unknown", () => {
        const type = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
        table(noWildcardAdmin, [
            { it: "skips an unknown document", type: ROLE_POLICY, props: { policy: UNKNOWN }, violations: [] },
            {
                it: "skips a partly unknown document",
                type: ROLE_POLICY,
                props: { policy: { Statement: UNKNOWN } },
                violations: [],
            },
            { it: "skips an unknown ARN", type, props: { policyArn: UNKNOWN }, violations: [] },
            {
                it: "skips unknown lists",
                type: ROLE,
                props: { inlinePolicies: UNKNOWN, managedPolicyArns: UNKNOWN },
                violations: [],
            },
            {
                it: "still checks the known parts",
                type: ROLE,
                name: "ci",
                props: {
                    name: UNKNOWN,
                    inlinePolicies: [UNKNOWN, { name: UNKNOWN, policy: document(all) }, { name: "b", policy: UNKNOWN }],
                    managedPolicyArns: [UNKNOWN, ADMINISTRATOR],
                },
                violations: [
                    message('role "ci" allows "*" on all resources (statement 1 of an inline policy)'),
                    message('role "ci" attaches AWS\'s AdministratorAccess'),
                ],
            },
        ]);
    });

    refusedConfigs(noWildcardAdmin, [
        { it: "an action that is none", config: { actions: ["everything"] }, error: "actions/0 must match pattern" },
        {
            it: "a policy that is not a list",
            config: { managedPolicies: "Billing" },
            error: "managedPolicies must be array",
        },
    ]);
});
