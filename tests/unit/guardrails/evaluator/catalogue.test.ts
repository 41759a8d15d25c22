import assert from "node:assert/strict";
import { Catalogue, lint, parse, type ControlPolicyType } from "../../../../guardrails/evaluator";
import { document } from "./support";

describe("evaluator: the catalogue", () => {
    let catalogue: Catalogue;
    before(async () => {
        catalogue = await Catalogue.load(["s3", "ec2", "IAM", "no-such-service"]);
    });

    it("knows actions, whatever their case", () => {
        assert.ok(catalogue.isKnownAction("s3:PutObject") && catalogue.isKnownAction("S3:putobject"));
        assert.ok(!catalogue.isKnownAction("s3:PutObjects") && !catalogue.isKnownAction("PutObject"));
        const action = catalogue.action("iam:createrole");
        assert.equal(action?.name, "iam:CreateRole");
        assert.equal(action?.accessLevel, "Write");
        assert.deepEqual(
            action?.resourceTypes.map(({ name, arn }) => [name, arn]),
            [["role", "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}"]],
        );
        assert.ok(action?.conditionKeys.includes("iam:PermissionsBoundary"));
    });

    it("knows which services there are, and which of them it has loaded", () => {
        assert.ok(catalogue.isKnownService("SQS") && !catalogue.isLoaded("sqs"));
        assert.ok(catalogue.isLoaded("iam") && catalogue.isLoaded("S3"));
        assert.ok(!catalogue.isKnownService("no-such-service") && !catalogue.isLoaded("no-such-service"));
        assert.ok(catalogue.services.length > 400);
        assert.equal(catalogue.action("sqs:SendMessage"), undefined);
    });

    it("expands patterns as the evaluator matches them", () => {
        assert.deepEqual(catalogue.expandActions("s3:PutObject"), ["s3:PutObject"]);
        assert.deepEqual(catalogue.expandActions("S3:putobject"), ["s3:PutObject"]);
        assert.ok(catalogue.expandActions("iam:*AccessKey*").includes("iam:UpdateAccessKey"));
        assert.deepEqual(catalogue.expandActions("iam:No*"), []);
        const all = catalogue.expandActions("*");
        assert.ok(all.length > 1000 && all.includes("ec2:RunInstances") && !all.includes("sqs:SendMessage"));
        assert.equal(all.length, new Set(all).size);
        assert.equal(
            all.length,
            ["s3:*", "ec2:*", "iam:*"].flatMap((pattern) => catalogue.expandActions(pattern)).length,
        );
        assert.deepEqual(catalogue.servicesOf("*"), ["ec2", "iam", "s3"]);
        assert.deepEqual(catalogue.servicesOf("S3:Get*"), ["s3"]);
        assert.deepEqual(catalogue.servicesOf("sqs:*"), []);
    });

    it("knows condition keys, global ones and those of services, with their tags", () => {
        const type = (key: string): string | undefined => catalogue.conditionKey(key)?.type;
        assert.equal(type("aws:RequestedRegion"), "String");
        assert.equal(type("AWS:principalTAG/team"), "String");
        assert.equal(type("aws:PrincipalTag/"), undefined);
        assert.equal(type("aws:TagKeys"), "ArrayOfString");
        assert.equal(type("ec2:InstanceType"), "String");
        assert.equal(type("ec2:ResourceTag/team"), "String");
        assert.equal(type("ec2:NoSuchKey"), undefined);
        assert.equal(type("aws:NoSuchKey"), undefined);
    });

    it("says whether a key can be in a request for an action", () => {
        const applies = (key: string, name: string): boolean => {
            const action = catalogue.action(name);
            assert.ok(action);
            return catalogue.keyApplies(key, action);
        };
        assert.ok(applies("ec2:InstanceType", "ec2:RunInstances") && !applies("ec2:InstanceType", "ec2:CreateVpc"));
        assert.ok(applies("aws:PrincipalArn", "s3:ListAllMyBuckets"));
        assert.ok(applies("aws:RequestTag/team", "ec2:RunInstances"));
        assert.ok(!applies("aws:RequestTag/team", "s3:GetObject"));
    });

    it("loads what documents name", async () => {
        const policy = parse(
            document({
                Effect: "Deny",
                Action: ["sqs:*", "*"],
                Condition: { StringEquals: { "saml:aud": "x", "kms:ViaService": "y" } },
            }),
            "SERVICE_CONTROL_POLICY",
        );
        const found = await Catalogue.loadFor([policy], ["sns"]);
        for (const service of ["sqs", "kms", "sts", "sns"]) assert.ok(found.isLoaded(service), service);
        assert.ok(!found.isLoaded("s3"));
        assert.ok(found.conditionKey("saml:aud"));
    });
});

