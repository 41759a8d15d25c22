import { PERMISSION_SET, ROLE } from "../../policies/check/checkedResources";
import { noWildcardAdmin } from "../../policies/rules/noWildcardAdmin";
import { table, UNKNOWN, type Case } from "./policySupport";

const FOR_EMERGENCIES =
    "Only a way in for emergencies may do that. Name what is needed instead, or write `breakGlass: true` at the permission set in the definition (in your own program `isBreakGlass: true`).";
const FOR_SOME =
    'Name what is needed instead, write `breakGlass: true` if it is for emergencies, or add "ops" to no-wildcard-admin.except if it must have full access.';

const allow = (elements: object): object => ({ Effect: "Allow", Resource: "*", ...elements });
const document = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const aws = (policy: unknown): object => ({ kind: "aws", policy });
const CUSTOMER = { kind: "customer", policy: { name: "Own", path: "/" } };

/** A permission set as the program registers it. */
function set(title: string, props: object, ...violations: string[]): Case {
    const nothing = { name: "Ops", managedPolicies: [], customerManagedPolicies: [], inlinePolicy: "", tags: {} };
    return {
        it: title,
        type: PERMISSION_SET,
        name: "ops",
        props: { ...nothing, isBreakGlass: false, ...props },
        violations: violations.map((one) => `permission set "Ops" ${one}`),
    };
}

const administrator = (what: string): string => `${what}.\n${FOR_EMERGENCIES}`;
const wide = (what: string): string => `${what}.\n${FOR_SOME}`;
const ADMINISTRATOR = administrator("attaches AWS's AdministratorAccess, which allows everything");

