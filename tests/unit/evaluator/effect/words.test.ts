import assert from "node:assert/strict";
import { deny, effectOf, ROLE, words, type Json, type Sketch } from "./support";

const spared = (role: string): { Condition: Json } => ({
    Condition: { ArnNotLike: { "aws:PrincipalArn": `arn:*:iam::*:role/${role}` } },
});
const outside = (...regions: string[]): { Condition: Json } => ({
    Condition: { StringNotEquals: { "aws:RequestedRegion": regions } },
});

/** Unit W with the accounts a and b, and the policy p attached to it. */
function p(...statements: Json[]): Sketch {
    return { policies: { p: statements }, units: { W: ["p"], V: [] }, accounts: { a: "W", b: "W", other: "V" } };
}
const without = (sketch: Sketch): Sketch => ({ ...sketch, units: { ...sketch.units, W: [] } });

const BUCKET = deny(["s3:DeleteBucket", "s3:DeleteBucketPolicy"]);
const everywhere: Sketch = p(BUCKET);

/** A table: the title, the policies before and after, and the messages. */
const CASES: readonly [string, Sketch, Sketch, ...string[]][] = [
    ["nothing changes", everywhere, everywhere],
    [
        "a policy is attached",
        without(everywhere),
        everywhere,
        "Tighter: W (2 accounts) may do less (policy p is attached to unit W)\n  - s3: DeleteBucket and DeleteBucketPolicy",
    ],
    [
        "a policy is detached",
        everywhere,
        without(everywhere),
        "LOOSER: W (2 accounts) may do more (policy p is detached from unit W)\n  - s3: DeleteBucket and DeleteBucketPolicy",
    ],
    [
        "a document changes: some denials are added, some removed",
        everywhere,
        p(deny(["s3:DeleteBucket", "kms:DisableKey"])),
        "LOOSER: W (2 accounts) may do more (policy p is changed)\n  - s3: DeleteBucketPolicy",
        "Tighter: W (2 accounts) may do less (policy p is changed)\n  - kms: DisableKey",
    ],
    [
        "statements in another order and form",
        p(BUCKET, deny("kms:*")),
        p(deny(["kms:*"]), deny(["s3:deletebucketpolicy", "s3:DeleteBucket"])),
    ],
    [
        "a policy moves up to the root",
        { ...everywhere, units: { W: ["p"], V: ["p"] } },
        { ...everywhere, units: { W: [], V: [] }, root: ["p"] },
    ],
    [
        "a policy is renamed, and one is split into two",
        everywhere,
        {
            ...everywhere,
            policies: { q: [deny("s3:DeleteBucket")], r: [deny("s3:DeleteBucketPolicy")] },
            units: { W: ["q", "r"], V: [] },
        },
    ],
    [
        "another policy still denies it",
        { ...everywhere, policies: { ...everywhere.policies, q: [deny("s3:*")] }, units: { W: ["p", "q"] } },
        { ...everywhere, policies: { ...everywhere.policies, q: [deny("s3:*")] }, units: { W: ["q"] } },
    ],
    [
        "another policy denies a part of it",
        {
            ...everywhere,
            policies: { p: [deny("s3:DeleteBucket")], q: [deny("s3:DeleteBucket", outside("eu-central-1"))] },
            units: { W: ["p", "q"] },
        },
        {
            ...everywhere,
            policies: { p: [deny("s3:DeleteBucket")], q: [deny("s3:DeleteBucket", outside("eu-central-1"))] },
            units: { W: ["q"] },
        },
        "LOOSER: W (2 accounts) may do more (policy p is detached from unit W)\n  - s3: DeleteBucket, where no other policy denies it",
    ],
    [
        "another policy denies it in one of two accounts",
        {
            ...everywhere,
            policies: { ...everywhere.policies, q: [deny("s3:DeleteBucketPolicy")] },
            accounts: { a: ["W", "q"], b: "W" },
        },
        {
            ...without(everywhere),
            policies: { ...everywhere.policies, q: [deny("s3:DeleteBucketPolicy")] },
            accounts: { a: ["W", "q"], b: "W" },
        },
        "LOOSER: every account (2) may do more (policy p is detached from unit W)\n  - s3: DeleteBucket and DeleteBucketPolicy, where no other policy denies it",
    ],
    [
        "a region is added",
        p(deny("ec2:RunInstances", outside("eu-central-1"))),
        p(deny("ec2:RunInstances", outside("eu-central-1", "eu-west-1"))),
        "LOOSER: W (2 accounts) may do more (policy p is changed)\n  - ec2: RunInstances, in eu-west-1",
    ],
    [
        "regions are denied for the first time",
        without(everywhere),
        { ...p(deny("ec2:RunInstances", outside("eu-central-1", "eu-west-1"))) },
        "Tighter: W (2 accounts) may do less (policy p is attached to unit W)\n  - ec2: RunInstances, outside of eu-central-1 and eu-west-1",
    ],
    [
        "a role is spared",
        everywhere,
        p({ ...BUCKET, ...spared("Admin") }),
        "LOOSER: W (2 accounts) may do more (policy p is changed)\n  - s3: DeleteBucket and DeleteBucketPolicy, for Admin only",
    ],
    ...(
        [
            [
                "role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*",
                "aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*",
            ],
            ["role/path/*", "path/*"],
            ["user/ann", "user/ann"],
            ["root", "the root user"],
        ] as const
    ).map(([resource, label]): (typeof CASES)[number] => [
        `${resource} is spared`,
        everywhere,
        p({ ...BUCKET, Condition: { ArnNotLike: { "aws:PrincipalArn": `arn:*:iam::*:${resource}` } } }),
        `LOOSER: W (2 accounts) may do more (policy p is changed)\n  - s3: DeleteBucket and DeleteBucketPolicy, for ${label} only`,
    ]),
    [
        "all roles are spared",
        everywhere,
        p({ ...BUCKET, Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:*:iam::*:role/*" } } }),
        "LOOSER: W (2 accounts) may do more (policy p is changed)\n  - s3: DeleteBucket and DeleteBucketPolicy",
    ],
    [
        "all but the access role",
        without(everywhere),
        p({ ...BUCKET, ...spared(ROLE) }),
        `Tighter: W (2 accounts) may do less (policy p is attached to unit W)\n  - s3: DeleteBucket and DeleteBucketPolicy, but not ${ROLE}`,
    ],
    [
        "one role everywhere, and everybody else somewhere",
        everywhere,
        p({ ...BUCKET, Condition: { ...spared(ROLE).Condition, ...outside("eu-central-1").Condition } }),
        `LOOSER: W (2 accounts) may do more (policy p is changed)\n  - s3: DeleteBucket and DeleteBucketPolicy, in eu-central-1, and everywhere for ${ROLE}`,
    ],
    [
        "the effect depends on a condition key",
        without(everywhere),
        p(deny("ec2:RunInstances", { Condition: { StringLike: { "ec2:InstanceType": "p5*" } } })),
        "Tighter: W (2 accounts) may do less (policy p is attached to unit W)\n  - perhaps ec2: RunInstances, depending on ec2:InstanceType",
    ],
    [
        "the effect depends on other values of a key",
        p(deny("ec2:RunInstances", { Condition: { StringLike: { "ec2:InstanceType": "p5*" } } })),
        p(deny("ec2:RunInstances", { Condition: { StringLike: { "ec2:InstanceType": "p4*" } } })),
        "LOOSER OR TIGHTER: in W (2 accounts) the conditions change (policy p is changed)\n  - ec2: RunInstances, depending on ec2:InstanceType",
    ],
    [
        "the effect depends on the resource",
        without(everywhere),
        p(deny("iam:DeleteRole", { Resource: "arn:*:iam::*:role/Keep" })),
        "Tighter: W (2 accounts) may do less (policy p is attached to unit W)\n  - perhaps iam: DeleteRole, on arn:*:iam::*:role/Keep",
    ],
    [
        "a resource of a type that the action does not have",
        without(everywhere),
        p(deny("iam:DeleteRole", { Resource: "arn:aws:s3:::bucket" })),
    ],
    [
        "an account moves",
        { ...everywhere, accounts: { a: "W", other: "V" } },
        { ...everywhere, accounts: { a: "V", other: "W" } },
        "LOOSER: a moves from W to V and may do more (policy p no longer applies)\n  - s3: DeleteBucket and DeleteBucketPolicy",
        "Tighter: other moves from V to W and may do less (policy p applies there)\n  - s3: DeleteBucket and DeleteBucketPolicy",
    ],
    ["a new account", { ...everywhere, accounts: {} }, everywhere],
    [
        "an allow list replaces FullAWSAccess",
        {
            policies: { list: [{ Effect: "Allow", NotAction: "s3:*", Resource: "*" }] },
            units: { W: [] },
            accounts: { a: "W" },
        },
        {
            policies: { list: [{ Effect: "Allow", NotAction: "s3:*", Resource: "*" }] },
            units: { W: ["list", "-FullAWSAccess"] },
            accounts: { a: "W" },
        },
        "Tighter: a may do less (FullAWSAccess is detached from unit W)\n  - s3 (all 180 actions)",
    ],
    [
        "a resource control policy keeps outsiders out",
        without(everywhere),
        p({
            ...deny("sqs:SendMessage", {
                Condition: {
                    StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-acme123456" },
                    BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
                },
            }),
            Principal: "*",
        }),
        "Tighter: W (2 accounts) may do less (policy p is attached to unit W)\n  - sqs: SendMessage, for anyone outside of the organisation only",
    ],
    [
        "a condition on one account",
        without(everywhere),
        p({ ...BUCKET, Condition: { StringEquals: { "aws:PrincipalAccount": "111122223331" } } }),
        "Tighter: b may do less (policy p is attached to unit W)\n  - s3: DeleteBucket and DeleteBucketPolicy",
    ],
    [
        "a policy that cannot be read",
        everywhere,
        p({ Effect: "Dney", Action: "*", Resource: "*" }),
        "LOOSER: W (2 accounts) may do more (policy p is changed)\n  - s3: DeleteBucket and DeleteBucketPolicy",
        'Effect of the change: policy p cannot be read, so its effect is not shown: statement 1 has the Effect "Dney": use "Allow" or "Deny"',
    ],
];

describe("the effect of a change, in words", () => {
    for (const [what, before, after, ...expected] of CASES) {
        it(what, async () => {
            assert.deepEqual(await words(before, after), expected);
        });
    }

    it("summarises many services, and many accounts of several units", async () => {
        const many = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`v${index}`, "V"]));
        const sketch: Sketch = {
            policies: { p: [deny("*", outside("eu-central-1"))] },
            units: { W: [], "W/Deep": [], V: [] },
            accounts: { a: "W", b: "W/Deep", ...many },
        };
        const [message = "", ...more] = await words(sketch, { ...sketch, units: { ...sketch.units, W: ["p"] } });
        assert.deepEqual(more, []);
        assert.match(
            message,
            /^Tighter: W \(2 accounts\) may do less: [\d,]+ actions \(policy p is attached to unit W\)\n {2}- [\d,]+ actions of \d+ services \(ec2, s3, lambda, rds, dynamodb and \d+ more\), outside of eu-central-1\n {2}- [\d,]+ actions of \d+ services/,
        );
        const [all = ""] = await words(sketch, { ...sketch, policies: { p: [deny("*")] }, root: ["p"] });
        assert.match(
            all,
            /^Tighter: every account \(10\) may do less \(policy p is attached to the root\)\n {2}- every action of every service \([\d,]+\)/,
        );
    });

    it("says what it left out to keep its limit", async () => {
        const messages = await words(without(everywhere), everywhere, { most: 1 });
        assert.deepEqual(messages, [
            "Effect of the change: the policies of 2 more accounts change too, but were not compared, because that would take too long: a and b",
        ]);
        const roles = Array.from({ length: 15 }, (_, index) => `arn:*:iam::*:role/R${index + 10}`);
        const { notes } = await effectOf(
            without(everywhere),
            p({ ...BUCKET, Condition: { ArnNotLike: { "aws:PrincipalArn": roles } } }),
        );
        assert.deepEqual(notes, ["4 more principals that conditions name were not tried"]);
    });
});
