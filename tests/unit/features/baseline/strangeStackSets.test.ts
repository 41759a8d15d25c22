import assert from "node:assert/strict";
import type { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import type { StackSetQuestion } from "../../../../aws/stackSetInAws";
import { strangeStackSets, type NewBlocks } from "../../../../features/baseline/plan/strangeStackSets";
import { reviewBaseline } from "../../../../features/baseline/review";
import { named } from "../../providers/oneGroup";
import { baselineMistakes, loadBaseline, UNITS } from "./baselineFixture";
import { NO_STATE } from "./baselineState";

const REGION = "eu-central-1";

/** An AWS with these StackSets, and the tag by which the program knows the block of each. */
function ask(sets: Readonly<Record<string, string>>, asked: string[]): StackSetQuestion {
    const client = {
        send: ({ input: { StackSetName } }: { input: { StackSetName: string } }) => {
            asked.push(StackSetName);
            const mark = sets[StackSetName];
            if (mark === undefined) return Promise.reject(named("StackSetNotFoundException"));
            const Tags = [{ Key: "aws-organization:block", Value: mark }];
            return Promise.resolve({ StackSet: { StackSetName, Status: "ACTIVE", Tags } });
        },
    } as unknown as CloudFormationClient;
    return (_, send) => send(client);
}

/** What is strange about the blocks of a definition, in words. */
async function problems(
    text: string,
    sets: Readonly<Record<string, string>>,
    more: Partial<NewBlocks> = {},
    asked: string[] = [],
): Promise<readonly string[]> {
    const { organization, model } = loadBaseline(`${text}\n${UNITS}`);
    const blocks = { blocks: model.blocks, known: new Set<string>(), interrupted: new Set<string>(), region: REGION };
    const strange = await strangeStackSets({ ...blocks, ...more }, () => ask(sets, asked));
    const found = reviewBaseline(model, NO_STATE, organization, strange).problems;
    return found.map(({ path, message }) => `${(path ?? []).join(".")}: ${message}`);
}

describe("a StackSet of a block that the stack does not have", () => {
    const text = "baseline: { search-index: }";
    const marked = { "baseline-search-index": "search-index" };

    it("is not taken over without a word: another stack may manage it", async () => {
        const [problem, ...others] = await problems(text, marked);
        assert.match(
            problem ?? "",
            /^baseline\.search-index: AWS has a StackSet "baseline-search-index" in eu-central-1 already, which this program has made, and this stack's state does not have it\. Another Pulumi stack may manage it.* `existing: true`/,
        );
        assert.deepEqual(others, []);
    });

    it("is taken over if the definition says so, or a run of this stack was killed while it made it", async () => {
        assert.deepEqual(await problems("baseline: { search-index: { existing: true } }", marked), []);
        assert.deepEqual(await problems(text, marked, { interrupted: new Set(["search-index"]) }), []);
        assert.deepEqual(await problems(text, {}), []);
    });

    it("is never taken over from somebody else, and must exist", async () => {
        for (const written of ["search-index:", "search-index: { existing: true }"]) {
            const [problem] = await problems(`baseline: { ${written} }`, { "baseline-search-index": "other" });
            assert.match(problem ?? "", /already, which this program has not made\. It stays as it is/);
        }
        assert.deepEqual(await problems("baseline: { search-index: { existing: true } }", {}), [
            'baseline.search-index: says existing: true, and AWS has no StackSet "baseline-search-index" in eu-central-1. Remove existing: true to create it',
        ]);
    });

    it("is looked for only if the state does not have the block", async () => {
        const asked: string[] = [];
        const known = { known: new Set(["search-index"]) };
        assert.deepEqual(await problems("baseline: { search-index:, ebs-encryption: }", marked, known, asked), []);
        assert.deepEqual(asked, ["baseline-ebs-encryption"]);
    });

    it("is said to be taken over where the block begins, and only with true", () => {
        assert.match(
            baselineMistakes(`baseline: { search-index: { existing: false } }\n${UNITS}`).join("\n"),
            /baseline\.search-index\.existing/,
        );
        const below = UNITS.replace("kind: sandbox,", "kind: sandbox, baseline: { search-index: { existing: true } },");
        assert.match(
            baselineMistakes(`baseline: { search-index: }\n${below}`).join("\n"),
            /search-index\.existing: is said once/,
        );
    });
});
