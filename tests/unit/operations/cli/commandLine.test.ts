import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { EXIT } from "../../../../operations/cli/commandError";
import { orgVersion } from "../../../../operations/cli/orgVersion";
import { inStack, org } from "../orgRuns";

const CHECKOUT = path.resolve(__dirname, "../../../..");
const TEXT = `defaults: { email: "aws+{account}@example.com" }
units:
    Sandbox: { kind: sandbox, accounts: { shop: { tags: { Team: shop } }, data: { tags: { Team: data }, id: "111122223333" } } }
    Workloads: { units: { Production: { accounts: { live: { state: quarantined, tags: { Team: shop, Env: prod } } } } } }
`;

describe("a wrong command line", () => {
    const wrong: [args: string[], message: RegExp][] = [
        [["acounts"], /^org: unknown command 'acounts'\n\(Did you mean accounts\?\)/],
        [["help", "acounts"], /^org: unknown command 'acounts'\n\(Did you mean accounts\?\)/],
        [
            ["accounts", "--untit", "A"],
            /^org: unknown option '--untit'\n\(Did you mean --unit\?\)\nUsage: org accounts/,
        ],
        [["accounts", "Sandbox"], /too many arguments for 'accounts'.*\nUsage: org accounts \[options\]/],
        [["effective", "my", "shop"], /too many arguments for 'effective'.*\nPut a name with blanks in quotes/],
        [["effective"], /^org: missing required argument 'account'\nUsage: org effective \[options\] <account>/],
        [
            ["incident", "--only", "Deploy", "live", "--stack", "test"],
            /missing required argument 'account'\nWrite the arguments before an option that takes several values/,
        ],
        [["accounts", "--stack", "test", "--unit"], /^org: option '--unit <unit>' argument missing/],
        [["add", "x", "--unit", "--stack", "test"], /^org: --unit has no value: --stack after it is an option/],
        [["accounts", "--unit", ""], /^org: --unit is empty: give a value, or leave the option out\./],
        [["effective", ""], /^org: <account> is empty: give a value\. In a script, a variable may be empty/],
        [["add", "x", "--unit", "Sandbox", "--tag", ""], /^org: --tag is empty/],
        [["accounts", "--stack", ""], /^org: --stack is empty/],
        [["accounts", "--stack", "../test"], /"\.\.\/test" is not a valid name of a stack/],
        [["accounts", "--stack", "tets"], /there is no Pulumi\.tets\.yaml here.* Did you mean "test"\?/],
        [
            ["close", "shop", "--stack", "test", "--stack", "prod"],
            /--stack is given twice, "test" and "prod": keep one/,
        ],
        [["accounts", "--unit", "Production"], /no unit "Production"\. Did you mean "Workloads\/Production"\?/],
        [["add", "x", "--unit", "sandbox"], /no unit "sandbox"\. Did you mean "Sandbox"\?/],
        [["effective", "lvie"], /no account "lvie"\. Did you mean "live"\?/],
        [["effective", "aws+dta@example.com"], /Did you mean "aws\+data@example\.com"\?/],
        [["accounts", "--kind", "sandbx"], /'sandbx' is not allowed.*Did you mean "sandbox"\?/],
        [["accounts", "--state", "closed"], /Allowed choices are active, invited, quarantined, closing, leaving/],
        [
            ["accounts", "--tag", "team=shop"],
            /no account has a tag "team"\. Did you mean "Team"\? There are Env and Team\./,
        ],
        [["accounts", "--tag", "=shop"], /give a key, or a key and a value/],
        [["completion", "fish"], /'fish' is not allowed for argument 'shell'/],
    ];
    for (const [args, message] of wrong) {
        it(`org ${args.join(" ")}`, () =>
            inStack({ "organization.yaml": TEXT }, async (folder) => {
                const named =
                    args.includes("--stack") || /^(help|completion)$/.test(args[0] ?? "") || args.length === 1;
                const run = await org(folder, named ? args : [...args, "--stack", "test"]);
                assert.equal(run.code, EXIT.usage, run.error);
                assert.match(run.error, message);
                assert.equal(run.out, "");
            }));
    }

    it("names the variable STACK if it is empty, and does not guess a stack", () =>
        inStack({ "organization.yaml": TEXT }, async (folder) => {
            const before = process.env.STACK;
            process.env.STACK = "";
            try {
                const run = await org(folder, ["accounts"]);
                assert.equal(run.code, EXIT.usage);
                assert.match(run.error, /--stack is empty.*The environment has an empty variable STACK/);
            } finally {
                if (before === undefined) delete process.env.STACK;
                else process.env.STACK = before;
            }
        }));
});

