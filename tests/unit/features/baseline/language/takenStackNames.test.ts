import assert from "node:assert/strict";
import { Files, mistakes } from "../../../definition/definitionFixtures";
import { baselineMistakes, loadBaseline, ORGANISATION, UNITS } from "../baselineFixture";

const deploy = (key: string, repository: string, more = ""): string =>
    `    ${key}: { block: deploy-role, repository: ${repository}, branch: main, permissions: ["s3:*"]${more} }\n`;

describe("names of roles and policies that blocks make", () => {
    it("may be the same in accounts that have only one of the blocks", () => {
        const { model } = loadBaseline(`
units:
    One: { baseline: { first: { block: deploy-role, repository: acme/shop, branch: main, permissions: ["s3:*"] } }, accounts: { a: {} } }
    Two: { baseline: { second: { block: deploy-role, repository: other/shop, branch: main, permissions: ["s3:*"] } }, accounts: { b: {} } }
`);
        assert.equal(model.blocks.length, 2);
    });

    it("are refused if two blocks take them in one account, each name once", () => {
        const found = baselineMistakes(
            `baseline:\n${deploy("first", "acme/shop")}${deploy("second", "other/Shop")}${UNITS}`,
        );
        assert.deepEqual(found, [
            'baseline.second: makes the policy "deploy-Shop-boundary", which block first makes there too: give one of them another name (4 accounts)',
            'baseline.second: makes the role "deploy-Shop", which block first makes there too: give one of them another name (4 accounts)',
        ]);
        const named = `baseline:\n${deploy("first", "acme/shop")}${deploy("second", "other/shop", ", name: other-deploy")}`;
        assert.deepEqual(baselineMistakes(named + UNITS), []);
    });

    it("are refused if a template or a few lines of roles take them", () => {
        const roles =
            "    own: { roles: { budget-actions: { trust: { services: ec2.amazonaws.com }, managedPolicies: [ReadOnlyAccess] } } }\n";
        const found = baselineMistakes(`baseline:\n    budget-role:\n${roles}${UNITS}`);
        assert.deepEqual(found, [
            'baseline.own: makes the role "budget-actions", which block budget-role makes there too: give one of them another name (4 accounts)',
        ]);
    });

    it("are refused if the account's access role has them", () => {
        const found = baselineMistakes(`baseline:\n    budget-role: { name: OrganizationAccountAccessRole }\n${UNITS}`);
        assert.deepEqual(found, [
            'baseline.budget-role: makes the role "OrganizationAccountAccessRole", which AWS made with the account: give this one another name (4 accounts)',
        ]);
    });

    it("are read with the values of the place", () => {
        const text = `baseline:\n    budget-role:\n    own: { block: budget-role, name: other }\n${UNITS.replace(
            "Sandbox: { kind: sandbox,",
            "Sandbox: { kind: sandbox, baseline: { own: { name: budget-actions } },",
        )}`;
        assert.deepEqual(baselineMistakes(text), [
            'units.Sandbox.baseline.own: makes the role "budget-actions", which block budget-role makes there too: give one of them another name (1 account)',
        ]);
    });
});

