import assert from "node:assert/strict";
import { formatPath, formatPlace } from "../../../../../definition/problems";
import { lintPolicies } from "../../../../../definition";
import { Files, load } from "../../../definition/definitionFixtures";
import { ORGANISATION } from "../baselineFixture";

const UNITS = "units: { Workloads: { accounts: { a: {} } } }\n";

/** What `org check` warns of in policies: `place path: message`. */
async function warningsOf(baseline: string, template?: string): Promise<string[]> {
    const organization = load(
        new Files({
            "organization.yaml": ORGANISATION + baseline + UNITS,
            ...(template !== undefined && { "cloudformation/own.yaml": template }),
        }),
    );
    const found = await lintPolicies(organization, organization.features.documents());
    return found.map(
        ({ place, path, message }) => `${formatPlace(place).replace(/^.*\//, "")} ${formatPath(path)}: ${message}`,
    );
}

describe("actions in the policies of blocks", () => {
    it("are checked in permissions and denials of the library, where they are written", async () => {
        const found = await warningsOf(`
baseline:
    deploy:
        block: deploy-role
        repository: acme/shop
        environment: prod
        permissions:
            - { Effect: Allow, Action: ["s3:GetObjct", "iam:PassRole"], Resource: "arn:aws:iam::\${AWS::AccountId}:role/x-*" }
            - ecs:UpdateServic
            - "s3:*"
        alsoDenied: ["rds:DeletDBInstance"]
    permissions-boundary: { alsoDenied: ["nosuch:Thing"] }
`);
        const expected = [
            /^organization\.yaml:12:\d+ baseline\.deploy\.permissions\[0\]\.Action\[0\]: role deploy-shop: statement 1 names s3:GetObjct in Action, which matches no action\. Did you mean "s3:GetObject"\?/,
            /^organization\.yaml:13:\d+ baseline\.deploy\.permissions\[1\]: role deploy-shop: statement 2 names ecs:UpdateServic in Action.*Did you mean "ecs:UpdateService"\?/,
            /^organization\.yaml:15:\d+ baseline\.deploy\.alsoDenied\[0\]: boundary of role deploy-shop: .*Did you mean "rds:DeleteDBInstance"\?/,
            /baseline\.permissions-boundary\.alsoDenied\[0\]: boundary workload-boundary: .*there is no service nosuch/,
        ];
        for (const [index, pattern] of expected.entries()) assert.match(found[index] ?? "", pattern);
        assert.equal(found.length, expected.length, found.join("\n"));
    });

    it("are checked in statements of roles, where they are written", async () => {
        const [found, ...others] = await warningsOf(`
baseline:
    oncall:
        roles:
            oncall:
                trust: { services: lambda.amazonaws.com }
                statements:
                    - { Effect: Allow, Action: "s3:ListBucket", Resource: "*" }
                    - { Effect: Allow, Action: "s3:GetObjct", Resource: "*", Condition: { StringEquals: { "s3:prefx": a } } }
`);
        assert.deepEqual(others.length, 1);
        assert.match(
            found ?? "",
            /^organization\.yaml:13:\d+ baseline\.oncall\.roles\.oncall\.statements\[1\]\.Action: role oncall: statement 2 names s3:GetObjct/,
        );
    });

    it("are checked in templates of one's own, with their places in the file", async () => {
        const found = await warningsOf(
            "baseline: { own: { template: cloudformation/own.yaml } }\n",
            `Resources:
    Role:
        Type: AWS::IAM::Role
        Properties:
            AssumeRolePolicyDocument: { Statement: [] }
            Policies:
                - PolicyName: a
                  PolicyDocument:
                      Version: "2012-10-17"
                      Statement:
                          - { Effect: Allow, Action: s3:GetObjct, Resource: !GetAtt Policy.PolicyId }
                          - { Effect: Allow, Action: s3:GetObject, Resource: !Sub "arn:\${AWS::Partition}:s3:::\${Role}/*" }
                          - { Effect: Allow, Action: s3:GetObject, Resource: !Sub "arn:\${AWS::Partition}:s3:::x-\${AWS::AccountId}/*" }
    Policy:
        Type: AWS::IAM::ManagedPolicy
        Properties:
            PolicyDocument:
                Statement: { Effect: Deny, Action: "ec2:RunInstance", Resource: "*", Condition: { StringEquals: { "aws:RequestTag/a": !Ref Role } } }
`,
        );
        const expected = [
            /^own\.yaml:11:\d+ baseline\.own\.template\.Resources\.Role\.Properties\.Policies\[0\]\.PolicyDocument\.Statement\[0\]\.Action: AWS::IAM::Role Role: statement 1 names s3:GetObjct/,
            /^own\.yaml:18:\d+ baseline\.own\.template\.Resources\.Policy\.Properties\.PolicyDocument\.Statement\.Action: .*Did you mean "ec2:RunInstances"\?/,
        ];
        for (const [index, pattern] of expected.entries()) assert.match(found[index] ?? "", pattern);
        assert.equal(found.length, expected.length, found.join("\n"));
    });

    it("are checked in trust policies of templates, where principals and keys of identity providers are right", async () => {
        const [found, ...others] = await warningsOf(
            "baseline: { own: { template: cloudformation/own.yaml } }\n",
            `Resources:
    Role:
        Type: AWS::IAM::Role
        Properties:
            AssumeRolePolicyDocument:
                Version: "2012-10-17"
                Statement:
                    - Effect: Allow
                      Principal: { Federated: !Sub "arn:aws:iam::\${AWS::AccountId}:oidc-provider/token.actions.githubusercontent.com" }
                      Action: [sts:AssumeRoleWithWebIdentity, sts:TagSession]
                      Condition: { StringEquals: { "token.actions.githubusercontent.com:aud": sts.amazonaws.com } }
                    - { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AsumeRole }
`,
        );
        assert.deepEqual(others, []);
        assert.match(
            found ?? "",
            /^own\.yaml:12:\d+ baseline\.own\.template\.Resources\.Role\.Properties\.AssumeRolePolicyDocument\.Statement\[1\]\.Action: trust policy of AWS::IAM::Role Role: statement 2 names sts:AsumeRole in Action.*Did you mean "sts:AssumeRole"\?/,
        );
    });
});
