import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { policies } from "../../policies/rules";

/** `account-name` is in accountName.ts. */
const fileOf = (name: string): string => name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

describe("the rules", () => {
    it("are all in the pack, each in a file that is named after it", () => {
        const files = readdirSync(join(__dirname, "../../policies/rules"))
            .filter((file) => file !== "index.ts")
            .map((file) => file.replace(/\.ts$/, ""));
        assert.deepEqual(policies.map(({ name }) => fileOf(name)).sort(), files.sort());
    });

    for (const policy of policies) {
        it(`${policy.name} says what it is and what to do`, () => {
            for (const text of [policy.displayName, policy.description, policy.remediationSteps]) assert.ok(text);
            assert.ok(policy.severity);
            assert.ok(policy.enforcementLevel === "mandatory" || policy.enforcementLevel === "advisory");
            assert.ok(policy.tags && policy.tags.length > 0);
            assert.match(policy.url ?? "", /^https:\/\/(docs\.aws\.amazon\.com|www\.pulumi\.com\/docs)\//);
            for (const [key, schema] of Object.entries(policy.configSchema?.properties ?? {})) {
                assert.ok(schema.description, `${key} has no description`);
            }
        });

        it(`${policy.name} has a test that is named after it`, () => {
            assert.ok(readdirSync(__dirname).includes(`${fileOf(policy.name)}.test.ts`));
        });
    }
});
