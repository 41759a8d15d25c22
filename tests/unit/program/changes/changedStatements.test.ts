import assert from "node:assert/strict";
import { reviewBetween, unbound } from "./reviewedDefinitions";

const statement = (sid: string, effect: string, action: string): string =>
    `{ Sid: ${sid}, Effect: ${effect}, Action: "${action}", Resource: "*" }`;

const policy = (type: string, ...statements: readonly string[]): string =>
    `{ type: ${type}, acknowledge: { lockOut: [OrganizationAccountAccessRole] }, document: { Version: "2012-10-17", Statement: [${statements.join(", ")}] } }`;

const SCP = "SERVICE_CONTROL_POLICY";
const NO_BUCKETS = statement("NoBuckets", "Deny", "s3:CreateBucket");

const definition = ({ policies, shop = "", web = "" }: { policies: string; shop?: string; web?: string }): string => `
policies:
${policies}
units:
    shop: { ${shop} accounts: { web: { email: web@example.com } } }
    other: { accounts: { shop: { email: shop@example.com, ${web} } } }
`;

describe("what must be acknowledged of changed statements and names", function () {
    this.timeout(60_000);

    async function needed(before: string, after: string): Promise<readonly string[]> {
        assert.notEqual(before, after);
        const { acknowledgements, refusals } = await reviewBetween(before, after);
        assert.deepEqual(refusals, []);
        return acknowledgements.missing.map(unbound);
    }

    it("says whether an account or a unit loses a guardrail if both have one key", async () => {
        const policies = `    no-s3: ${policy(SCP, NO_BUCKETS)}`;
        const both = definition({ policies, shop: "guardrails: [no-s3],", web: "guardrails: [no-s3]" });
        assert.deepEqual(await needed(both, definition({ policies })), [
            "detach no-s3 from shop",
            "detach no-s3 from account shop",
        ]);
    });

    it("are statements that allow more in an allow list", async () => {
        const allowed = (...statements: readonly string[]): string =>
            definition({
                policies: `    only: ${policy(SCP, ...statements)}`,
                shop: "fullAccess: false, guardrails: [only],",
            });
        const s3 = statement("S3", "Allow", "s3:*");
        const sqs = statement("Sqs", "Allow", "sqs:*");
        assert.deepEqual(await needed(allowed(s3), allowed(s3, sqs)), ["loosen policy only"]);
        assert.deepEqual(await needed(allowed(s3, sqs), allowed(sqs, s3)), []);
        assert.deepEqual(await needed(allowed(s3, sqs), allowed(s3)), []);
    });

    it("is a policy that allows more and is attached to an allow list", async () => {
        const attached = (guardrails: string): string =>
            definition({
                policies: `    only: ${policy(SCP, statement("S3", "Allow", "s3:*"))}\n    more: ${policy(SCP, statement("All", "Allow", "*"))}`,
                shop: `fullAccess: false, guardrails: [${guardrails}],`,
            });
        assert.deepEqual(await needed(attached("only"), attached("only, more")), ["attach more to shop"]);
    });

    it("is a policy of another type under the same key", async () => {
        const of = (type: string): string =>
            definition({
                policies: `    no-s3: ${type}`,
                shop: "guardrails: [no-s3],",
            });
        const resourcePolicy = `{ type: RESOURCE_CONTROL_POLICY, document: { Version: "2012-10-17", Statement: [{ Sid: NoBuckets, Effect: Deny, Principal: "*", Action: "s3:GetObject", Resource: "*" }] } }`;
        assert.deepEqual(await needed(of(policy(SCP, NO_BUCKETS)), of(resourcePolicy)), ["loosen policy no-s3"]);
    });

    it("is a statement that is loosened and keeps its Sid", async () => {
        const of = (action: string): string =>
            definition({
                policies: `    no-s3: ${policy(SCP, statement("NoBuckets", "Deny", action))}`,
                shop: "guardrails: [no-s3],",
            });
        assert.deepEqual(await needed(of("s3:*"), of("s3:CreateBucket")), ["loosen policy no-s3"]);
    });

    it("is a policy under another key that denies less", async () => {
        const of = (key: string, action: string): string =>
            definition({
                policies: `    ${key}: ${policy(SCP, statement("NoBuckets", "Deny", action))}`,
                shop: `guardrails: [${key}],`,
            });
        assert.deepEqual(await needed(of("no-s3", "s3:*"), of("no-buckets", "s3:CreateBucket")), [
            "detach no-s3 from shop",
        ]);
        assert.deepEqual(await needed(of("no-s3", "s3:*"), of("no-buckets", "s3:*")), []);
    });
});
