import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { CHECKOUT } from "./gitHubStandIn";

interface Job {
    readonly permissions?: Readonly<Record<string, string>>;
    readonly environment?: string;
    readonly steps: readonly {
        readonly run?: string;
        readonly uses?: string;
        readonly with?: Readonly<Record<string, unknown>>;
        readonly env?: Readonly<Record<string, string>>;
    }[];
}

interface Workflow {
    readonly on: Readonly<Record<string, unknown>>;
    readonly permissions: unknown;
    readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = path.join(CHECKOUT, ".github/workflows");
const workflow = (name: string): Workflow => parse(fs.readFileSync(path.join(FOLDER, name), "utf8")) as Workflow;
const workflows = fs.readdirSync(FOLDER).map((name) => ({ name, ...workflow(name) }));
const text = (job: Job | undefined): string => JSON.stringify(job?.steps);

/** What a job may write, in words of GitHub. */
const writes = ({ permissions = {} }: Job): readonly string[] =>
    Object.keys(permissions).filter((key) => permissions[key] === "write");

describe("what the workflows may do", () => {
    it("is nothing but reading the repository, where a job does not say more", () => {
        for (const { name, permissions } of workflows) assert.deepEqual(permissions, { contents: "read" }, name);
    });

    it("is written in docs/ci.md", () => {
        const page = fs.readFileSync(path.join(CHECKOUT, "docs/ci.md"), "utf8");
        for (const { name, jobs } of workflows) {
            for (const [id, job] of Object.entries(jobs)) {
                const row = new RegExp(`^\\| ${name.replace(".yml", "")} +\\| ${id} +\\| ([^|]*)\\|`, "m").exec(page);
                const may = writes(job).filter((key) => key !== "id-token");
                for (const key of may) assert.ok(row?.[1]?.includes(key), `${name}: ${id} may write ${key}`);
                assert.ok(row, `${name}: ${id}`);
            }
        }
    });

    it("starts no workflow by an event that gives code of a fork a token or a secret", () => {
        for (const { name, on } of workflows) {
            assert.ok(!("pull_request_target" in on) && !("workflow_run" in on) && !("issue_comment" in on), name);
        }
    });

    it("leaves no token in the checkout, and runs no script of a package", () => {
        for (const { name, jobs } of workflows) {
            for (const step of Object.values(jobs).flatMap(({ steps }) => steps)) {
                if (step.uses?.startsWith("actions/checkout@")) {
                    assert.equal(step.with?.["persist-credentials"], false, name);
                }
                if (step.run?.includes("npm ci")) assert.match(step.run, /npm ci --ignore-scripts /, name);
            }
        }
    });

    describe("for a pull request", () => {
        const { preview, comment } = workflow("preview.yml").jobs;

        it("has the job that runs its code no token that writes, and the role alone", () => {
            assert.deepEqual(preview?.permissions, { "id-token": "write", contents: "read" });
            assert.equal(preview.environment, undefined);
            assert.doesNotMatch(text(preview), /github\.token|secrets\./);
        });

        it("has the job that writes the comment neither the role nor code of the pull request", () => {
            assert.deepEqual(comment?.permissions, { actions: "read", contents: "read", "pull-requests": "write" });
            const [checkout] = comment.steps;
            assert.equal(checkout?.with?.ref, "${{ github.event.pull_request.base.ref }}");
            assert.equal(comment.steps.filter(({ uses }) => uses !== undefined).length, 1);
            assert.doesNotMatch(text(comment), /needs\.preview\.outputs|npm|vars\./);
        });

        it("skips the check for no label: GitHub takes a job that is skipped for a success", () => {
            const job = JSON.stringify({ ...preview, steps: [] });
            assert.doesNotMatch(job, /label/);
        });
    });

    it("lets `up` do only what has a digest", () => {
        const { up } = workflow("up.yml").jobs;
        const apply = up?.steps.at(-1);
        assert.equal(apply?.run, "ci/up.sh");
        assert.equal(apply.env?.REVIEWED, "${{ needs.preview.outputs.digest }}");
        assert.equal(up?.environment, "prod");
    });
});
