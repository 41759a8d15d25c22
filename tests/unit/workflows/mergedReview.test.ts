import assert from "node:assert/strict";
import { BOT, runWithApi } from "./gitHubStandIn";

const SHA = "c".repeat(40);
const HEAD = "a".repeat(40);
const MARKER = "<!-- org review of prod -->";
const PULL = {
    number: 7,
    merged_at: "2026-11-27T10:00:00Z",
    base: { ref: "main" },
    merge_commit_sha: SHA,
    head: { sha: HEAD },
    labels: [
        "acknowledge 1a2b3c4d",
        "acknowledge 1A2B3C4D",
        "bug",
        "acknowledge 00000001",
        "acknowledge 1a2b3c4d\n",
    ].map((name) => ({ name })),
};
const comment = (facts: string, user: object = BOT): object => ({ user, body: `${MARKER}\r\n${facts}\r\nReview` });
const FACTS = `<!-- head ${HEAD} digest 0123456789ab -->`;

async function found(pulls: readonly object[], comments: readonly object[]): Promise<readonly string[]> {
    const { code, out } = await runWithApi(
        ["node", ".github/scripts/mergedReview.cjs"],
        { [`commits/${SHA}/pulls`]: pulls, "issues/7/comments": comments },
        { STACK: "prod", BRANCH: "main", GITHUB_SHA: SHA },
    );
    assert.equal(code, 0, out);
    return out.trimEnd().split("\n");
}

describe("the review of what was merged", () => {
    const acknowledged = "acknowledged=00000001,1a2b3c4d";

    it("is the digest in the comment of a workflow, and the labels that name a change", async () => {
        const comments = [
            comment(`<!-- head ${HEAD} digest ${"b".repeat(12)} -->`, { login: "alice", type: "User" }),
            { user: BOT, body: "something else" },
            comment(FACTS),
        ];
        assert.deepEqual(await found([PULL], comments), ["pull=7", "digest=0123456789ab", acknowledged, "problem="]);
    });

    for (const [what, comments, problem] of [
        ["no comment", [], "pull request #7 has no review of prod"],
        ["a comment whose first lines were changed", [comment("x")], "pull request #7 has no review of prod"],
        [
            "the review of another commit",
            [comment(FACTS.replace(HEAD, "b".repeat(40)))],
            "the review in #7 is of commit bbbbbbb, and aaaaaaa was merged",
        ],
        ["a review that failed", [comment(FACTS.replace("0123456789ab", "none"))], "the review in #7 failed"],
    ] as const) {
        it(`has no digest: ${what}`, async () => {
            assert.deepEqual(await found([PULL], comments), ["pull=7", "digest=", acknowledged, `problem=${problem}`]);
        });
    }

    it("is none for a commit that no pull request brought into the branch", async () => {
        const others = [
            { ...PULL, merged_at: null },
            { ...PULL, base: { ref: "other" } },
            { ...PULL, merge_commit_sha: HEAD },
        ];
        const problem = "problem=no pull request was merged into main as commit ccccccc";
        assert.deepEqual(await found(others, [comment(FACTS)]), ["pull=", "digest=", "acknowledged=", problem]);
    });
});