describe("no-wildcard-admin: permission sets of the definition", () => {
    describe("that allow everything", () => {
        table(noWildcardAdmin, [
            set("are refused", { managedPolicies: ["AdministratorAccess"] }, ADMINISTRATOR),
            set("are accepted as break-glass", { managedPolicies: ["AdministratorAccess"], isBreakGlass: true }),
            set(
                "are refused where nothing is said of break-glass",
                { managedPolicies: ["AdministratorAccess"], isBreakGlass: undefined },
                ADMINISTRATOR,
            ),
            ...["arn:aws:", "arn:aws-cn:", "arn:aws-us-gov:", "arn:aws-iso-b:"].map((partition) =>
                set(
                    `are refused by the ARN ${partition}...`,
                    { managedPolicies: [`${partition}iam::aws:policy/AdministratorAccess`] },
                    ADMINISTRATOR,
                ),
            ),
            set("are refused by a name in other capitals", { managedPolicies: ["administratoraccess"] }, ADMINISTRATOR),
            set(
                "are refused beside what is no name",
                { managedPolicies: [null, 5, {}, "AdministratorAccess"] },
                ADMINISTRATOR,
            ),
            set(
                "are refused where the policies do it together",
                { managedPolicies: ["IAMFullAccess", "PowerUserAccess", "ReadOnlyAccess"] },
                administrator("attaches AWS's IAMFullAccess and PowerUserAccess, which together allow everything"),
            ),
            set(
                "are refused with an inline policy",
                { managedPolicies: ["ReadOnlyAccess"], inlinePolicy: document(allow({ Action: "*" })) },
                administrator("allows everything by the inline policy"),
            ),
            set(
                "are refused where its statements do it together",
                { inlinePolicy: document(allow({ NotAction: "iam:*" }), allow({ Action: "iam:*" })) },
                administrator("allows everything by the inline policy"),
            ),
            set(
                "are refused with a condition and a Deny, which can be taken away",
                {
                    inlinePolicy: document(
                        allow({ Action: "*", Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }),
                        { Effect: "Deny", Action: "iam:*", Resource: "*" },
                    ),
                },
                administrator("allows everything by the inline policy"),
            ),
            {
                ...set("are refused whatever the configuration is", { managedPolicies: ["AdministratorAccess"] }),
                config: { except: ["ops"], managedPolicies: [], actions: [] },
                violations: [`permission set "Ops" ${ADMINISTRATOR}`],
            },
        ]);
    });

    describe("with a boundary", () => {
        const all = { managedPolicies: ["AdministratorAccess"], inlinePolicy: document(allow({ Action: "iam:*" })) };
        table(noWildcardAdmin, [
            set("that allows less: accepted", { ...all, boundary: aws("PowerUserAccess") }),
            set("of their own, as in the language: accepted", { ...all, boundary: CUSTOMER }),
            set("that allows everything: refused", { ...all, boundary: aws("AdministratorAccess") }, ADMINISTRATOR),
            set(
                "that allows everything, by its ARN: refused",
                { ...all, boundary: aws("arn:aws:iam::aws:policy/AdministratorAccess") },
                ADMINISTRATOR,
            ),
            set("that is none: refused", { ...all, boundary: {} }, ADMINISTRATOR),
            set(
                "that leaves IAM: refused",
                { ...all, boundary: aws("IAMFullAccess") },
                wide('allows "iam:*" on all resources (statement 1 of the inline policy)'),
                wide("attaches AWS's AdministratorAccess"),
            ),
        ]);
    });

    describe("that allow less", () => {
        table(noWildcardAdmin, [
            set("are accepted", { managedPolicies: ["PowerUserAccess", "job-function/Billing"] }),
            set("are accepted with a policy that is not known", { managedPolicies: ["NewAccess"] }),
            set(
                "are refused with all of IAM",
                { managedPolicies: ["IAMFullAccess"] },
                wide("attaches AWS's IAMFullAccess"),
            ),
            set(
                "are refused with all of IAM by statement",
                {
                    managedPolicies: ["PowerUserAccess"],
                    inlinePolicy: document(allow({ Sid: "Roles", Action: "iam:*" })),
                },
                wide('allows "iam:*" on all resources (statement "Roles" of the inline policy)'),
            ),
            set(
                "are refused with all of IAM by statements together",
                {
                    inlinePolicy: document(
                        allow({ Action: ["iam:A*", "iam:C*", "iam:D*"] }),
                        allow({ Action: ["iam:P*", "iam:U*"] }),
                    ),
                },
                wide("allows all of IAM by the statements of the inline policy together"),
            ),
            set("are accepted with a letter of IAM", { inlinePolicy: document(allow({ Action: "iam:z*" })) }),
            set("are accepted with roles and policies, as `admin` of the library", {
                managedPolicies: ["PowerUserAccess"],
                inlinePolicy: document(allow({ Action: ["iam:*Policy", "iam:*PolicyVersion*", "iam:*Role*"] })),
            }),
            set(
                "are refused with all actions but some",
                { inlinePolicy: document(allow({ NotAction: ["iam:*", "organizations:*"] })) },
                wide("allows all actions but those in NotAction on all resources (statement 1 of the inline policy)"),
            ),
            set("are accepted as break-glass", { managedPolicies: ["IAMFullAccess"], isBreakGlass: true }),
            {
                ...set("are accepted as an exception", { managedPolicies: ["IAMFullAccess"] }),
                config: { except: ["o.s"] },
            },
        ]);
    });

    describe("what is unknown", () => {
        const everything = { managedPolicies: ["AdministratorAccess"] };
        table(noWildcardAdmin, [
            set("skips one that may be break-glass", { ...everything, isBreakGlass: UNKNOWN }),
            set("skips one whose boundary is unknown", { ...everything, boundary: UNKNOWN }),
            set("skips one whose boundary is partly unknown", { ...everything, boundary: aws(UNKNOWN) }),
            set("skips unknown policies", { managedPolicies: UNKNOWN, inlinePolicy: UNKNOWN }),
            set(
                "still checks the known policies",
                { name: "Ops", managedPolicies: [UNKNOWN, "AdministratorAccess"], inlinePolicy: UNKNOWN },
                ADMINISTRATOR,
            ),
            set(
                "still checks the inline policy",
                { managedPolicies: UNKNOWN, inlinePolicy: document(allow({ Action: "*" })) },
                administrator("allows everything by the inline policy"),
            ),
            set("does not need the name of its own boundary", {
                ...everything,
                boundary: { kind: "customer", policy: { name: UNKNOWN, path: "/" } },
            }),
        ]);
    });
});

