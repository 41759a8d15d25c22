import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { definitionSchema } from "../../../definition/schema";
import { KIND_GUARDRAILS, LIBRARY } from "../../../guardrails";
import { FRAMEWORKS } from "../../../guardrails/frameworks";
import { Catalogue } from "../../../evaluator/evaluation";
import { EXIT } from "../../../operations/cli/commandError";
import { COMMANDS } from "../../../operations/main";
import { policies } from "../../../policies/rules";
import { allBlocks, CHECKOUT, read } from "./pages";
import { FEATURES } from "../../../features";

/** The places in a definition that an example may show: the whole, or a part. */
const PLACES: readonly ((part: unknown) => unknown)[] = [
    (part) => part,
    (part) => ({ accounts: part }),
    (part) => ({ policies: part }),
    (part) => ({ accounts: { example: part } }),
    (part) => ({ policies: { example: part } }),
    (part) => ({ units: { Example: part } }),
    (part) => ({ units: { Example: { accounts: { example: part } } } }),
];

function mistakes(value: unknown): string[] {
    const { error } = definitionSchema(FEATURES).safeParse(value);
    return (error?.issues ?? []).map(({ path: at, message }) => `${at.join(".")}: ${message}`);
}

describe("the examples of the pages", () => {
    const blocks = allBlocks();
    // Pulumi's own files say so in their first line.
    const yaml = blocks.filter(({ language, text }) => language === "yaml" && !text.startsWith("# Pulumi."));
    const json = blocks.filter(({ language }) => language === "json");
    it("are found", () => assert.ok(yaml.length > 15 && json.length > 5));

    for (const { at, text } of yaml) {
        it(`${at} has the form of a definition, or of a part of one`, () => {
            // An account that is shown before and after a change has two lines with one key.
            const parts = /^(\S+):.*# before\n\1:.*# after$/m.test(text) ? text.split("\n") : [text];
            for (const part of parts) {
                const value: unknown = parse(part);
                const found = PLACES.map((place) => mistakes(place(value)));
                assert.ok(
                    found.some((some) => some.length === 0),
                    `${part}\n${JSON.stringify(found[0], undefined, 2)}`,
                );
            }
        });
    }

    for (const { at, text } of json) {
        it(`${at} names what there is`, async () => {
            const value = JSON.parse(text) as { Statement?: { Action: string | string[]; Resource?: unknown }[] };
            if (!value.Statement) {
                const known = policies.map(({ name }) => name);
                assert.deepEqual(
                    Object.keys(value).filter((name) => !known.includes(name)),
                    [],
                );
                return;
            }
            const actions = value.Statement.flatMap(({ Action }) => Action);
            const catalogue = await Catalogue.load(actions.map((action) => action.split(":", 1)[0] ?? ""));
            assert.deepEqual(
                actions.filter((action) => catalogue.action(action)?.name !== action),
                [],
            );
        });
    }
});

/** Calls that AWS allows by an action with another name. */
const BY_ANOTHER_NAME: Readonly<Record<string, string>> = {
    DescribeBudget: "ViewBudget",
    DescribeBudgetNotificationsForAccount: "ViewBudget",
    DescribeSubscribersForNotification: "ViewBudget",
    DescribeBudgets: "ViewBudget",
    DescribeBudgetPerformanceHistory: "ViewBudget",
    HeadBucket: "ListBucket",
    ListObjectsV2: "ListBucket",
};

