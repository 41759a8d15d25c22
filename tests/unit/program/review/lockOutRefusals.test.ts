import assert from "node:assert/strict";
import { formatPath, type OrganizationModel } from "../../../../definition";
import { lockOutRefusals } from "../../../../program/review/lockOutRefusals";
import { fromState, type ExistingResources } from "../../../../program/state";
import { load } from "../../definition/definitionFixtures";

type Json = Readonly<Record<string, unknown>>;

const ROLE = "OrganizationAccountAccessRole";
const ORGANIZATION = "o-acme123456";
const scp = (...Statement: Json[]): Json => ({
    type: "SERVICE_CONTROL_POLICY",
    document: { Version: "2012-10-17", Statement: Statement.map((one) => ({ Effect: "Deny", Resource: "*", ...one })) },
});
const rcp = (...Statement: Json[]): Json => ({
    type: "RESOURCE_CONTROL_POLICY",
    document: {
        Version: "2012-10-17",
        Statement: Statement.map((one) => ({ Effect: "Deny", Principal: "*", Resource: "*", ...one })),
    },
});
const unlessRole = (...roles: string[]): Json => ({
    Condition: { ArnNotLike: { "aws:PrincipalArn": roles.map((role) => `arn:*:iam::*:role/${role}`) } },
});
const outsideOf = (...regions: string[]): Json => ({
    Condition: { StringNotEquals: { "aws:RequestedRegion": regions } },
});

/** A definition with the policy p on unit W with the accounts a and b, and more. */
function definition(p: Json, more: Json = {}): OrganizationModel {
    return load({
        defaults: { email: "aws+{account}@example.com" },
        policies: { p },
        units: { W: { guardrails: ["p"], accounts: { a: {}, b: {} } } },
        ...more,
    });
}

const services = (...serviceAccess: string[]): Json => ({ organization: { id: ORGANIZATION, serviceAccess } });
const breakGlass = { organization: { breakGlassRole: "BreakGlass" } };

const ofOrganization = (id: string, more: Json = {}): Json => ({
    Condition: { StringNotEqualsIfExists: { "aws:PrincipalOrgID": id }, ...more },
});
const ofServices = { BoolIfExists: { "aws:PrincipalIsAWSService": "false" } };

function found(
    model: OrganizationModel,
    existing: ExistingResources = fromState({}),
): { path: string; message: string }[] {
    return lockOutRefusals(model, existing).map(({ path, message }) => ({ path: formatPath(path), message }));
}

/** Legitimate definitions, which must not be refused. */
const FINE: readonly [string, OrganizationModel][] = [
    [
        "every guardrail of the library, of every kind of unit",
        load({
            defaults: { email: "aws+{account}@example.com" },
            policies: {
                regions: { guardrail: "region-deny", parameters: { regions: ["eu-central-1"] } },
                suspend: { guardrail: "deny-everything", parameters: { exemptRoles: [`arn:*:iam::*:role/${ROLE}`] } },
            },
            guardrails: ["deny-root-user", "regions", "deny-leaving-organization", "deny-purchases"],
            units: {
                W: { kind: "workloads", without: ["deny-leaving-organization"], accounts: { a: {} } },
                S: { kind: "security", accounts: { b: {} } },
                Suspended: { guardrails: ["suspend"], accounts: { c: {} } },
            },
        }),
    ],
    [
        "a quarantine that spares the break-glass role",
        definition(scp({ Action: "*", ...unlessRole("BreakGlass") }), breakGlass),
    ],
    [
        "the state quarantined",
        load({
            ...breakGlass,
            defaults: { email: "aws+{account}@example.com" },
            units: { W: { accounts: { a: { state: "quarantined" } } } },
        }),
    ],
    ["a protected role", definition(scp({ Action: "iam:*", Resource: "arn:aws:iam::*:role/keep-*" }))],
    ["IAM users alone", definition(scp({ Action: ["iam:CreateUser", "iam:CreateAccessKey"] }))],
    [
        "a denial that depends on a condition",
        definition(scp({ Action: "*", Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } } })),
    ],
    [
        "a perimeter of this organisation",
        definition(
            rcp({ Action: ["s3:*", "sts:AssumeRole"], ...ofOrganization(ORGANIZATION, ofServices) }),
            services("cloudtrail.amazonaws.com", "sso.amazonaws.com"),
        ),
    ],
    [
        "a perimeter before the organisation is known",
        definition(rcp({ Action: "sts:AssumeRole", ...ofOrganization(ORGANIZATION) })),
    ],
    [
        "services that act for other principals",
        definition(
            rcp({
                Action: "s3:PutObject",
                Condition: {
                    StringNotEquals: { "aws:SourceOrgID": ORGANIZATION },
                    Bool: { "aws:PrincipalIsAWSService": "true" },
                },
            }),
            services("cloudtrail.amazonaws.com"),
        ),
    ],
    ["a service that has no access", definition(rcp({ Action: "s3:PutObject" }), services())],
    [
        "StackSets in some regions",
        definition(
            scp({ Action: "cloudformation:*", ...outsideOf("eu-central-1") }),
            services("member.org.stacksets.cloudformation.amazonaws.com"),
        ),
    ],
    ["nothing", load({ units: { W: {} } })],
];

