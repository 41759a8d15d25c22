import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { policies } from "../../policies/rules";

/** `account-name` lives in accountName.ts. */
const fileOf = (name: string): string => name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

describe("the rules", () => {
    it("are all in the pack, each in a file of its name", () => {
        const files = readdirSync(join(__dirname, "../../policies/rules"))
            .filter((file) => file !== "index.ts")
            .map((file) => file.replace(/\.ts$/, ""));
        assert.deepEqual(policies.map(({ name }) => fileOf(name)).sort(), files.sort());
    });

    for (const policy of policies) {
        it(`${policy.name} tells who reads it what it is and what to do`, () => {
            for (const text of [policy.displayName, policy.description, policy.remediationSteps]) assert.ok(text);
            assert.ok(policy.severity);
            assert.ok(policy.enforcementLevel === "mandatory" || policy.enforcementLevel === "advisory");
            assert.ok(policy.tags && policy.tags.length > 0);
            assert.match(policy.url ?? "", /^https:\/\/(docs\.aws\.amazon\.com|www\.pulumi\.com\/docs)\//);
            for (const [key, schema] of Object.entries(policy.configSchema?.properties ?? {})) {
                assert.ok(schema.description, `${key} has no description`);
            }
        });

        it(`${policy.name} has a test of its name`, () => {
            assert.ok(readdirSync(__dirname).includes(`${fileOf(policy.name)}.test.ts`));
        });
    }
});