describe("org accounts", () => {
    const keys = (args: string[]): Promise<unknown> =>
        inStack({ "organization.yaml": TEXT }, async (folder) => {
            const run = await org(folder, ["accounts", ...args, "--stack", "test", "--json"]);
            assert.equal(run.code, EXIT.done, run.error);
            return (JSON.parse(run.out) as { key: string }[]).map(({ key }) => key);
        });

    it("shows the accounts that match all filters", async () => {
        assert.deepEqual(await keys([]), ["data", "live", "shop"]);
        assert.deepEqual(await keys(["--tag", "Team=shop"]), ["live", "shop"]);
        assert.deepEqual(await keys(["--tag", "Env"]), ["live"]);
        assert.deepEqual(await keys(["--tag", "Team=shop", "Env=dev"]), []);
        assert.deepEqual(await keys(["--kind", "sandbox"]), ["data", "shop"]);
        assert.deepEqual(await keys(["--state", "quarantined"]), ["live"]);
        assert.deepEqual(await keys(["--unit", "Workloads", "--kind", "sandbox"]), []);
    });

    it("shows the ids of the definition, and says if nothing matches", () =>
        inStack({ "organization.yaml": TEXT }, async (folder) => {
            const run = await org(folder, ["accounts", "--kind", "sandbox", "--stack", "test"]);
            assert.match(run.out, /^ACCOUNT {2}ID {12}UNIT/);
            assert.match(run.out, /\ndata {5}111122223333 {2}Sandbox/);
            const none = await org(folder, ["accounts", "--state", "closing", "--stack", "test"]);
            assert.equal(none.out, "None of the 3 accounts of organizations/test matches.");
        }));
});

describe("org --version", () => {
    it("shows the release, and the commit in a checkout", () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "version-"));
        const git = (...args: string[]): string =>
            execFileSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
                encoding: "utf8",
            }).trim();
        try {
            fs.writeFileSync(path.join(folder, "package.json"), '{ "version": "1.2.3" }');
            assert.equal(orgVersion(folder), "org 1.2.3");
            git("init", "--quiet");
            git("add", ".");
            git("commit", "--quiet", "--message", "one");
            const commit = git("rev-parse", "--short=12", "HEAD");
            assert.equal(orgVersion(folder), `org 1.2.3 (${commit})`);
            fs.writeFileSync(path.join(folder, "package.json"), '{ "version": "1.2.4" }');
            assert.equal(orgVersion(folder), `org 1.2.4 (${commit}, with local changes)`);
        } finally {
            fs.rmSync(folder, { recursive: true });
        }
    });
});

describe("what org prints", () => {
    it("may be cut off by a reader that stops reading", () => {
        for (const line of ["./org explain shop-prod 'ec2:*' --json", "./org --help", "./org nonsense 2>&1"]) {
            const script = `set -o pipefail; { ${line}; echo "code $?" >&3; } | head -c 10`;
            const { stdout, stderr } = spawnSync("bash", ["--norc", "-c", `{ ${script}; } 3>&2`], {
                cwd: CHECKOUT,
                encoding: "utf8",
            });
            assert.equal(stdout.length, 10);
            assert.match(stderr, /^code [02]\n$/, line);
        }
    });
});
