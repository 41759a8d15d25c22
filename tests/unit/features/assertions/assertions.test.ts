import assert from "node:assert/strict";
import { DefinitionError, formatPath, NO_IDS, type DefinitionModel, type KnownIds } from "../../../../definition";
import { load, loadDefinition, refused, yaml } from "../../definition/definitionFixtures";

/** Units W (region deny, with W/P below it), S (no GPUs) and E (no accounts). The root protects the trail. */
const ORGANIZATION = yaml`
    defaults: { email: "{account}@example.com" }
    guardrails: [trail]
    policies:
      trail: { guardrail: protect-security-services, parameters: { exemptRoles: ["arn:*:iam::*:role/BreakGlass"] } }
      regions: { guardrail: region-deny, parameters: { regions: [eu-central-1], exemptRoles: ["arn:*:iam::*:role/BreakGlass"] } }
      suspend: { guardrail: deny-everything }
      s3-only:
        type: SERVICE_CONTROL_POLICY
        document: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "s3:*", Resource: "*" }] }
      no-gpus:
        type: SERVICE_CONTROL_POLICY
        document:
          Version: "2012-10-17"
          Statement:
            - { Sid: NoGpus, Effect: Deny, Action: ec2:RunInstances, Resource: "arn:*:ec2:*:*:instance/*", Condition: { StringLike: { ec2:InstanceType: "p*" } } }
      lax-trail: { guardrail: protect-security-services, parameters: { exemptRoles: ["arn:*:iam::*:role/BreakGlass", "arn:*:iam::*:role/ci-*"] } }
    units:
      W:
        guardrails: [regions, deny-root-user]
        accounts: { shop: {} }
        units: { P: { accounts: { shop-prod: {}, shop-quiet: { state: quarantined } } } }
      S: { guardrails: [no-gpus], accounts: { ada: {}, linus: {} } }
      E: { guardrails: [suspend], units: { F: {} } }
      A: { guardrails: [s3-only], fullAccess: false, accounts: { vault: {} } }
      same: { accounts: { same: {} } }
      L: { accounts: { lax: { guardrails: [] } } }
    assertions:
`;

const organization = (assertion: string, more = ""): string =>
    `${ORGANIZATION.trimEnd()}\n  it: { ${assertion} }\n${more}`;

/** The result of testing all assertions. */
interface Outcome {
    readonly holding: unknown;
    readonly untested: readonly string[];
}

async function outcome(model: DefinitionModel, ids?: KnownIds): Promise<Outcome> {
    const [tested] = await model.features.test(model, ids ?? NO_IDS);
    return { holding: tested?.json["assertions"], untested: tested?.warnings ?? [] };
}

async function tested(definition: string, ids?: KnownIds): Promise<Outcome | { path: string; message: string }[]> {
    try {
        return await outcome(load(definition), ids);
    } catch (error) {
        if (!(error instanceof DefinitionError)) throw error;
        return error.problems.map(({ path, message }) => ({ path: formatPath(path), message }));
    }
}

async function failure(definition: string): Promise<string> {
    const found = await tested(definition);
    assert.ok(Array.isArray(found), "it holds");
    assert.equal(found.length, 1, JSON.stringify(found, undefined, 1));
    return found[0]?.message ?? "";
}

