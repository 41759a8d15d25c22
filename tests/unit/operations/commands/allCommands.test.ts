import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { EXIT } from "../../../../operations/cli/commandError";
import type { OrgCommand } from "../../../../operations/cli/orgCommand";
import { COMMANDS, main } from "../../../../operations/main";
import { commandLine } from "../../../../operations/cli/commandLine";
import { freePort, inStack, org, read, stackConfig } from "../orgRuns";

const TEXT = `defaults: { email: "aws+{account}@example.com" }
units:
    Sandbox: { kind: sandbox, accounts: { shop: {} } }
`;

const isChange = (command: OrgCommand): boolean => "plan" in command;
/** The shortest command line that a command accepts. */
const shortest = (command: OrgCommand): string[] =>
    command.name === "add"
        ? ["add", "fresh", "--unit", "Sandbox"]
        : command.name === "adopt" // which overwrites no definition
          ? ["adopt", "--folder", "adopted"]
          : [command.name, ...(command.arguments ?? []).filter(([name]) => name.startsWith("<")).map(() => "shop")];

/** Splits a line into words, as a shell does for our examples. What follows is another command. */
function words(line: string): string[] {
    const [own = ""] = line.split(/ (?:&&|\|\|) /);
    return [...own.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

const silent = { out: () => undefined, error: () => undefined };

describe("every command of org", () => {
    for (const command of COMMANDS) {
        describe(command.name, () => {
            it("has a help with what it does, all its options, and examples", async () => {
                const lines: string[] = [];
                const code = await main([command.name, "--help"], { ...silent, out: (text) => lines.push(text) });
                assert.equal(code, EXIT.done);
                const help = lines.join("\n");
                const flat = help.replaceAll(/\s+/g, " ");
                assert.ok(flat.includes(command.description.slice(0, 60).replaceAll(/\s+/g, " ")), help);
                const hasWords = (command.arguments ?? []).some(([name]) => name.includes("..."));
                const shown = (flags: string): string => (hasWords ? flags.replace("...", "") : flags);
                for (const [flags] of command.options ?? [])
                    assert.ok(help.includes(shown(flags)), `${flags} in\n${help}`);
                for (const flag of ["--stack <stack>", "--json"]) assert.ok(help.includes(flag), help);
                for (const flag of ["--dry-run", "--yes"]) assert.equal(help.includes(flag), isChange(command), help);
                for (const example of command.examples) assert.ok(help.includes(`./${example}`), help);
                assert.ok(command.examples.length > 0);
            });

            for (const example of command.examples) {
                it(`accepts the example: ${example}`, async () => {
                    const parsed: string[] = [];
                    const [first, ...args] = words(example);
                    assert.equal(first, "org");
                    const line = commandLine(COMMANDS, silent, ({ name }) => Promise.resolve(void parsed.push(name)));
                    await line.parseAsync(args, { from: "user" });
                    assert.deepEqual(parsed, [command.name]);
                });
            }

            it("exits with its own code if the command line is wrong", () =>
                inStack({ "organization.yaml": TEXT }, async (folder) => {
                    const wrong: [args: string[], message: RegExp][] = [
                        [[...shortest(command), "--nonsense"], /unknown option '--nonsense'/],
                        [[...shortest(command), "--stack", "none"], /there is no Pulumi\.none\.yaml here/],
                        ...((command.arguments ?? []).some(([name]) => name.startsWith("<"))
                            ? [[[command.name], /missing required argument/] as [string[], RegExp]]
                            : []),
                    ];
                    for (const [args, message] of wrong) {
                        const run = await org(folder, args);
                        assert.equal(run.code, EXIT.usage, run.error);
                        assert.match(run.error, message);
                    }
                }));

            if (!isChange(command) || command.name === "add") return;
            it("says that AWS cannot be reached, and that nothing was done", () =>
                inStack({ "organization.yaml": TEXT }, async (folder) => {
                    const url = `http://127.0.0.1:${await freePort()}`;
                    const config = stackConfig(url);
                    fs.writeFileSync(path.join(folder, "Pulumi.test.yaml"), stringify({ config }));
                    const run = await org(folder, [...shortest(command), "--stack", "test", "--yes"]);
                    assert.equal(run.code, EXIT.failed, run.error);
                    assert.ok(
                        run.error.includes(`the local AWS is not running at ${url}: \`make up\` starts it`),
                        run.error,
                    );
                    assert.equal(read(folder), TEXT);
                }));
        });
    }

    for (const name of ["accounts", "add", "expiring", "close", "reset-sandbox"]) {
        it(`${name} reports all mistakes of the definition at once`, () =>
            inStack({ "organization.yaml": `${TEXT}oops: {}\nmore: {}\n` }, async (folder) => {
                const command = COMMANDS.find((one) => one.name === name) ?? assert.fail();
                const run = await org(folder, [...shortest(command), "--stack", "test"]);
                assert.equal(run.code, EXIT.refused);
                assert.match(run.error, /The definition has 2 mistakes[^]*oops[^]*more/);
            }));
    }

    it("accounts lists the accounts of a unit, and suggests a unit for a misspelt one", () =>
        inStack({ "organization.yaml": TEXT }, async (folder) => {
            const run = await org(folder, ["accounts", "--unit", "Sandbox", "--stack", "test", "--json"]);
            assert.deepEqual(
                (JSON.parse(run.out) as { key: string }[]).map(({ key }) => key),
                ["shop"],
            );
            const wrong = await org(folder, ["accounts", "--unit", "Sandbx", "--stack", "test"]);
            assert.equal(wrong.code, EXIT.usage);
            assert.match(wrong.error, /no unit "Sandbx"\. Did you mean "Sandbox"\?/);
        }));

    it("has a unique name, and is listed with its summary and the exit codes of org", async () => {
        const lines: string[] = [];
        assert.equal(await main(["--help"], { ...silent, out: (text) => lines.push(text) }), EXIT.done);
        const help = lines.join("\n");
        for (const { name, summary } of COMMANDS) assert.ok(help.includes(name) && help.includes(summary), help);
        for (const code of Object.values(EXIT)) assert.match(help, new RegExp(`^  ${code}  \\w`, "m"));
        assert.equal(new Set(COMMANDS.map(({ name }) => name)).size, COMMANDS.length);
    });

    it("is suggested if its name is misspelt", async () => {
        const lines: string[] = [];
        assert.equal(await main(["qarantine"], { ...silent, error: (text) => lines.push(text) }), EXIT.usage);
        assert.match(lines.join("\n"), /unknown command 'qarantine'[^]*Did you mean quarantine\?/);
    });
});
