import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import {
    CreateAccountCommand,
    DescribeCreateAccountStatusCommand,
    MoveAccountCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { stringify } from "yaml";
import { allBlocks, blocksOf, CHECKOUT, commandsOf, missing, type Block } from "../unit/docs/pages";
import { org, type OrgRun, stackConfig } from "../unit/operations/orgRuns";
import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

/** Console blocks that are not run here, with the reason. tests/unit/docs/shell.test.ts checks the `./org` lines of bash blocks. */
const NOT_RUN: Readonly<Record<string, string>> = {
    "pulumi preview": "the engine: tests/integration/lifecycle.test.ts previews an organisation a second time",
    "./org end-sandboxes": "needs the stack's state; tests/integration/endSandboxes.test.ts",
    "./org expiring": "its output depends on the day; tests/unit/operations/commands/expiringCommand.test.ts",
    "./org reset-sandbox shop-dev --dry-run": "needs the stack's state; tests/integration/resetSandbox.test.ts",
};
/** The second of two blocks with the same line. Pulumi has to apply the first step in between. */
const STEP_TWO = /step 2 of 2/;

describe("the console blocks of the pages, run in a copy of the example", () => {
    let aws: LocalAws;
    let client: OrganizationsClient;
    let folder: string;

    before(async () => {
        aws = await startLocalAws();
        client = new OrganizationsClient(aws.clientConfig());
        folder = fs.mkdtempSync(path.join(aws.state, "docs-"));
        const config = stackConfig(aws.url, ["organizations", "sts", "account"]);
        fs.writeFileSync(path.join(folder, "Pulumi.dev.yaml"), stringify({ config }));
        const fixture = new Fixture(aws, client);
        const { root } = await fixture.createOrganization("ALL");
        await fixture.enable("SERVICE_CONTROL_POLICY");
        const workloads = await fixture.createUnit(root, "Workloads");
        for (const [unit, name] of [
            ["Production", "shop-prod"],
            ["NonProduction", "shop-dev"],
        ] as const) {
            const DestinationParentId = await fixture.createUnit(workloads, unit);
            const { CreateAccountStatus } = await client.send(
                new CreateAccountCommand({ AccountName: name, Email: `aws+${name}@example.com` }),
            );
            await aws.advanceSeconds(1);
            const { CreateAccountStatus: done } = await client.send(
                new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: CreateAccountStatus?.Id }),
            );
            await client.send(
                new MoveAccountCommand({ AccountId: done?.AccountId, SourceParentId: root, DestinationParentId }),
            );
        }
    });
    after(async () => {
        client.destroy();
        await aws.stop();
    });
    // Each block starts with the unchanged example.
    beforeEach(() =>
        fs.cpSync(path.join(CHECKOUT, "organizations", "dev"), path.join(folder, "organizations", "dev"), {
            recursive: true,
        }),
    );

    /** Nobody confirms a line that only shows a plan. Where the page shows the execution, the account's key is typed. */
    const run = (words: readonly string[], confirm?: string): Promise<OrgRun> =>
        org(
            folder,
            [...words.slice(1).filter((word) => word !== "prod" && word !== "--stack"), "--stack", "dev"],
            confirm,
        );

    for (const block of allBlocks().filter(({ language }) => language === "console")) {
        const [command] = commandsOf(block).filter(({ words: [first] }) => first !== "eval");
        if (!command) continue;
        const line = command.words.join(" ");
        const shown = block.text.slice(block.text.lastIndexOf("\n", block.text.indexOf("\n")) + 1);
        const reason =
            NOT_RUN[line] ??
            (STEP_TWO.test(block.text) ? "step 1 has to be applied: tests/integration/org.test.ts" : undefined);
        if (reason !== undefined) {
            it(`${block.at}: ${line} is not run here (${reason})`);
            continue;
        }
        it(`${block.at}: ${line}`, async () => {
            const { words } = command;
            const releases = words[1] === "release-quarantine";
            if (releases) await run(["./org", "quarantine", words[2] ?? ""], words[2]);
            const { out, error } = await run(words, releases ? words[2] : undefined);
            const output = `${error}\n${out}`;
            assert.equal(missing(shown, output), undefined, `${output}\n--- in the page ---\n${shown}`);
        });
    }

    /** Outputs in a block of their own, after the line that produces them. */
    const APART: readonly [page: string, begins: string, words: readonly string[], confirm?: string][] = [
        [
            "docs/guardrails-proof.md",
            "ec2:* by a role",
            ["./org", "explain", "playground-ada", "ec2:*", "--region", "eu-central-1"],
        ],
        [
            "docs/when/something-goes-wrong.md",
            "shop-prod (",
            ["./org", "quarantine", "shop-prod", "--reason", "keys leaked"],
            "shop-prod",
        ],
    ];
    for (const [page, begins, words, confirm] of APART) {
        it(`${page}: the output of ${words.join(" ")}`, async () => {
            const block: Block =
                blocksOf(page).find(({ language, text }) => language === "text" && text.startsWith(begins)) ??
                assert.fail(begins);
            const { out, error } = await run(words, confirm);
            assert.equal(missing(block.text, `${error}\n${out}`), undefined, `${error}\n${out}`);
        });
    }
});
