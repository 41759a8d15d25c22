import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { COMMANDS } from "../../../../operations/main";
import { inStack, org } from "../orgRuns";

const CHECKOUT = path.resolve(__dirname, "../../../..");
const FILES = {
    "organization.yaml": `defaults: { email: "aws+{account}@example.com" }
units:
    Sandbox: { kind: sandbox, accounts: { playground: {} } }
    Two Words: &two { accounts: { odd: {} } }
    Workloads:
        units:
            Production: { accounts: { shop-prod: {} } }
policies:
    regions: {}
`,
    "accounts/shop.yaml": "accounts:\n    shop-dev: { unit: Workloads }\n    it's $(touch /tmp/owned): {}\n",
};

async function candidates(words: readonly string[], files: Record<string, string> = FILES): Promise<string[]> {
    return inStack(files, async (folder) => {
        const { code, out, error } = await org(folder, ["complete-words", "--", ...words]);
        assert.deepEqual({ code, error }, { code: 0, error: "" });
        return out === "" ? [] : out.split("\n").map((line) => line.split("\t", 1)[0] ?? "");
    });
}

describe("completion of org's command lines", () => {
    const names = COMMANDS.map(({ name }) => name);
    const cases: [words: string[], expected: string[]][] = [
        [[""], [...names, "completion", "help"]],
        [["qu"], ["quarantine"]],
        [["--v"], ["--version"]],
        [["help", "ex"], names.filter((name) => name.startsWith("ex"))],
        [["nonsense", ""], []],
        [["accounts", "--un"], ["--unit"]],
        [["accounts", "--unit", "Sandbox", "--un"], []],
        [["accounts", ""], []],
        [["accounts", "--stack", ""], ["test"]],
        [
            ["accounts", "--stack", "test", "--unit", ""],
            ["Sandbox", "Two Words", "Workloads", "Workloads/Production"],
        ],
        [["accounts", "--unit", "W", "--stack", "none"], []],
        [["accounts", "--stack", "test", "--unit", "=", "Sa"], ["Sandbox"]],
        [
            ["accounts", "--stack=test", "--unit", "="],
            ["Sandbox", "Two Words", "Workloads", "Workloads/Production"],
        ],
        [
            ["accounts", "--kind", "s"],
            ["sandbox", "security"],
        ],
        [
            ["effective", "--stack", "test", "shop"],
            ["shop-dev", "shop-prod"],
        ],
        [["effective", "--stack", "test", '"play'], ["playground"]],
        [["effective", "--json", "--stack", "test", "p"], ["playground"]],
        [["effective", "--stack", "test", "shop-dev", ""], []],
        [["explain", "--stack", "test", "--from", "o"], ["odd"]],
        [["adopt", "--folder", ""], [":files"]],
        [
            ["completion", ""],
            ["bash", "zsh"],
        ],
    ];
    for (const [words, expected] of cases) {
        it(`org ${words.map((word) => word || "''").join(" ")}`, async () => {
            assert.deepEqual(await candidates(words), expected);
        });
    }

    it("works while the definition has mistakes, and offers nothing without a definition", async () => {
        const words = ["effective", "--stack", "test", ""];
        const broken = "nonsense: 1\naccounts: { a: { unit: Nowhere }, b: *gone }\nunits: [1]\nunits: { x: {}\n";
        assert.deepEqual(await candidates(words, { "a.yaml": broken }), ["a", "b"]);
        assert.deepEqual(await candidates(words, {}), []);
        assert.deepEqual(await candidates(["effective", "--stack", "none", ""]), []);
    });

    /** The words that bash would put on the line after `org WORDS` and the tab key. */
    function inBash(folder: string, words: readonly string[]): string[] {
        const script = `
            source <(${CHECKOUT}/org completion bash); source <(${CHECKOUT}/org completion bash)
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _org_complete
            complete -p org
            printf '%s\\n' "\${COMPREPLY[@]}"`;
        // A bash whose input is a socket, as Node.js makes it, takes itself for one that was started over the network, and reads ~/.bashrc.
        const { stdout, stderr } = spawnSync("bash", ["--norc", "-uc", script, "bash", `${CHECKOUT}/org`, ...words], {
            cwd: folder,
            encoding: "utf8",
        });
        assert.equal(stderr, "");
        const [registered, ...replies] = stdout.trimEnd().split("\n");
        assert.equal(registered, "complete -F _org_complete org");
        return replies;
    }

    it("quotes words for bash, and never evaluates what was typed or is in the definition", () =>
        inStack(FILES, (folder) => {
            fs.rmSync("/tmp/owned", { force: true });
            assert.deepEqual(inBash(folder, ["effectiv"]), ["effective"]);
            const units = ["accounts", "--stack", "test", "--unit"];
            assert.deepEqual(inBash(folder, [...units, "Two"]), ["Two\\ Words"]);
            assert.deepEqual(inBash(folder, [...units, '"Two']), ["Two Words"]);
            const account = ["effective", "--stack", "test"];
            assert.deepEqual(inBash(folder, [...account, "it"]), ["it\\'s\\ \\$\\(touch\\ /tmp/owned\\)"]);
            assert.deepEqual(inBash(folder, [...account, "$(touch /tmp/owned)`touch /tmp/owned`"]), []);
            assert.ok(!fs.existsSync("/tmp/owned"));
            return Promise.resolve();
        }));

    it("prints a script that zsh can read", function () {
        if (spawnSync("zsh", ["--version"]).error) this.skip();
        const { status, stderr } = spawnSync(
            "bash",
            [
                "-c",
                `${CHECKOUT}/org completion zsh | zsh -n && ${CHECKOUT}/org completion zsh | zsh -fc 'autoload -Uz compinit; compinit -u -D; source /dev/stdin; print $_comps[org]'`,
            ],
            { encoding: "utf8" },
        );
        assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
    });
});
