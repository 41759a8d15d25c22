import assert from "node:assert/strict";
import * as fc from "fast-check";
import { sizeOf } from "../../policies/check/documentSize";
import { POLICY } from "../../policies/check/checkedResources";
import { policyDocumentSize } from "../../policies/rules/policyDocumentSize";
import { refusedConfigs, table, UNKNOWN } from "./policySupport";

const scp = (characters: number) => ({
    type: POLICY,
    props: { name: "regions", content: JSON.stringify({ a: "x".repeat(characters - 8) }) },
});

describe("policy-document-size", () => {
    table(policyDocumentSize, [
        { it: "accepts a document with room to grow", ...scp(9_216), violations: [] },
        {
            it: "warns about a document near its limit",
            ...scp(9_217),
            violations: [
                'policy "regions": the document has 9,217 characters, white space included; AWS allows 10,240.\n' +
                    "Split it, or shorten its actions with wildcards.",
            ],
        },
        { it: "leaves one that is too large to policy-document", ...scp(10_241), violations: [] },
        { it: "has its threshold by configuration", ...scp(10_000), config: { percent: 100 }, violations: [] },
        { it: "skips an unknown document", type: POLICY, props: { content: UNKNOWN }, violations: [] },
    ]);

    it("only warns", () => assert.equal(policyDocumentSize.enforcementLevel, "advisory"));

    it("ignores white space in IAM's documents, and counts it in the organisation's", () =>
        fc.assert(
            fc.property(fc.jsonValue(), fc.nat(8), (value, indentation) => {
                const minified = JSON.stringify(value);
                const text = JSON.stringify(value, undefined, indentation);
                const iam = sizeOf({ kind: "managed", text }, 2_048);
                const organization = sizeOf({ kind: "SERVICE_CONTROL_POLICY", text }, 2_048);
                assert.equal(iam?.characters, sizeOf({ kind: "managed", text: minified }, 2_048)?.characters);
                assert.equal(organization?.characters, text.length);
                assert.equal(organization?.minified, minified.length);
            }),
        ));

    refusedConfigs(policyDocumentSize, [
        { it: "more than the whole", config: { percent: 101 }, error: "percent must be <= 100" },
        { it: "a text", config: { percent: "90%" }, error: "percent must be integer" },
    ]);
});
