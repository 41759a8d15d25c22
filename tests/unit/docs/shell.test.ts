import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { gunzipSync } from "node:zlib";
import { commandLine } from "../../../operations/cli/commandLine";
import { COMMANDS } from "../../../operations/main";
import { allBlocks, CHECKOUT, commandsOf, PAGES, prose, splitLine, type ShellCommand } from "./pages";

/**
 * Checks that every command line of the pages names a command and options that exist. tests/local/docs.test.ts runs those that work
 * without AWS or with the local one, and compares their output. The others need a real AWS, a bucket, an account or minutes, and are
 * checked only here: `pulumi`, `aws`, and `make`, whose steps the integration tests run.
 */
type Check = (words: readonly string[]) => string | undefined | Promise<string | undefined>;

const exists = (file: string): boolean => fs.existsSync(path.join(CHECKOUT, file));
const silent = { out: () => undefined, error: () => undefined };

const org: Check = async ([, ...words]) => {
    let found = "";
    const said: string[] = [];
    const program = commandLine(COMMANDS, { ...silent, error: (text) => said.push(text) }, ({ name }) =>
        Promise.resolve(void (found = name)),
    );
    await program.parseAsync(words, { from: "user" }).catch((error: unknown) => said.push(String(error)));
    return found === words[0] || /^(completion|--help|--version)$/.test(words[0] ?? "") ? undefined : said.join("\n");
};

const MAKEFILE = fs.readFileSync(path.join(CHECKOUT, "Makefile"), "utf8");
const make: Check = ([, ...words]) => {
    const targets = words.filter((word) => !word.includes("="));
    const unknown = targets.filter((target) => !new RegExp(`^${target}:`, "m").test(MAKEFILE));
    const variables = words.filter((word) => word.includes("=") && !word.startsWith("STACK="));
    return [...unknown, ...variables].length > 0 ? `make has no ${[...unknown, ...variables].join(", ")}` : undefined;
};

/** What is wrong with a command and its options, by the program's own help. */
function inHelp(program: string, commands: readonly string[], options: readonly string[]): string | undefined {
    const { stdout, stderr, error } = spawnSync(program, [...commands, "--help"], { cwd: CHECKOUT, encoding: "utf8" });
    if (error) return error.message;
    const help = stdout + stderr;
    const aliases = /^Aliases:\n(.*)$/m.exec(help)?.[1]?.split(/[, ]+/) ?? [];
    if (!help.includes(commands.join(" ")) && !aliases.includes(commands.at(-1) ?? ""))
        return `${program} has no command ${commands.join(" ")}`;
    const missing = options.map((one) => one.replace(/=.*/, "")).filter((one) => !help.includes(one));
    return missing.length > 0 ? `${[program, ...commands].join(" ")} has no ${missing.join(", ")}` : undefined;
}

const isOption = (word: string): boolean => /^--?[a-z]/.test(word);
const PULUMI: readonly string[][] = [
    ["preview"],
    ["up"],
    ["refresh"],
    ["cancel"],
    ["destroy"],
    ["login"],
    ["whoami"],
    ["import"],
    ["config", "set"],
    ["stack", "init"],
    ["stack", "output"],
    ["stack", "export"],
    ["stack", "import"],
    ["stack", "rm"],
    ["package", "get-schema"],
    ["plugin", "install"],
];
const pulumi: Check = ([, ...words]) => {
    const command = PULUMI.find((one) => one.every((word, index) => words[index] === word));
    if (!command) return `pulumi ${words.slice(0, 2).join(" ")} is not known to this test`;
    const files = words.filter((word) => word.startsWith("policies")).filter((file) => !exists(file));
    if (files.length > 0) return `there is no ${files.join(", ")}`;
    return inHelp("pulumi", command, words.filter(isOption));
};