/** Definitions that are refused: where, and with which message. */
const REFUSED: readonly [string, OrganizationModel, string, RegExp][] = [
    [
        "a policy that denies everything and spares nobody",
        definition(scp({ Action: "*" })),
        "policies.p",
        /^policy p, attached to unit W, denies OrganizationAccountAccessRole \(the role by which the management account enters accounts\) iam:AttachRolePolicy, iam:CreateRole, iam:DeleteRolePolicy, iam:DetachRolePolicy and 3 more in accounts a and b\. Nothing that is broken there [^\n]*\nTo avoid this, add arn:\*:iam::\*:role\/OrganizationAccountAccessRole [^\n]*\nIf this is intended, write beside the policy\nacknowledge: \{ lockOut: \[OrganizationAccountAccessRole\] \}$/,
    ],
    [
        "deny-everything by its name, on a unit without accounts",
        load({ units: { Suspended: { guardrails: ["deny-everything"] } } }),
        "units.Suspended.guardrails[0]",
        /in the empty unit Suspended\. [^]*\nIf this is intended, write\npolicies: \{ deny-everything: \{ acknowledge: \{ lockOut: \[OrganizationAccountAccessRole\] \} \} \}$/,
    ],
    [
        "regions without the exception for IAM",
        definition(scp({ Action: "*", ...outsideOf("eu-central-1") })),
        "policies.p",
        /^policy p, attached to unit W, denies OrganizationAccountAccessRole /,
    ],
    [
        "IAM for all but another role",
        definition(scp({ Action: ["iam:*Role*"], ...unlessRole("Security") })),
        "policies.p",
        /denies OrganizationAccountAccessRole [^\n]* in accounts a and b\./,
    ],
    [
        "the access role of one account",
        definition(scp({ Action: "iam:*", ...unlessRole(ROLE) }), {
            units: { W: { guardrails: ["p"], accounts: { a: {}, b: { roleName: "Admin" } } } },
        }),
        "policies.p",
        /denies Admin \(the role by which the management account enters accounts\) [^\n]* in account b\./,
    ],
    [
        "the break-glass role, if only the access role is spared",
        definition(scp({ Action: "iam:*", ...unlessRole(ROLE) }), breakGlass),
        "policies.p",
        /denies BreakGlass \(the break-glass role\)/,
    ],
    [
        "the break-glass role in a quarantine, by another policy",
        definition(scp({ Action: "iam:*", ...unlessRole(ROLE) }), {
            ...breakGlass,
            units: { W: { guardrails: ["p"], accounts: { a: { state: "quarantined" } } } },
        }),
        "policies.p",
        /^policy p, attached to unit W, denies BreakGlass/,
    ],
    [
        "an allow list without IAM",
        definition(
            {
                type: "SERVICE_CONTROL_POLICY",
                document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] },
            },
            { units: { W: { guardrails: ["p"], fullAccess: false, accounts: { a: {} } } } },
        ),
        "units.W.fullAccess",
        /^FullAWSAccess is detached from unit W, and no policy attached there allows OrganizationAccountAccessRole [^]*write beside one of the policies attached there\nacknowledge: \{ lockOut: \[OrganizationAccountAccessRole\] \}$/,
    ],
    [
        "a perimeter of another organisation",
        definition(rcp({ Action: "sts:AssumeRole", ...ofOrganization("o-other12345", ofServices) }), services()),
        "policies.p",
        /denies OrganizationAccountAccessRole [^\n]* sts:AssumeRole in accounts a and b\. The management account could no longer assume the role/,
    ],
    [
        "writing the trail",
        definition(rcp({ Action: "s3:*", ...ofOrganization(ORGANIZATION) }), services("cloudtrail.amazonaws.com")),
        "policies.p",
        /denies cloudtrail\.amazonaws\.com \(a service with access to the organisation\) s3:GetBucketAcl and s3:PutObject in accounts a and b\. What it records would be lost\.\nTo avoid this, exempt AWS services with the condition/,
    ],
    [
        "people who sign in with Identity Center",
        definition(
            rcp({ Action: "sts:*", ...ofOrganization(ORGANIZATION, ofServices) }),
            services("sso.amazonaws.com"),
        ),
        "policies.p",
        /denies sso\.amazonaws\.com [^\n]* sts:AssumeRoleWithSAML [^\n]* Nobody could sign in/,
    ],
    [
        "StackSets everywhere",
        definition(scp({ Action: "cloudformation:*" }), services("member.org.stacksets.cloudformation.amazonaws.com")),
        "policies.p",
        /stacksets-exec-\*/,
    ],
];

