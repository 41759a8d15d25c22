import assert from "node:assert/strict";
import { AWS_POLICIES, awsPolicies, awsPolicyDocument, misspeltAwsPolicy } from "../../../../evaluator/awsPolicies";
import { readPackagedPolicies } from "../../../../evaluator/awsPolicies/generateAwsPolicies";
import { mistakesOfIdentityPolicy } from "../../../../evaluator/policyDocument";

describe("the documents of AWS's managed policies", () => {
    it("are the current ones of the installed package: `make awspolicies` makes them anew", () => {
        const { documents, ...of } = readPackagedPolicies();
        assert.deepEqual(AWS_POLICIES, of);
        assert.ok(JSON.stringify(Object.fromEntries(awsPolicies())) === documents, "run `make awspolicies`");
    });

    it("are found by name with path", () => {
        assert.equal(
            awsPolicyDocument("AdministratorAccess"),
            '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
        );
        assert.match(awsPolicyDocument("job-function/Billing") ?? "", /"billing:/);
        assert.equal(awsPolicyDocument("Billing"), undefined);
        assert.equal(awsPolicyDocument("constructor"), undefined);
    });

    it("are those that somebody can attach", () => {
        assert.ok(awsPolicies().size > 1000);
        const names = [...awsPolicies().keys()];
        assert.deepEqual(
            names.filter((name) => /^(aws-service-role|root-task)\//.test(name)),
            [],
        );
        assert.deepEqual(names, [...names].sort());
    });

    it("have the grammar of identity policies", () => {
        const wrong = [...awsPolicies()].flatMap(([name, document]) =>
            mistakesOfIdentityPolicy(document).map(({ message }) => `${name}: ${message}`),
        );
        assert.deepEqual(wrong, []);
    });
});

describe("the policy of AWS that is meant", () => {
    it("has another path, another case, or is near", () => {
        assert.equal(misspeltAwsPolicy("Billing"), "job-function/Billing");
        assert.equal(misspeltAwsPolicy("job-function/ReadOnlyAccess"), "ReadOnlyAccess");
        assert.equal(misspeltAwsPolicy("readonlyaccess"), "ReadOnlyAccess");
        assert.equal(misspeltAwsPolicy("ReadOnlyAcess"), "ReadOnlyAccess");
        assert.equal(misspeltAwsPolicy("AmazonS3FullAcces"), "AmazonS3FullAccess");
    });

    it("is not one with another number: AWS may have added a successor", () => {
        assert.ok(awsPolicyDocument("AmazonRedshiftQueryEditorV2FullAccess"));
        assert.equal(misspeltAwsPolicy("AmazonElasticMapReduceFullAccess_v9"), undefined);
        assert.equal(misspeltAwsPolicy("AWSBrandNewServiceFullAccess"), undefined);
    });
});