/** AWS's model of a service, from moto's botocore, which `local/aws install` has installed. */
function model(service: string): { operations: Record<string, { input?: { shape: string } }>; shapes: Shapes } {
    const cache = path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache"), "aws-organization");
    const found = fs
        .globSync(`local-*/lib/python*/site-packages/botocore/data/${service}/*/service-2.json*`, { cwd: cache })
        .sort()
        .at(-1);
    assert.ok(found, `no model of the service ${service} (local/aws install)`);
    const bytes = fs.readFileSync(path.join(cache, found));
    return JSON.parse((found.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString()) as ReturnType<typeof model>;
}
type Shapes = Record<string, { members?: Record<string, unknown>; required?: string[] }>;

const kebab = (name: string): string =>
    name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "-").toLowerCase();
const AWS_ANYWHERE = ["--query", "--output", "--region", "--profile"];
/** Commands of the AWS CLI that belong to no service. */
const AWS_OWN = ["aws sso login", "aws configure sso", "aws cloudformation deploy"];
const aws: Check = (words) => {
    const [, service = "", operation = "", ...rest] = words;
    if (AWS_OWN.some((own) => own === words.slice(0, 3).join(" "))) return undefined;
    const { operations, shapes } = model({ s3api: "s3", configservice: "config" }[service] ?? service);
    const name = Object.keys(operations).find((one) => kebab(one) === operation);
    if (name === undefined) return `aws ${service} has no ${operation}`;
    const { members = {}, required = [] } = shapes[operations[name]?.input?.shape ?? ""] ?? {};
    const given = rest.filter(isOption).map((one) => one.replace(/=.*/, ""));
    const unknown = given.filter(
        (one) => !AWS_ANYWHERE.includes(one) && !Object.keys(members).some((member) => `--${kebab(member)}` === one),
    );
    const missing = required.map((one) => `--${kebab(one)}`).filter((one) => !given.includes(one));
    if (unknown.length > 0) return `aws ${service} ${operation} has no ${unknown.join(", ")}`;
    return missing.length > 0 && rest.length > 0
        ? `aws ${service} ${operation} wants ${missing.join(", ")}`
        : undefined;
};

const localAws: Check = ([file = "", command = "", ...rest]) =>
    command === "" ? undefined : inHelp(path.join(CHECKOUT, file), [command], rest.filter(isOption));

const CHECKS: Readonly<Record<string, Check>> = {
    "./org": org,
    org,
    make,
    pulumi,
    aws,
    "local/aws": localAws,
    cp: ([, ...words]) => {
        const from = words.filter((word) => !isOption(word))[0] ?? "";
        return exists(from) ? undefined : `there is no ${from}`;
    },
    eval: ([, line = ""]) => runs(line),
    npm: ([, command = ""]) => (["ci", "install"].includes(command) ? undefined : `npm ${command}?`),
    npx: ([, tool = ""]) => (exists(`node_modules/.bin/${tool}`) ? undefined : `there is no ${tool}`),
    git: ([, ...words]) => inHelpOfGit(words),
};
const GIT = [
    "add",
    "checkout",
    "clone",
    "commit",
    "diff",
    "fetch",
    "ls-remote",
    "merge",
    "remote",
    "restore",
    "submodule",
];
const inHelpOfGit = (words: readonly string[]): string | undefined => {
    const command = (words[0] === "-C" ? words[2] : words[0]) ?? "";
    return GIT.includes(command) ? undefined : `git ${command}?`;
};
/** The shell's own commands, and others that have nothing to do with this program. */
const PLAIN = [
    "export",
    "unset",
    "mkdir",
    "rm",
    "ln",
    "printf",
    "cd",
    "sed",
    "source",
    "echo",
    "ruff",
    "mypy",
    "mocha",
];

