import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { gunzipSync } from "node:zlib";
import Ajv from "ajv";
import { parse } from "yaml";
import { CHECKOUT, runWithApi, type ScriptRun } from "../workflows/gitHubStandIn";

/**
 * GitLab's schema of pipelines (licence: MIT), as check-jsonschema 0.38.2 on PyPI has it, from
 * https://gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json
 */
const SCHEMA = path.join(__dirname, "gitlabPipelineSchema.json.gz");

interface GitLabJob {
    readonly extends?: string;
    readonly script?: readonly string[];
    readonly before_script?: readonly string[];
    readonly environment?: { readonly name: string };
    readonly variables?: Readonly<Record<string, string>>;
    readonly rules?: readonly object[];
}

const pipeline = parse(fs.readFileSync(path.join(CHECKOUT, "ci/gitlab/gitlab-ci.yml"), "utf8")) as Readonly<
    Record<string, GitLabJob>
>;

describe("the example of a pipeline of GitLab", () => {
    it("has the form that GitLab accepts, by its own schema", () => {
        // The schema has keys of its own for editors, and a form of text that ajv lacks.
        const ajv = new Ajv({ strict: false, validateFormats: false });
        const validate = ajv.compile(JSON.parse(gunzipSync(fs.readFileSync(SCHEMA)).toString()) as object);
        assert.ok(validate(pipeline), JSON.stringify(validate.errors, undefined, 2));
        assert.ok(!validate({ ...pipeline, note: { ...pipeline.note, script: 1 } }), "the schema finds a mistake");
    });

    it("has scripts that a shell understands", () => {
        for (const [name, { script = [], before_script: before = [] }] of Object.entries(pipeline)) {
            const lines = [...before, ...script].join("\n");
            const { status, stderr } = spawnSync("bash", ["-n", "-c", lines], { encoding: "utf8" });
            assert.equal(status, 0, `${name}: ${stderr}`);
        }
    });

    it("gives the job that writes the note neither a role nor code of the merge request, and the others no token", () => {
        const { note, review } = pipeline;
        assert.equal(note?.extends, undefined);
        assert.equal(note?.variables?.GIT_STRATEGY, "none");
        assert.equal(note.environment?.name, "review-note");
        assert.equal(review?.environment, undefined);
        assert.doesNotMatch(JSON.stringify({ ...pipeline, note: undefined }), /NOTE_TOKEN/);
        assert.equal(
            Object.values(pipeline).filter(({ variables }) => variables?.ROLE === "$AWS_UP_ROLE_ARN").length,
            1,
        );
    });
});

describe("the note on a merge request", () => {
    const HEAD = "a".repeat(40);
    const MARKER = "<!-- org review of prod -->";
    const folder = fs.mkdtempSync(path.join(tmpdir(), "note-"));
    before(() => fs.mkdirSync(path.join(folder, "review")));
    after(() => fs.rmSync(folder, { recursive: true }));

    const note = (notes: readonly object[]): Promise<ScriptRun> =>
        runWithApi(
            ["bash", "-c", `script=$PWD/ci/gitlab/note.cjs; cd "${folder}" && exec node "$script" review/review.md`],
            {
                user: { id: 3 },
                "/user": { id: 3 },
                "merge_requests/7/diffs": [
                    { new_path: "organizations/prod/a.yaml", old_path: "organizations/prod/a.yaml" },
                    { new_path: "organizations/prod/b.yaml", old_path: "policies/b.ts" },
                ],
                "merge_requests/7/notes": notes,
            },
            {
                NOTE_TOKEN: "token",
                STACK: "prod",
                DEFINITIONS: "organizations",
                CI_PROJECT_ID: "12",
                CI_PROJECT_URL: "https://gitlab.com/acme/organization",
                CI_PIPELINE_URL: "https://gitlab.com/acme/organization/-/pipelines/99",
                CI_MERGE_REQUEST_IID: "7",
                CI_COMMIT_SHA: HEAD,
            },
        );

    it("is written once, then anew; a review in it runs no command and leads nowhere else", async () => {
        const link = "[a](https://gitlab.com/acme/organization/-/blob/main/a.yaml#L1)";
        fs.writeFileSync(path.join(folder, "review/review.md"), `### Review\n/approve\n!12 @team ${link}\n`);
        const first = await note([{ id: 1, author: { id: 4 }, body: `${MARKER}\n` }]);
        assert.deepEqual([first.code, first.written[0]?.request], [0, "POST merge_requests/7/notes"], first.out);
        const { body } = first.written[0]?.body as { readonly body: string };
        assert.match(body, new RegExp(`^${MARKER}\n<!-- head ${HEAD} digest none -->\n> \\[!CAUTION\\]\n`));
        assert.match(body, /> - `policies\/b\.ts`\n\n/);
        assert.ok(body.includes(`### Review\n\u200b/approve\n!\u200b12 @\u200bteam ${link}\n`), body);
        const again = await note([
            { id: 1, author: { id: 4 }, body: MARKER },
            { id: 2, author: { id: 4 }, body: MARKER },
            { id: 5, author: { id: 3 }, body: `${MARKER}\nold` },
        ]);
        assert.equal(again.written[0]?.request, "PUT merge_requests/7/notes/5");
    });

    it("is not made of a file that a link leads to", async () => {
        fs.rmSync(path.join(folder, "review"), { recursive: true });
        fs.mkdirSync(path.join(folder, "elsewhere"));
        fs.writeFileSync(path.join(folder, "elsewhere/review.md"), "secret");
        fs.symlinkSync(path.join(folder, "elsewhere"), path.join(folder, "review"));
        const run = await note([]);
        assert.deepEqual([run.code, run.written], [1, []]);
        assert.match(run.out, /review\/review\.md is a link/);
    });
});