describe("what the pages count and list", () => {
    const readme = read("README.md");
    const cells = (page: string): string[][] =>
        read(page)
            .split("\n")
            .filter((line) => line.startsWith("|"))
            .map((line) => line.split("|").map((cell) => cell.trim()));

    it("the commands of org, in the README and with what they may do at AWS", () => {
        const names = COMMANDS.map(({ name }) => name).sort();
        const rows = cells("README.md").flatMap(([, first = ""]) => /^`\.\/org ([\w-]+)/.exec(first)?.[1] ?? []);
        assert.deepEqual(rows.filter((name) => name !== "completion").sort(), names);
        const roles = cells("docs/aws-roles.md").flatMap(([, first = ""]) =>
            [...first.matchAll(/`([a-z-]+)`/g)].map(([, name = ""]) => name),
        );
        assert.deepEqual(roles.filter((name) => names.includes(name)).sort(), names);
    });

    it("the codes that org ends with", () => {
        for (const code of Object.values(EXIT)) assert.match(readme, new RegExp(`\\b${code} \\(`));
    });

    it("the targets of make", () => {
        const makefile = fs.readFileSync(path.join(CHECKOUT, "Makefile"), "utf8");
        const targets = [...makefile.matchAll(/^([a-z]+):.*## /gm)].map(([, name = ""]) => name).sort();
        const rows = cells("README.md").flatMap(([, first = ""]) =>
            [...first.matchAll(/`make ([a-z]+)`/g)].map(([, name = ""]) => name),
        );
        assert.deepEqual([...new Set(rows)].sort(), targets);
    });

    it("the guardrails, the kinds of units and the frameworks", () => {
        assert.ok(readme.includes(`The library has ${LIBRARY.size} guardrails`), `${LIBRARY.size}`);
        for (const [kind, keys] of Object.entries(KIND_GUARDRAILS)) {
            const row = cells("docs/definition.md").find(([, first = ""]) => new RegExp(`^\`${kind}\``).test(first));
            assert.equal(row?.[2], keys.length === 0 ? "nothing" : keys.join(", "), kind);
        }
        const definition = read("docs/definition.md");
        for (const key of Object.keys(FRAMEWORKS)) assert.ok(definition.includes(`\`${key}\``), key);
    });

    it("the policies of the pack, with their levels and all that can be configured", () => {
        const rows = cells("policies/README.md");
        const shared = rows.find(([, first]) => first === "`account-name`")?.[4] ?? "";
        for (const { name, enforcementLevel, configSchema } of policies) {
            const [, , level, , configuration = ""] = rows.find(([, first]) => first === `\`${name}\``) ?? [];
            assert.equal(level, enforcementLevel, name);
            const told = configuration === "as `account-name`" ? shared : configuration;
            for (const key of Object.keys(configSchema?.properties ?? {})) {
                assert.ok(told.includes(`\`${key}\``), `${name}: ${key}`);
            }
        }
    });

    it("the calls to AWS, each with the role that may make it", () => {
        const roles = read("docs/aws-roles.md");
        const calls = sources()
            .flatMap(({ text }) =>
                [...text.matchAll(/import\([^)]*client-\w[^)]*\)|from "@aws-sdk\/client-[^"]*"/g)].map(() => text),
            )
            .flatMap((text) => [...text.matchAll(/\b(?:new ([A-Z]\w+)Command\(|paginate([A-Z]\w+)\()/g)])
            .map(([, command, pages]) => command ?? pages ?? "");
        const missing = [...new Set(calls)]
            .filter((call) => !new RegExp(`\\b${BY_ANOTHER_NAME[call] ?? call}\\b`).test(roles))
            .sort();
        assert.deepEqual(missing, []);
    });

    it("versions and numbers", () => {
        const versions = read("toolchain/versions");
        const version = (name: string): string =>
            new RegExp(`^${name}=v?([\\d.]+)$`, "m").exec(versions)?.[1] ?? assert.fail(name);
        const toolchain = read("toolchain/README.md");
        assert.ok(toolchain.includes(`at least ${version("MINIMUM_VERSION").replace(/\.0$/, "")} `));
        assert.ok(toolchain.includes(`the engine ${version("ENGINE_VERSION")}`));
        const { services } = JSON.parse(read("toolchain/source/cmd/pulumi-resource-aws/services.json")) as {
            services: object;
        };
        const count = Object.keys(services).length;
        assert.ok(toolchain.includes(`${count} services`), `${count}`);
        const moto = /^moto\[?[^=\n]*==([\d.]+)/m.exec(read("local/requirements.in"))?.[1] ?? assert.fail("moto");
        assert.ok(read("local/README.md").includes(`moto ${moto}`), moto);
    });

    it("the workflows", () => {
        const rows = cells("docs/stacks.md").map(([, first = ""]) => first);
        for (const file of fs.readdirSync(path.join(CHECKOUT, ".github/workflows"))) {
            assert.ok(rows.includes(file.replace(".yml", "")), file);
        }
    });
});

/** The sources of the program, without its tests. */
function sources(): { file: string; text: string }[] {
    const folders = [
        "aws",
        "components",
        "definition",
        "guardrails",
        "evaluator",
        "features",
        "limits",
        "operations",
        "policies",
        "program",
        "providers",
        "tree",
    ];
    return folders.flatMap((folder) =>
        fs
            .readdirSync(path.join(CHECKOUT, folder), { recursive: true, encoding: "utf8" })
            .filter((name) => name.endsWith(".ts"))
            .map((name) => ({ file: `${folder}/${name}`, text: read(`${folder}/${name}`) })),
    );
}

/** Every text in the program's sources, one after the other, with a gap where a value is filled in. */
function texts(): string {
    const files = sources().map(({ text }) => text);
    const organizations = fs
        .readdirSync(path.join(CHECKOUT, "organizations"), { recursive: true, encoding: "utf8" })
        .filter((name) => /\.ya?ml$/.test(name))
        .map((name) => fs.readFileSync(path.join(CHECKOUT, "organizations", name), "utf8"));
    // Texts that are joined by `+` over several lines are one.
    return [...files, ...organizations]
        .join("\n")
        .replaceAll(/["`]\s*\+\s*["`]/g, "")
        .replaceAll(/\\(["'`])/g, "$1")
        .replaceAll(/\s+/g, " ");
}