describe("no-wildcard-admin: the boundary and the policies of a role", () => {
    const ARN = "arn:aws:iam::aws:policy/";
    const role = (title: string, props: Record<string, unknown>, ...violations: string[]): Case => ({
        it: title,
        type: ROLE,
        name: "ci",
        props,
        violations: violations.map(
            (one) =>
                `role "ci" ${one}.\nName what is needed instead, or add "ci" to no-wildcard-admin.except if it must have full access.`,
        ),
    });
    const all = { managedPolicyArns: [`${ARN}AdministratorAccess`] };
    const roles = { name: "a", policy: document(allow({ Action: "iam:*" })) };
    table(noWildcardAdmin, [
        role("accepts a boundary of AWS that takes it away", { ...all, permissionsBoundary: `${ARN}PowerUserAccess` }),
        role(
            "refuses it with a boundary of AWS that does not",
            { inlinePolicies: [roles], permissionsBoundary: "arn:aws-cn:iam::aws:policy/IAMFullAccess" },
            'allows "iam:*" on all resources (statement 1 of the inline policy "a")',
        ),
        role(
            "refuses it with another boundary, whose document is not known",
            { ...all, permissionsBoundary: "arn:aws:iam::123456789012:policy/Boundary" },
            "attaches AWS's AdministratorAccess",
        ),
        role(
            "refuses it with a boundary that the run creates",
            { ...all, permissionsBoundary: UNKNOWN },
            "attaches AWS's AdministratorAccess",
        ),
        {
            ...role(
                "refuses policies that together allow everything",
                { managedPolicyArns: ["ReadOnlyAccess", "IAMFullAccess", "PowerUserAccess"].map((name) => ARN + name) },
                "attaches AWS's IAMFullAccess and PowerUserAccess, which together allow everything",
            ),
            config: { managedPolicies: ["AdministratorAccess"] },
        },
        {
            ...role("leaves one policy alone to the configuration", all),
            config: { managedPolicies: [] },
        },
        role(
            "refuses inline policies that together allow everything",
            {
                inlinePolicies: [
                    { name: "a", policy: document(allow({ Action: ["iam:A*", "iam:C*", "ec2:*", "s3:*"] })) },
                    { name: "b", policy: document(allow({ Action: ["kms:*", "cloudtrail:*", "rds:*"] })) },
                ],
            },
            "allows everything by the statements of its inline policies together",
        ),
        role(
            "refuses statements that together allow everything",
            {
                inlinePolicies: [
                    {
                        name: "a",
                        policy: document(
                            allow({ Action: ["iam:A*", "iam:C*", "ec2:*", "s3:*"] }),
                            allow({ Action: ["kms:*", "cloudtrail:*", "rds:*"] }),
                        ),
                    },
                ],
            },
            'allows everything by the statements of the inline policy "a" together',
        ),
        role(
            "refuses all of IAM by an ARN",
            {
                inlinePolicies: [
                    { name: "a", policy: document(allow({ Action: ["*"], Resource: "arn:aws:iam::*:*" })) },
                ],
            },
            'allows "*" on all resources of iam (statement 1 of the inline policy "a")',
        ),
        role(
            "passes over lists with nothing in them",
            { ...all, inlinePolicies: [null, {}, { name: 5, policy: null }] },
            "attaches AWS's AdministratorAccess",
        ),
        role("accepts all of IAM on some roles", {
            inlinePolicies: [
                { name: "a", policy: document(allow({ Action: "iam:*", Resource: "arn:aws:iam::*:role/ci/*" })) },
            ],
        }),
    ]);
});