describe("names in templates of one's own", () => {
    const KEPT = "DeletionPolicy: Retain, UpdateReplacePolicy: Retain";
    const found = (
        resource: string,
        units = "{ Workloads: { accounts: { a: {}, b: {} } } }",
        keys = "",
        parameters = "",
    ): string[] =>
        mistakes(
            new Files({
                "organization.yaml": `${ORGANISATION}baseline: { own: { template: cloudformation/own.yaml${keys} } }\nunits: ${units}\n`,
                "cloudformation/own.yaml": `${parameters}Resources:\n    Topic: { Type: AWS::SNS::Topic }\n    One: ${resource}\n`,
            }),
        ).map(({ at, message }) => `${at.replace(/^.*\//, "")} ${message}`);
    const bucket = (name: string, more = ""): string =>
        `{ Type: AWS::S3::Bucket, ${KEPT}, Properties: { BucketName: ${name}${more} } }`;
    const ONE = "{ Workloads: { accounts: { a: {} } } }";

    it("that all of AWS has once are refused in several accounts or regions, with what to write", () => {
        const [regions, ...others] = found(bucket("acme-logs"));
        assert.deepEqual(others, []);
        assert.match(
            regions ?? "",
            /^own\.yaml:3:\d+ makes the bucket "acme-logs" in several regions, and AWS has it once in all accounts and regions: .* Write BucketName: !Sub acme-logs-\$\{AWS::AccountId\}-\$\{AWS::Region\}, or leave BucketName out \(2 accounts\)$/,
        );
        const accounts = found(bucket("acme-logs"), undefined, ", regions: [eu-west-1]");
        assert.match(
            accounts.join(),
            /^own\.yaml:3:\d+ makes the bucket "acme-logs" in several accounts.* \(2 accounts\)$/,
        );
        assert.match(
            found(bucket('!Sub "acme-${AWS::Region}"')).join(),
            /in several accounts.*!Sub acme-\$\{AWS::Region\}-\$\{AWS::AccountId\},/,
        );
        assert.match(found(bucket("acme-logs"), ONE).join(), /in several regions/);
    });

    it("may be fixed in one account and region, or depend on both, or on something that only AWS knows", () => {
        assert.deepEqual(found(bucket("acme-logs"), ONE, ", regions: [eu-west-1]"), []);
        for (const name of [
            '!Sub "acme-${AWS::AccountId}-${AWS::Region}"',
            '!Sub "${AWS::StackName}"',
            "!GetAtt Topic.TopicName",
            "!If [x, a, b]",
        ]) {
            const conditions = "Conditions: { x: !Equals [a, b] }\n";
            assert.deepEqual(found(bucket(name), undefined, "", conditions), [], name);
        }
        assert.deepEqual(found(bucket("acme-logs", ", BucketNamespace: account-regional"), undefined), []);
        const main = "Conditions: { Main: !Equals [!Ref AWS::Region, eu-west-1] }\n";
        assert.deepEqual(
            found("{ Type: AWS::IAM::User, Condition: Main, Properties: { UserName: u } }", undefined, "", main),
            [],
        );
    });

    it("are read with the values of the place", () => {
        const parameters = "Parameters: { Name: { Type: String } }\n";
        const units =
            "{ Workloads: { accounts: { a: { baseline: { own: { parameters: { Name: other } } } }, b: {} } } }";
        const keys = ", regions: [eu-west-1], parameters: { Name: acme-logs }";
        assert.deepEqual(found(bucket("!Ref Name"), units, keys, parameters), []);
        assert.match(
            found(bucket("!Ref Name"), undefined, keys, parameters).join(),
            /makes the bucket "acme-logs" in several accounts/,
        );
    });

    it("of IAM are refused in several regions of one account", () => {
        const user = (name: string): string => `{ Type: AWS::IAM::User, Properties: { UserName: ${name} } }`;
        assert.match(
            found(user("oncall")).join(),
            /^own\.yaml:3:\d+ makes the user "oncall" in several regions, and AWS has it once in an account, whatever the region: .* Write UserName: !Sub oncall-\$\{AWS::Region\}, or leave UserName out\. Or take what is of IAM into a template of its own.* \(2 accounts\)$/,
        );
        assert.deepEqual(found(user('!Sub "oncall-${AWS::Region}"')), []);
        assert.deepEqual(found(user("oncall"), undefined, ", regions: [eu-west-1]"), []);
    });

    it("are refused if two blocks take one in the same account and region", () => {
        const log =
            "{ Type: AWS::Logs::LogGroup, DeletionPolicy: Retain, UpdateReplacePolicy: Retain, Properties: { LogGroupName: /acme } }";
        const of = (regions: string): string[] =>
            mistakes(
                new Files({
                    "organization.yaml": `${ORGANISATION}baseline: { one: { template: cloudformation/a.yaml, regions: [eu-west-1] }, two: { template: cloudformation/b.yaml, regions: [${regions}] } }\nunits: ${ONE}\n`,
                    "cloudformation/a.yaml": `Resources: { A: ${log} }`,
                    "cloudformation/b.yaml": `Resources: { B: ${log} }`,
                }),
            ).map(({ path, message }) => `${path}: ${message}`);
        assert.deepEqual(of("eu-west-1"), [
            'baseline.two: makes the AWS::Logs::LogGroup "/acme", which block one makes there too: give one of them another name (1 account)',
        ]);
        assert.deepEqual(of("eu-central-1"), []);
    });
});

describe("settings that an account or a region has once", () => {
    it("are refused if two blocks of the library set them in one place", () => {
        assert.deepEqual(
            baselineMistakes(
                `baseline: { password-policy: , strict: { block: password-policy, minimumLength: 20 }, ebs-encryption: , key: { block: ebs-encryption, key: alias/ebs } }\n${UNITS}`,
            ),
            [
                "baseline.strict: sets the account's password policy, which block password-policy sets there too: keep one of them (4 accounts)",
                "baseline.key: sets encryption of EBS volumes by default, which block ebs-encryption sets there too: keep one of them (4 accounts)",
            ],
        );
    });

    it("may be set by two blocks in two regions", () => {
        assert.deepEqual(
            baselineMistakes(
                `baseline: { one: { block: ebs-encryption, regions: [eu-west-1] }, two: { block: ebs-encryption, regions: [eu-central-1] } }\n${UNITS}`,
            ),
            [],
        );
    });
});
