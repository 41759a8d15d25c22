import assert from "node:assert/strict";
import { reviewBetween } from "./reviewedDefinitions";

const NOTHING_YET = `
units:
    Workloads: { accounts: { shop: { email: shop@example.com } } }
`;
const MADE = `
policies:
    no-s3: { type: SERVICE_CONTROL_POLICY, document: { Version: "2012-10-17", Statement: [{ Sid: NoBuckets, Effect: Deny, Action: "s3:CreateBucket", Resource: "*" }] } }
units:
    Workloads: { guardrails: [no-s3], accounts: { shop: { email: shop@example.com }, web: { email: web@example.com } } }
`;

describe("the digest of a run", function () {
    this.timeout(30_000);
    const digestOf = async (after: string): Promise<string> => (await reviewBetween(NOTHING_YET, after)).digest;

    it("is the same for the same changes", async () => {
        assert.equal(await digestOf(MADE), await digestOf(`# a comment\n${MADE}`));
    });

    for (const [about, from, to] of [
        ["another e-mail of an account that is created", "web@example.com", "owner@example.org"],
        ["another content of a policy that is created", "s3:CreateBucket", "s3:DeleteBucket"],
        ["another account that is created", "web: {", "web2: {"],
    ] as const) {
        it(`is another one for ${about}`, async () => {
            const other = MADE.replace(from, to);
            assert.notEqual(other, MADE);
            assert.notEqual(await digestOf(other), await digestOf(MADE));
        });
    }
});
