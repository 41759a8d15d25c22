import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { EXIT } from "../../../../../operations/cli/commandError";
import type { TreeDocument } from "../../../../../pages/data/treeDocument";
import { inStack, org, type OrgRun } from "../../orgRuns";

const FILE = "organizations/test/organization.yaml";
const BEFORE = {
    "organization.yaml": `defaults: { email: "aws+{account}@example.com", tags: { Team: platform } }
policies: { own: { type: SERVICE_CONTROL_POLICY, file: own.json } }
guardrails: [own]
units:
    W: { accounts: { shop: {}, old: {} } }
    S: { kind: sandbox }
`,
    "own.json": `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"ec2:*","Resource":"*"}]}`,
};
const NOW = `defaults: { email: "aws+{account}@example.com", tags: { Team: data } }
policies: { own: { type: SERVICE_CONTROL_POLICY, file: own.json } }
guardrails: [own]
units:
    W: { accounts: { fresh: {} } }
    S: { kind: sandbox, accounts: { shop: {} } }
`;

/** A stack whose definition is committed, on a branch `main`. */
function inCheckout(use: (folder: string, git: (...args: string[]) => string) => Promise<void>): Promise<void> {
    return inStack(BEFORE, async (folder) => {
        const who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
        const git = (...args: string[]): string =>
            execFileSync("git", [...who, ...args], { cwd: folder, encoding: "utf8", stdio: "pipe" }).trim();
        git("init", "--quiet", "--initial-branch", "main");
        git("add", ".");
        git("commit", "--quiet", "-m", "before");
        await use(folder, git);
    });
}

const tree = (folder: string, ref: string, ...args: string[]): Promise<OrgRun> =>
    org(folder, ["tree", "--no-ids", "--stack", "test", "--compare", ref, ...args]);

describe("org tree --compare", () => {
    it("shows what is different from another commit, and touches neither checkout nor index", () =>
        inCheckout(async (folder, git) => {
            fs.writeFileSync(path.join(folder, FILE), NOW);
            const [status, commit] = [git("status", "--porcelain"), git("rev-parse", "--short=12", "main")];
            const { code, out, error } = await tree(folder, "main");
            assert.equal(code, EXIT.done, error);
            assert.deepEqual(out.split("\n"), [
                "Stack test: 2 units, 2 accounts",
                "",
                "                 E-MAIL                 GUARDRAILS       CHANGE",
                "~ the root                              1                changed",
                "  ├── W/                                1 inherited",
                "+ │   ├── fresh  aws+fresh@example.com  1 inherited      added",
                "- │   └── old    aws+old@example.com    1 inherited      removed",
                "  └── S/                                2 + 1 inherited",
                ">     └── shop   aws+shop@example.com   3 inherited      moved from W",
                "",
                "the root: changed",
                "    tag Team (in 1 account): platform → data",
                "account shop: moved from W",
                "    kind: plain → sandbox",
                "",
                "AWS's ids are not shown, because the stack's state was not read.",
                `Compared with main (${commit}): 1 added, 1 removed, 1 moved, 1 changed.`,
            ]);
            assert.equal(git("status", "--porcelain"), status);
            const json = JSON.parse((await tree(folder, "main", "--json")).out) as TreeDocument;
            assert.equal(json.commit, commit);
            assert.equal(json.hasLocalChanges, true);
            assert.equal(json.nodes.find(({ key }) => key === "old")?.from, `${FILE}:5:32`);
        }));

    it("sees another document of a policy, and says if nothing differs", () =>
        inCheckout(async (folder) => {
            assert.match((await tree(folder, "HEAD")).out, /\n\nNothing that is asked for differs\.\n/);
            const file = path.join(folder, "organizations/test/own.json");
            fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace("ec2:*", "s3:*"));
            const { out } = await tree(folder, "HEAD");
            assert.match(out, /: no unit and no account differs\.\nPolicies: own changed\.$/);
        }));

    it("says why there is nothing to compare with", () =>
        inCheckout(async (folder, git) => {
            const refused = async (ref: string, code: number, message: RegExp): Promise<void> => {
                const run = await tree(folder, ref);
                assert.equal(run.code, code, run.error);
                assert.match(run.error, message);
            };
            await refused(
                "mian",
                EXIT.usage,
                /--compare mian: this checkout has no commit "mian"\. Give a branch, a tag/,
            );
            await refused("--output=x", EXIT.usage, /this checkout has no commit "--output=x"/);
            fs.writeFileSync(path.join(folder, FILE), `${BEFORE["organization.yaml"]}oops: {}\n`);
            git("commit", "--quiet", "-am", "with a mistake");
            fs.writeFileSync(path.join(folder, FILE), NOW);
            await refused(
                "HEAD",
                EXIT.refused,
                new RegExp(
                    `has mistakes for today's program, so nothing can be compared with it:\\n[^]*${FILE}:7:1 oops`,
                ),
            );
            git("mv", "organizations/test", "organizations/elsewhere");
            git("commit", "--quiet", "-am", "elsewhere");
            fs.cpSync(path.join(folder, "organizations/elsewhere"), path.join(folder, "organizations/test"), {
                recursive: true,
            });
            await refused("HEAD", EXIT.refused, /commit [0-9a-f]{12} has no organizations\/test\. It was added later/);
            fs.rmSync(path.join(folder, ".git"), { recursive: true });
            await refused(
                "HEAD",
                EXIT.usage,
                /--compare needs a checkout of git, and organizations\/test is in none: /,
            );
        }));
});
