import assert from "node:assert/strict";
import { FEATURES } from "../../../../features";
import { CommandContext } from "../../../../operations/cli/commandContext";
import type { PolicyFinding } from "../../../../operations/cli/engineLog";
import { refusedByPack, shortPreview } from "../../../../operations/edit/shortPreview";
import { accountUrn } from "../commands/review/print/exampleReviews";
import { inStack } from "../orgRuns";

describe("what a take-over shows of Pulumi's preview", () => {
    it("is cut, and says what shows all of it in words", () => {
        assert.equal(shortPreview("one\ntwo", "dev"), "one\ntwo");
        const lines = shortPreview(Array.from({ length: 1_060 }, (_, at) => `line ${at}`).join("\n"), "dev").split(
            "\n",
        );
        assert.deepEqual(lines.slice(59), [
            "line 59",
            "... and 1,000 more lines. In words: org review --preview --stack dev",
        ]);
    });

    it("has each refusal of the policy pack with its file and line", async () => {
        const definition =
            "defaults: { email: 'a+{account}@example.com' }\nunits:\n    Shops:\n        accounts:\n            shop: {}\n";
        const finding = (level: PolicyFinding["level"], message: string, urn?: string): PolicyFinding => ({
            ...{ policy: "account-name", level, message },
            ...(urn !== undefined && { urn }),
        });
        const text = await inStack({ "organization.yaml": definition }, (folder) => {
            const before = process.cwd();
            process.chdir(folder);
            try {
                const context = new CommandContext("test", FEATURES);
                assert.equal(refusedByPack([finding("advisory", "ugly")], context), "");
                return Promise.resolve(
                    refusedByPack(
                        [
                            finding("mandatory", "too long:\n  x\u001b[31m", accountUrn("shop")),
                            finding("mandatory", "too many"),
                        ],
                        context,
                    ),
                );
            } finally {
                process.chdir(before);
            }
        });
        const [heading, first, place, second] = text.split("\n");
        assert.equal(heading, "The policy pack refuses it:");
        assert.match(first ?? "", /^ {2}- account-name: too long: x/);
        assert.ok(!text.includes("\u001b"));
        assert.match(place ?? "", /^ {4}organizations\/test\/organization\.yaml:5:\d+$/);
        assert.equal(second, "  - account-name: too many");
    });
});
