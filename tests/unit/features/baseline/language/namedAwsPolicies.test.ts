import assert from "node:assert/strict";
import { Files, load, mistakes } from "../../../definition/definitionFixtures";
import { baselineMistakes, loadBaseline, ORGANISATION } from "../baselineFixture";

const UNITS = "units: { Workloads: { accounts: { a: {} } } }\n";
const role = (arns: string): Files =>
    new Files({
        "organization.yaml": `${ORGANISATION}baseline: { own: { template: cloudformation/own.yaml } }\n${UNITS}`,
        "cloudformation/own.yaml": `Resources:
    Role:
        Type: AWS::IAM::Role
        Properties:
            AssumeRolePolicyDocument: {}
            ManagedPolicyArns:
${arns}`,
    });

describe("policies of AWS that blocks attach", () => {
    it("are refused with the policy that is meant, wherever they are named", () => {
        const found = baselineMistakes(`
baseline:
    one: { block: deploy-role, repository: acme/one, branch: main, managedPolicies: [ReadOnlyAcess, "arn:aws:iam::aws:policy/PowerUserAccess"] }
    two: { block: deploy-role, repository: acme/two, branch: main, permissions: ["s3:*"], boundary: { managed: PowerUserAcess } }
    own: { roles: { own: { trust: { services: ec2.amazonaws.com }, managedPolicies: [Billing, "a b", aws-service-role/AWSSupportServiceRolePolicy, "arn:aws:iam::111122223333:policy/x"] } } }
${UNITS}`);
        const expected = [
            /^baseline\.one\.managedPolicies\[0\]: AWS has no managed policy "ReadOnlyAcess"\. Did you mean "ReadOnlyAccess"\? \(block deploy-role/,
            /^baseline\.one\.managedPolicies\[1\]: is an ARN: write the name alone, PowerUserAccess/,
            /^baseline\.two\.boundary\.managed: AWS has no managed policy "PowerUserAcess"\. Did you mean "PowerUserAccess"\?/,
            /^baseline\.own\.roles\.own\.managedPolicies\[0\]: .*Did you mean "job-function\/Billing"\?/,
            /^baseline\.own\.roles\.own\.managedPolicies\[1\]: policy name "a b" has a form that AWS refuses/,
            /^baseline\.own\.roles\.own\.managedPolicies\[2\]: .* is for a service-linked role: AWS lets no role have it/,
            /^baseline\.own\.roles\.own\.managedPolicies\[3\]: is a policy of an account: write it in `customerManagedPolicies`/,
        ];
        for (const [index, pattern] of expected.entries()) assert.match(found[index] ?? "", pattern);
        assert.equal(found.length, expected.length, found.join("\n"));
    });

    it("are refused in templates of one's own, with their places in the file", () => {
        const found = mistakes(
            role(`                - arn:aws:iam::aws:policy/ReadOnlyAccess
                - arn:aws:iam::aws:policy/SecurityAudits
                - !Sub "arn:\${AWS::Partition}:iam::aws:policy/Billing"
                - !Sub "arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy/own"
`),
        ).map(({ at, message }) => `${at.replace(/^.*\//, "")} ${message}`);
        assert.equal(found.length, 2, found.join("\n"));
        assert.match(
            found[0] ?? "",
            /^own\.yaml:8:\d+ names a policy that nobody can attach: .*Did you mean "SecurityAudit"\?/,
        );
        assert.match(found[1] ?? "", /^own\.yaml:9:\d+ .*Did you mean "job-function\/Billing"\?/);
    });

    it("are warned of where AWS may have added them since", () => {
        const warnings = (organization: ReturnType<typeof load>): string[] =>
            organization.features.warnings(organization).filter((one) => one.includes("had no policy"));
        const pattern =
            /^block own: on 20\d\d-\d\d-\d\d, the day of this program's data, AWS had no policy AWSBrandNewAccess\. If AWS does not have it now, the stack fails in every account/;
        const [ofTemplate, ...others] = warnings(
            load(role("                - arn:aws:iam::aws:policy/AWSBrandNewAccess\n")),
        );
        const { organization } = loadBaseline(
            `baseline: { own: { roles: { r: { trust: { services: ec2.amazonaws.com }, managedPolicies: [AWSBrandNewAccess, ReadOnlyAccess] } } } }\n${UNITS}`,
        );
        assert.match(ofTemplate ?? "", pattern);
        assert.match(warnings(organization)[0] ?? "", pattern);
        assert.deepEqual([others, warnings(organization).length], [[], 1]);
    });
});