/** What is wrong with a program that is given by its path, or in `$(...)`. */
function runs(line: string): string | undefined {
    const [, program = ""] = /^(?:\$\()?([\w./-]+)/.exec(line) ?? [];
    const file = path.join(CHECKOUT, program);
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    return stat?.isFile() && (stat.mode & 0o111) !== 0 ? undefined : `there is no program ${program}`;
}

async function wrong({ words: all }: ShellCommand): Promise<string | undefined> {
    // The output may go to a file.
    const words = all.at(-2) === ">" ? all.slice(0, -2) : all;
    const [first = ""] = words;
    const assigned = /^(\w+)=(.*)$/s.exec(first);
    if (assigned) {
        const inner = /^\$\((.*)\)$/s.exec(assigned[2] ?? "")?.[1];
        const [command] = inner === undefined ? [words.slice(1)] : splitLine(inner);
        return command && command.length > 0 ? wrong({ at: "", words: command }) : undefined;
    }
    if (PLAIN.includes(first)) return undefined;
    return Object.hasOwn(CHECKS, first) ? CHECKS[first]?.(words) : runs(first);
}

/** Whether an indented block has lines for a shell. */
const isShell = (words: readonly string[]): boolean =>
    Object.hasOwn(CHECKS, words[0] ?? "") || PLAIN.includes(words[0] ?? "") || runs(words[0] ?? "") === undefined;

describe("the command lines of the pages", () => {
    const commands = allBlocks().flatMap((block) => {
        if (!["bash", "console", "indented"].includes(block.language)) return [];
        const found = commandsOf(block);
        return block.language === "indented" && !isShell(found[0]?.words ?? []) ? [] : found;
    });
    it("are found", () => {
        assert.ok(commands.length > 50, `${commands.length}`);
        assert.deepEqual(splitLine(`a "b c" 'd'  && e --f="g h" # i "j`), [
            ["a", "b c", "d"],
            ["e", "--f=g h"],
        ]);
    });

    for (const command of commands) {
        it(`${command.at}: ${command.words.join(" ")}`, async () => {
            assert.equal(await wrong(command), undefined);
        }).timeout(60_000);
    }
});

describe("what the pages name in their text", () => {
    for (const page of PAGES) {
        it(`${page} names commands, options and files that there are`, async () => {
            const spans = [...prose(page).matchAll(/`([^`\n]+)`/g)].map(([, span = ""]) => span);
            const problems: (string | undefined)[] = [];
            for (const span of spans) {
                if (/^(\.\/org|org|make) [a-z]/.test(span)) problems.push(await named(span));
                else if (/^[a-z]+\/[\w./-]+\.(ts|cjs|md|json|yaml|py|yml)$/.test(span)) problems.push(file(page, span));
            }
            assert.deepEqual(
                problems.filter((one) => one !== undefined),
                [],
            );
        });
    }

    /** Checks a command in the text, which may leave out arguments: `org explain ACCOUNT`, `./org close`. */
    async function named(span: string): Promise<string | undefined> {
        const [words = []] = splitLine(span);
        if (words[0] === "make") return make(words);
        const program = commandLine(COMMANDS, silent, () => Promise.resolve());
        const command = program.commands.find((one) => one.name() === words[1]);
        if (!command) return `${span}: there is no such command`;
        const options = words.filter((word) => word.startsWith("--")).map((word) => word.replace(/=.*/, ""));
        const unknown = options.filter((one) => one !== "--help" && !command.options.some(({ long }) => long === one));
        return unknown.length > 0 ? `${span}: there is no ${unknown.join(", ")}` : Promise.resolve(undefined);
    }

    /** Checks that a file of ours exists, seen from the checkout or from the page. Files of an example are the reader's own. */
    function file(page: string, span: string): string | undefined {
        const isOurs =
            /^(definition|guardrails|evaluator|tree|features|operations|program|components|providers|limits|policies|local|toolchain|tests|docs|aws|\.github)\//.test(
                span,
            );
        const at = [span, path.join(path.dirname(page), span)];
        return !isOurs || at.some(exists) || /^policies\/(no-|old-|config\/prod)/.test(span)
            ? undefined
            : `there is no ${span}`;
    }
});
