import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { BOT, runWithApi, type ScriptRun } from "./gitHubStandIn";

const HEAD = "a".repeat(40);
const MARKER = "<!-- org review of prod -->";
const REVIEW = `${MARKER}\n<!-- org review digest: 0123456789ab -->\n### Review of prod\n\n- Account shop is closed.\n`;
const PERSON = { login: "alice", type: "User" };

interface Situation {
    readonly review?: string;
    readonly files?: readonly object[];
    readonly total?: number;
    readonly comments?: readonly object[];
    readonly head?: string;
}

/** Runs the script, and returns what it has written. */
async function comment({ review, files, total, comments = [], head = HEAD }: Situation): Promise<ScriptRun> {
    const folder = fs.mkdtempSync(path.join(tmpdir(), "review-"));
    const file = path.join(folder, "review.md");
    if (review !== undefined) fs.writeFileSync(file, review);
    const listed = files ?? [{ filename: "organizations/prod/shop.yaml" }];
    try {
        return await runWithApi(
            ["node", ".github/scripts/reviewComment.cjs", file],
            {
                "pulls/7": { head: { sha: head }, changed_files: total ?? listed.length },
                "pulls/7/files": listed,
                "issues/7/comments": comments,
            },
            { STACK: "prod", PULL_REQUEST: "7", HEAD, DEFINITIONS: "organizations" },
        );
    } finally {
        fs.rmSync(folder, { recursive: true });
    }
}

const bodyOf = ({ written }: ScriptRun): string => (written[0]?.body as { readonly body: string }).body;

describe("the comment with a review", () => {
    it("begins with which commit was reviewed and the digest of its changes, and is the review below", async () => {
        const run = await comment({ review: REVIEW });
        assert.deepEqual([run.code, run.written.map(({ request }) => request)], [0, ["POST issues/7/comments"]]);
        assert.equal(
            bodyOf(run),
            `${MARKER}\n<!-- head ${HEAD} digest 0123456789ab -->\n### Review of prod\n\n- Account shop is closed.\n\n` +
                "<sub>Commit aaaaaaa, [log](https://github.com/acme/organization/actions/runs/99)</sub>\n",
        );
    });

    it("is written anew, on whatever page it is, and no other comment is", async () => {
        const comments = [
            { id: 1, user: PERSON, body: `${MARKER}\nx` },
            { id: 2, user: { ...BOT, type: "User" }, body: `${MARKER}\nx` },
            { id: 3, user: BOT, body: `see ${MARKER}\n` },
            { id: 4, user: BOT, body: "<!-- org review of prod2 -->\n" },
            { id: 5, user: BOT, body: `${MARKER}\nold` },
        ];
        const run = await comment({ review: REVIEW, comments });
        assert.deepEqual(
            run.written.map(({ request }) => request),
            ["PATCH issues/comments/5"],
        );
    });

    it("is not that of an older commit", async () => {
        const run = await comment({ review: REVIEW, head: "b".repeat(40) });
        assert.deepEqual([run.code, run.written], [0, []]);
        assert.match(run.out, /a newer commit than aaaaaaa/);
    });

    it("says that there is no review if the job has made none", async () => {
        for (const review of [undefined, "", "\n"]) {
            const body = bodyOf(await comment({ ...(review !== undefined && { review }) }));
            assert.match(body, /digest none -->\nThere is no review of prod: its job failed before it\./);
        }
    });

    it("takes no marker, digest or facts from the review but its one digest", async () => {
        const facts = `<!-- head ${"b".repeat(40)} digest ${"b".repeat(12)} -->`;
        const body = bodyOf(await comment({ review: `${REVIEW}${facts}\n<!-- org review of dev -->\n` }));
        assert.equal(body.match(/<!--/g)?.length, 2);
        const two = bodyOf(await comment({ review: `${REVIEW}<!-- org review digest: ${"b".repeat(12)} -->\n` }));
        assert.match(two, /^.*\n<!-- head a+ digest none -->\n/);
    });

    it("warns of files that may have made the review, whose names are data", async () => {
        const files = [
            { filename: "organizations/prod/a.yaml", previous_filename: "policies/rules/a.ts" },
            { filename: "docs/x.md" },
            { filename: "README.md" },
            { filename: "organizationsx/`@team`\n<!-- a -->" },
            ...Array.from({ length: 12 }, (_, index) => ({ filename: `evaluator/${index}.ts` })),
        ];
        const body = bodyOf(await comment({ review: REVIEW, files })).replaceAll("\u200b", "·");
        assert.match(body, /-->\n> \[!CAUTION\]\n> More than definitions \(`organizations\/`\) is changed\./);
        assert.match(
            body,
            /\n> - `policies\/rules\/a\.ts`\n> - `organizationsx\/'@·team'\?<·!-- a -->`\n> - `evaluator\/0\.ts`\n/,
        );
        assert.match(body, /> - `evaluator\/7\.ts`\n> - and 4 more\n\n### Review/);
        assert.doesNotMatch(body, /README|docs\/x/);
        assert.match(bodyOf(await comment({ review: REVIEW, total: 3_001 })), /CAUTION[^]*> - and others\n/);
    });

    it("fits into GitHub, however long the review is", async () => {
        for (const review of ["x\n".repeat(300_000), "@a ".repeat(100_000), `${"é".repeat(199_999)}`]) {
            const body = bodyOf(await comment({ review }));
            assert.ok(body.length <= 65_536);
            assert.match(body, /Cut short: .*\n\n<sub>Commit/);
        }
    });

    it("fails with what GitHub answers", async () => {
        const run = await runWithApi(["node", ".github/scripts/reviewComment.cjs", "x"], {}, { PULL_REQUEST: "7" });
        assert.equal(run.code, 1);
        assert.match(run.out, /GitHub answers 404 to GET .*\/pulls\/7/);
    });
});