/** The fixed words of a quoted line: no names, numbers, places or lists. */
function fixedWords(line: string): string[] {
    return [...line.matchAll(/(?<=^|\s)(?:[a-z]{2,}[,.:;]? ){4,}[a-z]{2,}(?=[\s,.:;]|$)/g)]
        .map(([run]) => run)
        .filter((run) => run.split(",").length <= 2);
}

/** Whether the sources have each three words in a row. A value may be filled in between such runs. */
function isSaid(run: string, said: string): boolean {
    const words = run.split(/\s+/);
    return words.some(
        (_, index) => index + 3 <= words.length && said.includes(words.slice(index, index + 3).join(" ")),
    );
}

/** Quoted messages that the sources do not have word by word. */
const OTHERS: readonly string[] = [
    "the stack is currently locked", // Pulumi
    "failed to load checkpoint: EOF", // Pulumi
    "with 3 pending operations", // Pulumi
    // Put together of single words.
    "the tag Team is missing",
    "account is created: less than",
    "and regions are detached from unit",
];

describe("the messages that the pages quote", () => {
    const said = texts();
    const quoted = allBlocks().filter(({ language }) => ["text", "console"].includes(language));
    for (const { at, text, language } of quoted) {
        const lines = text.split("\n").filter((line) => language === "text" || !line.startsWith("$ "));
        const runs = lines.flatMap(fixedWords);
        if (runs.length === 0) continue;
        it(`${at} are the program's own`, () => {
            const others = runs.filter((run) => !OTHERS.includes(run));
            assert.deepEqual(
                others.filter((run) => !isSaid(run, said)),
                [],
            );
        });
    }

    it("in the tables too: what stands in the column of the message", () => {
        const wrong: string[] = [];
        for (const page of fs.readdirSync(path.join(CHECKOUT, "docs/when"))) {
            const text = fs.readFileSync(path.join(CHECKOUT, "docs/when", page), "utf8");
            for (const [, head = "", rows = ""] of text.matchAll(/^\|([^\n]*)\|\n\|[-| ]+\|\n((?:\|.*\n)+)/gm)) {
                if (!/^ (the message|it says) /.test(head)) continue;
                for (const [, cell = ""] of rows.matchAll(/^\| `([^`|]*)`/gm)) {
                    const parts = cell.split("...").map((part) => part.trim());
                    const fixed = parts.filter((part) => part.split(" ").length >= 4 && !OTHERS.includes(part));
                    wrong.push(...fixed.filter((part) => !isSaid(part, said)).map((part) => `${page}: ${part}`));
                }
            }
        }
        assert.deepEqual(wrong, []);
    });
});