const RCP = "RESOURCE_CONTROL_POLICY";
const SCP = "SERVICE_CONTROL_POLICY";
const withKey = (operator: string, key: string, value: string | string[], more: object = {}): object => ({
    Effect: "Deny",
    Action: "s3:PutObject",
    Condition: { [operator]: { [key]: value } },
    ...more,
});

/** One statement, and the warnings that it gets. */
const LINT: readonly (readonly [ControlPolicyType, object, readonly RegExp[]])[] = [
    [SCP, { Effect: "Deny", Action: ["s3:PutObject", "s3:Get*", "*", "ec2:*"] }, []],
    [SCP, { Effect: "Deny", Action: ["*:*", "*:Describe*"] }, []],
    [
        SCP,
        { Effect: "Deny", Action: "s4:GetObject" },
        [/^statement 1 names s4:GetObject in Action, and there is no service s4\. Did you mean "s3"\?$/],
    ],
    [
        SCP,
        { Effect: "Deny", Action: "s3:PutObjekt" },
        [/^statement 1 names s3:PutObjekt in Action, which matches no action\. Did you mean "s3:PutObject"\?$/],
    ],
    [SCP, { Effect: "Deny", NotAction: ["iam:*", "iam:Creat?User"] }, []],
    [
        SCP,
        { Effect: "Deny", NotAction: ["iam:CreateUsers"] },
        [/in NotAction, which matches no action\. Did you mean "iam:CreateUser"/],
    ],
    [SCP, { Effect: "Deny", Action: ["s3:Gut*", "ec3:*"] }, [/s3:Gut\*/, /no service ec3/]],
    [
        RCP,
        { Effect: "Deny", Principal: "*", Action: ["s3:*", "sns:Publish"] },
        [/names sns:Publish: resource control policies do not reach the service sns, so it does nothing$/],
    ],
    // Condition keys.
    [SCP, withKey("StringEquals", "aws:PrincipalOrgId", "o-1"), []],
    [
        SCP,
        withKey("StringEquals", "aws:PrincipleArn", "x"),
        [/has the unknown condition key aws:PrincipleArn\. Did you mean "aws:PrincipalArn"\?$/],
    ],
    [
        SCP,
        withKey("StringEquals", "s3:prefixx", "x"),
        [/unknown condition key s3:prefixx\. Did you mean "s3:prefix"\?$/],
    ],
    [SCP, withKey("StringEquals", "zz:key", "x"), [/unknown condition key zz:key\./]],
    [SCP, withKey("StringEquals", "token.actions.githubusercontent.com:sub", "x", { Action: "sts:*" }), []],
    [SCP, withKey("StringEquals", "login.example.com:sub", "x", { Action: "sts:AssumeRoleWithWebIdentity" }), []],
    [SCP, withKey("StringEquals", "s3:x-amz-acl", "private"), []],
    [
        SCP,
        withKey("StringEquals", "s3:prefix", "x"),
        [/has a condition on s3:prefix, which no request for s3:PutObject carries: it never holds$/],
    ],
    [
        SCP,
        withKey("StringNotEquals", "s3:prefix", "x"),
        [/which no request for s3:PutObject carries: it always holds$/],
    ],
    [SCP, withKey("StringEqualsIfExists", "s3:prefix", "x"), [/it always holds$/]],
    [
        SCP,
        withKey("StringNotEquals", "ec2:InstanceType", "t3.micro", { Action: ["ec2:RunInstances", "ec2:CreateVpc"] }),
        [/denies ec2:CreateVpc whatever ec2:InstanceType says, for no request for them carries it/],
    ],
    [
        SCP,
        withKey("StringEquals", "ec2:InstanceType", "t3.micro", { Action: ["ec2:RunInstances", "ec2:CreateVpc"] }),
        [],
    ],
    [
        SCP,
        {
            Effect: "Deny",
            Action: ["ec2:RunInstances", "ec2:CreateVpc"],
            Condition: { StringNotEquals: { "ec2:InstanceType": "t3.micro" }, Null: { "ec2:InstanceType": "false" } },
        },
        [],
    ],
    [SCP, withKey("StringNotEquals", "ec2:InstanceType", "t3.micro", { Action: "*" }), []],
    [SCP, withKey("StringNotEquals", "aws:RequestedRegion", "eu-west-1", { Action: "*" }), []],
    // Wildcards that are none.
    [
        SCP,
        withKey("StringEquals", "aws:PrincipalArn", "arn:aws:iam::*:role/x"),
        [/compares aws:PrincipalArn by StringEquals, which takes \* and \? as they stand: use StringLike$/],
    ],
    [SCP, withKey("StringNotEqualsIfExists", "aws:PrincipalOrgID", "o-*"), [/use StringNotLikeIfExists$/]],
    [SCP, withKey("StringEquals", "aws:PrincipalTag/x", "${*}"), []],
    // Sets.
    [
        SCP,
        withKey("StringEquals", "aws:TagKeys", "x", { Action: "ec2:CreateTags" }),
        [
            /compares aws:TagKeys, which may have several values, by StringEquals: use ForAnyValue:StringEquals or ForAllValues:StringEquals$/,
        ],
    ],
    [SCP, withKey("ForAnyValue:StringEquals", "aws:TagKeys", "x", { Action: "ec2:CreateTags" }), []],
    [SCP, withKey("Null", "aws:TagKeys", "true", { Action: "ec2:CreateTags" }), []],
    [
        SCP,
        withKey("ForAllValues:StringEquals", "aws:PrincipalOrgID", "o-1", { Effect: "Allow" }),
        [
            /has one value, by ForAllValues:StringEquals: that is true as well when the key is missing\. Use StringEquals$/,
        ],
    ],
];

describe("evaluator: lint", () => {
    for (const [type, statement, expected] of LINT) {
        it(`${type === SCP ? "SCP" : "RCP"} ${JSON.stringify(statement)}`, async () => {
            const sketch = type === RCP ? statement : (statement as Record<string, unknown>);
            const policy = parse(document(sketch as Record<string, unknown>), type);
            const messages = lint(policy, await Catalogue.loadFor([policy])).map(({ message }) => message);
            assert.equal(messages.length, expected.length, messages.join("\n"));
            for (const [index, message] of expected.entries()) assert.match(messages[index] ?? "", message);
        });
    }

    it("names the statement", async () => {
        const policy = parse(
            document([
                { Effect: "Deny", Action: "s3:*" },
                { Sid: "Typo", Effect: "Deny", Action: "s3:Nothing" },
            ]),
            SCP,
        );
        const [warning, ...more] = lint(policy, await Catalogue.loadFor([policy]));
        assert.deepEqual([warning?.statement, warning?.sid, more.length], [1, "Typo", 0]);
        assert.match(warning?.message ?? "", /^statement 2 \(Typo\) names s3:Nothing/);
    });
});