describe("program: principals that guardrails would lock out", () => {
    for (const [what, model] of FINE) {
        it(`accepts ${what}`, () => {
            assert.deepEqual(found(model), []);
        });
    }

    for (const [what, model, path, message] of REFUSED) {
        it(`refuses ${what}`, () => {
            const problems = found(model);
            assert.equal(problems.length, 1, JSON.stringify(problems, undefined, 1));
            assert.equal(problems[0]?.path, path);
            assert.match(problems[0].message, message);
        });
    }

    it("reports every policy that locks out, because removing only one of them does not help", () => {
        const model = definition(scp({ Action: "iam:*" }), {
            policies: { p: scp({ Action: "iam:*" }), q: scp({ Action: "iam:CreateRole" }) },
            guardrails: ["q"],
        });
        assert.deepEqual(
            found(model).map(({ path, message }) => [path, message.slice(0, message.indexOf(","))]),
            [
                ["policies.p", "policy p"],
                ["policies.q", "policy q"],
            ],
        );
    });

    it("does not blame a policy that denies it in some regions only, if another one denies it everywhere", () => {
        const stackSets = services("member.org.stacksets.cloudformation.amazonaws.com");
        const of = (p: Json): readonly string[] =>
            found(
                definition(p, {
                    ...stackSets,
                    policies: { p, regions: scp({ Action: "cloudformation:*", ...outsideOf("eu-central-1") }) },
                    guardrails: ["regions"],
                }),
            ).map(({ path }) => path);
        assert.deepEqual(of(scp({ Action: "cloudformation:Delete*" })), ["policies.p"]);
        const there = { Condition: { StringEquals: { "aws:RequestedRegion": "eu-central-1" } } };
        assert.deepEqual([...of(scp({ Action: "cloudformation:Delete*", ...there }))].sort(), [
            "policies.p",
            "policies.regions",
        ]);
    });

    it("accepts what is acknowledged, for exactly the named principals", () => {
        const meant = (...lockOut: string[]): OrganizationModel =>
            definition({ ...scp({ Action: "*" }), acknowledge: { lockOut } }, breakGlass);
        assert.deepEqual(found(meant(ROLE, "BreakGlass")), []);
        assert.match(found(meant(ROLE))[0]?.message ?? "", /denies BreakGlass/);
        assert.equal(found(meant("Somebody")).length, 2);
    });

    it("takes the ids of the organisation and the accounts from the state", () => {
        const urn = "urn:pulumi:test::x::aws:organizations";
        const existing = fromState({
            [`${urn}/organization:Organization::organization`]: {
                type: "aws:organizations/organization:Organization",
                outputs: { id: ORGANIZATION },
            },
            [`${urn}/account:Account::a`]: {
                type: "aws:organizations/account:Account",
                outputs: { id: "111122223333", email: "a@example.com" },
            },
        });
        const perimeter = definition(rcp({ Action: "sts:AssumeRole", ...ofOrganization("o-other12345") }));
        assert.deepEqual(found(perimeter), []);
        assert.equal(found(perimeter, existing).length, 1);
        const one = definition(
            scp({ Action: "iam:*", Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } } }),
        );
        assert.match(found(one, existing)[0]?.message ?? "", / in account a\./);
    });
});