/** Assertions, and how they fail. Without a pattern the assertion holds. */
const CASES: readonly [string, ...RegExp[]][] = [
    // cannot
    ["who: [Developer], cannot: [ec2:RunInstances], in: [S], context: { ec2:InstanceType: p5.48xlarge }"],
    [
        "who: [Developer], cannot: [ec2:RunInstances], in: [S], context: { ec2:InstanceType: t3.micro }",
        /^does not hold\nrole Developer can ec2:RunInstances in account ada and account linus: no statement denies it\. Attach a guardrail that does, or change these statements, which do not apply to this:\n {2}statement NoGpus of service control policy no-gpus at unit S \(\S+organization\.yaml:10:3\)\n {2}\{\n {4}"Sid": "NoGpus",/,
    ],
    [
        "who: [Developer], cannot: [ec2:RunInstances], in: [S]",
        /^does not hold\nit is not proven that role Developer cannot ec2:RunInstances in account ada and account linus\. The answer depends on what the assertion leaves open: add context: \{ ec2:instancetype: \.\.\. \}\. These statements may apply or not:\n {2}statement NoGpus/,
    ],
    ["cannot: [ec2:RunInstances], in: [linus], context: { EC2:instanceType: p4d.24xlarge }"],
    ["cannot: [s3:GetObject], in: [W], regions: [us-east-1, eu-west-1]"],
    [
        "cannot: [s3:GetObject], in: [W], regions: [us-east-1, eu-central-1]",
        /a role that no policy names and a user that no policy names can s3:GetObject in account shop and account shop-prod \(eu-central-1\): no statement denies it/,
    ],
    [
        "cannot: [s3:GetObject], in: [W/P]",
        /not proven that a role that no policy names and a user that no policy names cannot s3:GetObject .* add regions: \[\.\.\.\]\. These statements may apply or not:\n.*statement DenyOtherRegions/,
    ],
    ["cannot: ['ec2:*', 's3:*'], in: [E]"],
    ["cannot: [ec2:*, iam:CreateUser], in: [vault]"],
    [
        "cannot: [s3:Get*], in: [vault]",
        /the root user can s3:GetAccelerateConfiguration, .* and \d+ more in account vault: no statement denies it\. Attach a guardrail that does$/,
    ],
    [
        "who: [AWSServiceRoleForECS], cannot: [s3:GetObject], in: [E]",
        /can s3:GetObject in a new account in unit E\/F: service control policies do not bind service-linked roles/,
    ],
    // can
    ["can: [s3:GetObject], in: [shop-prod], regions: [eu-central-1]"],
    [
        "can: [s3:GetObject], in: [shop-prod], regions: [eu-central-1, us-east-1], because: the shop sells",
        /^does not hold, and it should: the shop sells\na role that no policy names cannot s3:GetObject in account shop-prod \(us-east-1\):\n {2}statement DenyOtherRegions of service control policy regions at unit W \(\S+organization\.yaml:5:3\)\n {2}\{\n {4}"Sid": "DenyOtherRegions",\n {4}"Effect": "Deny",\n {4}"NotAction": \["a4b:\*", "access-analyzer:\*", "account:\*", "acm:\*", and \d+ more\],/,
    ],
    [
        "who: [root], can: [s3:GetObject], in: [shop], regions: [eu-central-1]",
        /the root user cannot s3:GetObject in account shop .*\n.*DenyRootUser/,
    ],
    ["can: [s3:GetObject], in: [vault]"],
    [
        "can: [ec2:RunInstances], in: [vault]",
        /a role that no policy names cannot ec2:RunInstances in account vault: FullAWSAccess is detached from unit A, and no policy there allows it$/,
    ],
    ["can: [iam:CreateUser]", /cannot iam:CreateUser in account vault/],
    ["who: [BreakGlass], can: [s3:GetObject], in: [W], regions: [us-east-1]"],
    // nobodyBut
    [
        "nobodyBut: [BreakGlass], can: [cloudtrail:StopLogging, cloudtrail:DeleteTrail], in: [W, S, same, L]".replace(
            "same",
            "unit same",
        ),
    ],
    [
        "nobodyBut: [Auditor], can: [cloudtrail:StopLogging], in: [S]",
        /role Auditor cannot cloudtrail:StopLogging in account ada and account linus:\n[^]*role BreakGlass can cloudtrail:StopLogging in account ada and account linus: no statement denies it/,
    ],
    ["nobodyBut: [BreakGlass], can: [s3:GetObject], in: [S]", /the root user can s3:GetObject/],
    // names
    ["can: [s3:GetObject], in: [account same]"],
    ["can: [s3:GetObjct], in: [S]", /^there is no action s3:GetObjct\. Did you mean "s3:GetObject"\?$/],
    ["can: [s4:GetObject], in: [S]", /^there is no service "s4"\./],
    ["can: ['s3:Gt*'], in: [S]", /^there is no action that matches s3:Gt\*\./],
    [
        "can: [GetObject], in: [S]",
        /^"GetObject" is not an action: use a service and an action such as s3:PutObject, or s3:\*$/,
    ],
    [
        "can: [ec2:RunInstances], in: [S], context: { ec2:InstanceTyp: x }",
        /^there is no condition key "ec2:InstanceTyp"\. Did you mean "ec2:InstanceType"\?$/,
    ],
    [
        "can: [s3:ListAllMyBuckets], in: [S], context: { s3:prefix: x }",
        /^no request for s3:ListAllMyBuckets carries the condition key s3:prefix\./,
    ],
];

describe("definition: assertions", () => {
    for (const [assertion, ...patterns] of CASES) {
        it(`${assertion}: ${patterns.length > 0 ? "fails" : "holds"}`, async () => {
            if (patterns.length === 0) {
                assert.deepEqual(await tested(organization(assertion)), { holding: 1, untested: [] });
                return;
            }
            const message = await failure(organization(assertion));
            for (const pattern of patterns) assert.match(message, pattern);
        });
    }

    it("nobodyBut finds out whom a policy spares by name", async () => {
        const lax = organization("nobodyBut: [BreakGlass], can: [cloudtrail:StopLogging], in: [L]").replace(
            "guardrails: [trail]",
            "guardrails: [lax-trail]",
        );
        assert.match(await failure(lax), /^does not hold\nrole ci-\* can cloudtrail:StopLogging in account lax: /);
        const named = lax.replace("nobodyBut: [BreakGlass]", "nobodyBut: [BreakGlass, 'ci-*']");
        assert.deepEqual(await tested(named), { holding: 1, untested: [] });
    });

    /** Whom a policy that denies sqs spares, the condition by which it does, and the failure that nobodyBut reports. */
    const SPARING: readonly [string, string, RegExp?][] = [
        [
            "a pattern without an account",
            '{ StringNotLike: { "aws:PrincipalArn": "*:role/Admin" } }',
            /^role Admin can /m,
        ],
        [
            "a pattern of accounts",
            '{ ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::0*:role/Admin" } }',
            /^role Admin can /m,
        ],
        [
            "a role at a path",
            '{ ArnNotLike: { "aws:PrincipalArn": "arn:*:iam::*:role/ops/Admin" } }',
            /^role ops\/Admin can /m,
        ],
        ["a user", '{ StringNotEquals: { "aws:username": "root-of-all" } }', /^user root-of-all can /m],
        [
            "a tag",
            '{ StringNotEquals: { "aws:PrincipalTag/admin": "yes" } }',
            /^it is not proven .* add context: \{ aws:principaltag\/admin: \.\.\. \}/m,
        ],
        ["nobody", '{ Null: { "aws:PrincipalArn": "false" } }'],
    ];
    for (const [who, condition, message] of SPARING) {
        it(`nobodyBut sees that a policy spares ${who}`, async () => {
            const statement = `{ Effect: Deny, Action: "sqs:*", Resource: "*", Condition: ${condition} }`;
            const policy = `spares: { type: SERVICE_CONTROL_POLICY, document: { Version: "2012-10-17", Statement: [${statement}] } }`;
            const said = await failure(
                organization("nobodyBut: [Nobody], can: [sqs:SendMessage], in: [S]")
                    .replace("lax-trail:", `${policy}\n  lax-trail:`)
                    .replace("S: { guardrails: [no-gpus]", "S: { guardrails: [spares]"),
            );
            if (message) assert.match(said, message);
            else assert.doesNotMatch(said, / can /);
        });
    }

    it("accounts in quarantine are not asked what a role can do, because an emergency must not stop the preview", async () => {
        const found = await tested(organization("can: [s3:GetObject], in: [shop-quiet], regions: [eu-central-1]"));
        assert.deepEqual(found, {
            holding: 0,
            untested: [
                "assertion it was not tested: nothing can be done in any of its accounts, which are in quarantine or suspended",
            ],
        });
        assert.deepEqual(await tested(organization("cannot: [s3:GetObject], in: [shop-quiet]")), {
            holding: 1,
            untested: [],
        });
    });

    it("uses the ids that are known, because policies may name accounts", async () => {
        const definition = organization("cannot: [s3:GetObject], in: [ada, linus]")
            .replace(
                "units:",
                `  one-account:
    type: SERVICE_CONTROL_POLICY
    document:
      Version: "2012-10-17"
      Statement: [{ Effect: Deny, Action: "s3:*", Resource: "*", Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } } }]
units:`,
            )
            .replace("S: { guardrails: [no-gpus]", "S: { guardrails: [one-account]");
        const both = {
            accounts: new Map([
                ["ada", "111122223333"],
                ["linus", "444455556666"],
            ]),
        };
        const found = await tested(definition, both);
        assert.ok(Array.isArray(found));
        assert.match(found[0]?.message ?? "", /can s3:GetObject in account linus: no statement denies it/);
        const one = {
            accounts: new Map([
                ["ada", "111122223333"],
                ["linus", "111122223333"],
            ]),
        };
        assert.deepEqual(await tested(definition, one), { holding: 1, untested: [] });
    });

    it("reports all failures at once, each where the assertion is written", async () => {
        const found = await tested(
            `${ORGANIZATION}  one: { can: [s3:GetObject, s3:Nope], in: [S] }\n  two: { cannot: [s3:GetObject], in: [S] }\n`,
        );
        assert.ok(Array.isArray(found));
        assert.deepEqual(
            found.map(({ path }) => path),
            ["assertions.one.can[1]", "assertions.two"],
        );
    });

    it("does nothing without assertions", async () => {
        const model = loadDefinition("organizations/minimal");
        assert.deepEqual(await outcome(model), { holding: 0, untested: [] });
    });

    describe("whose form is wrong", () => {
        const assertions = (text: string): string => yaml`
            units: { S: { accounts: { ada: { email: a@example.com } } }, both: { accounts: { both: { email: b@example.com } } } }
            assertions:
              ${text}
        `;
        const FORMS: readonly [string, ...(string | RegExp)[]][] = [
            ["▶a: { in: [S] }", "has neither can nor cannot: give one of them, with actions"],
            ["▶a: { can: [s3:GetObject], cannot: [s3:GetObject] }", "gives both can and cannot: keep one"],
            ["a: { ▶cant: [s3:GetObject] }", /unknown key "cant"\. Did you mean "can"\?/],
            ["a: { can: ▶[] }".replace("can: ▶", "▶can: "), "is an empty list"],
            ["a: { cannot: [s3:GetObject], in: [▶T] }", 'there is no unit or account "T"'],
            ["a: { cannot: [s3:GetObject], in: [▶adda] }", 'Did you mean "ada"?'],
            ["a: { cannot: [s3:GetObject], in: [▶both] }", 'write "unit both" or "account both"'],
            ["a: { cannot: [s3:GetObject], ▶nobodyBut: [Admin] }", "goes with can"],
            ["a: { can: [s3:GetObject], nobodyBut: [Admin], ▶who: [Other] }", "keep one"],
            ["a: { can: [s3:GetObject], who: [▶'A dmin'] }", '"A dmin" is not a principal: use a role'],
            [
                "a: { can: [s3:GetObject], who: [▶'arn:aws:iam::111122223333:role/Admin'] }",
                "the accounts are given in `in`",
            ],
            ["a: { can: [s3:GetObject], regions: [▶Frankfurt] }", "region"],
            ["a: { can: [s3:GetObject], regions: [▶eu-sotuh-1] }", 'Did you mean "eu-south-1"?'],
            ["a: { can: [s3:GetObject], ▶resource: bucket }", '"bucket" is not an ARN'],
        ];
        for (const [text, ...messages] of FORMS) {
            it(text.replaceAll("▶", ""), () => void refused(assertions(text), ...messages));
        }
    });
});
