import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { MoveAccountCommand, TagResourceCommand, UntagResourceCommand } from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { parse } from "yaml";
import type { NukeConfig } from "../../operations/commands/resetSandbox/nukeConfig";
import { assertRefused, inAws, MANAGEMENT_ACCOUNT, Project, type Definition } from "./support";

/**
 * Takes the place of aws-nuke, which is not installed here. It records its input and answers like the source of aws-nuke 3.64.3.
 * What the real one does with the configuration is not tested.
 */
const STAND_IN = `#!${process.execPath}
const fs = require("node:fs");
const args = process.argv.slice(2);
if (args[0] === "--version") {
    console.log("aws-nuke version v3.64.3");
    process.exit(0);
}
const config = args[args.indexOf("--config") + 1];
fs.appendFileSync(__dirname + "/runs", JSON.stringify({
    args, env: process.env, config: fs.readFileSync(config, "utf8"), mode: fs.statSync(config).mode & 0o777,
}) + "\\n");
console.log('eu-central-1 - S3Bucket - s3://experiment - [Name: "experiment"] - ' + (args.includes("--no-dry-run") ? "removed" : "would remove"));
console.log(args.includes("--no-dry-run") ? "Nuke complete: 0 failed, 3 skipped, 1 finished." : "Scan complete: 4 total, 1 nukeable, 3 filtered.");
`;

interface NukeRun {
    readonly args: readonly string[];
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly config: string;
    readonly mode: number;
}

const DEFINITION = {
    defaults: { email: "{account}@example.com" },
    units: {
        Sandbox: { kind: "sandbox", accounts: { playground: {}, loose: {} }, units: { Team: {} } },
        Workloads: { kind: "workloads", accounts: { shop: {} } },
    },
} as const satisfies Definition;

describe("org reset-sandbox", function () {
    this.timeout(180_000);
    let project: Project;
    let folder: string;
    let root: string;
    const units: Record<string, string> = {};
    const accounts: Record<string, string> = {};

    before(async () => {
        project = await Project.start();
        await project.apply(DEFINITION);
        const found = await inAws(project.client);
        root = found.rootId;
        for (const [path, { id }] of Object.entries(found.units)) units[path] = id;
        for (const [name, { id }] of Object.entries(found.accounts)) accounts[name] = id;
        await move(accounts.loose ?? "", units.Sandbox, root);
        folder = path.join(project.folder, "tools");
        fs.mkdirSync(folder);
        fs.writeFileSync(path.join(folder, "aws-nuke"), STAND_IN, { mode: 0o755 });
    });
    beforeEach(() => {
        project.define(DEFINITION);
        fs.rmSync(path.join(folder, "runs"), { force: true });
    });
    after(() => project.stop());

    const move = (AccountId: string, SourceParentId?: string, DestinationParentId?: string): Promise<unknown> =>
        project.client.send(new MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId }));
    const reset = (...args: string[]): ReturnType<Project["org"]> =>
        project.org(["reset-sandbox", ...args], { PATH: `${folder}:${process.env.PATH}`, AWS_PROFILE: "somebody" });
    const runs = (): NukeRun[] => {
        const file = path.join(folder, "runs");
        if (!fs.existsSync(file)) return [];
        const lines = fs.readFileSync(file, "utf8").trim().split("\n");
        return lines.map((line) => JSON.parse(line) as NukeRun);
    };

    it("shows what would be removed, and removes nothing in a dry run", async () => {
        const run = await reset("playground", "--dry-run");
        assert.equal(run.code, 0, run.output);
        assert.match(run.output, /s3:\/\/experiment/);
        assert.match(run.output, new RegExp(`${accounts.playground}\\): 1 resources would be removed: 1 S3Bucket`));
        assert.equal(runs().length, 1);
        assert.ok(!runs()[0]?.args.includes("--no-dry-run"));
    });

    it("removes nothing without confirmation", async () => {
        const run = await reset("playground");
        assert.equal(run.code, 4, run.output);
        assert.ok(runs().every(({ args }) => !args.includes("--no-dry-run")));
    });

    it("empties the named account, with its own credentials and a configuration that blocks every other account", async () => {
        const run = await reset("playground", "--yes");
        assert.equal(run.code, 0, run.output);
        const [, removal, ...others] = runs();
        assert.deepEqual(others, []);
        assert.ok(removal);
        assert.ok(removal.args.includes("--no-dry-run") && removal.args.includes("--force"));
        const config = parse(removal.config) as NukeConfig;
        assert.deepEqual(Object.keys(config.accounts), [accounts.playground]);
        assert.deepEqual(new Set(config.blocklist), new Set([MANAGEMENT_ACCOUNT, accounts.shop, accounts.loose]));
        assert.equal(removal.mode, 0o600);

        const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = removal.env;
        const sts = new STSClient({ ...project.aws.clientConfig(), credentials: { accessKeyId, secretAccessKey } });
        const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
        assert.equal(Account, accounts.playground);
        assert.match(Arn ?? "", /assumed-role\/OrganizationAccountAccessRole\/org-reset-sandbox/);
        assert.equal(removal.env.AWS_PROFILE, undefined);
        assert.ok(!run.output.includes(secretAccessKey) && !run.output.includes(accessKeyId));
    });

    it("tags sandboxes in AWS, including those below a sandbox, and nothing else", async () => {
        const found = await inAws(project.client);
        const marked = Object.entries(found.units).filter(([, { tags }]) => "aws-organization:kind" in tags);
        assert.deepEqual(
            marked.map(([unit, { tags }]) => [unit, tags["aws-organization:kind"]]),
            [
                ["Sandbox", "sandbox"],
                ["Sandbox/Team", "sandbox"],
            ],
        );
    });

    it("touches no account outside a sandbox, whether the definition, the applied state or AWS says so", async () => {
        assertRefused(
            await reset("shop", "--yes"),
            "the definition has shop in the unit Workloads, whose kind is workloads",
            "the stack's state has no mark of a sandbox on the unit Workloads",
            "AWS has no mark of a sandbox (the tag aws-organization:kind) on the unit Workloads",
        );
        assertRefused(
            await reset("loose", "--yes"),
            "in the root, and in no unit, and the stack's state in " + units.Sandbox,
        );
        await move(accounts.playground ?? "", units.Sandbox, units.Workloads);
        assertRefused(
            await reset("playground", "--yes"),
            `in Workloads (${units.Workloads}), and the stack's state in`,
        );
        await move(accounts.playground ?? "", units.Workloads, units.Sandbox);
        assert.deepEqual(runs(), []);
    });

    it("does not trust a working copy that makes a workload a sandbox, moves it into one, or gives its e-mail to a sandbox", async () => {
        const { Sandbox, Workloads } = DEFINITION.units;
        project.define({ ...DEFINITION, units: { Sandbox, Workloads: { ...Workloads, kind: "sandbox" } } });
        assertRefused(
            await reset("shop", "--yes"),
            "the stack's state has no mark of a sandbox on the unit Workloads",
            "AWS has no mark of a sandbox",
        );
        project.define({ ...DEFINITION, units: { Sandbox: { ...Sandbox, accounts: { shop: {} } }, Workloads: {} } });
        assertRefused(
            await reset("shop", "--yes"),
            "the stack's state has shop",
            "in Workloads, and the definition in Sandbox",
        );
        // The sandbox's key with the workload's e-mail.
        const disguised = { playground: { email: "shop@example.com" } };
        project.define({ ...DEFINITION, units: { Sandbox: { ...Sandbox, accounts: disguised }, Workloads: {} } });
        assertRefused(
            await reset("playground", "--yes"),
            `the stack's state has playground as account ${accounts.playground}, and the e-mail shop@example.com of the definition is that of ${accounts.shop}`,
        );
        assert.deepEqual(runs(), []);
    });

    it("does not trust the state alone: it notices that the tag was removed in AWS", async () => {
        const mark = { Key: "aws-organization:kind", Value: "sandbox" };
        await project.client.send(new UntagResourceCommand({ ResourceId: units.Sandbox, TagKeys: [mark.Key] }));
        assertRefused(
            await reset("playground", "--yes"),
            "AWS has no mark of a sandbox",
            "If the state has it, somebody has removed it from AWS",
        );
        await project.client.send(new TagResourceCommand({ ResourceId: units.Sandbox, Tags: [mark] }));
        assert.deepEqual(runs(), []);
    });

    it("prints the configuration alone, and says what to install if aws-nuke is missing", async () => {
        const printed = await project.org(["reset-sandbox", "playground", "--config-only"]);
        assert.equal(printed.code, 0, printed.output);
        assert.deepEqual(Object.keys((parse(printed.output) as NukeConfig).accounts), [accounts.playground]);
        assertRefused(
            await project.org(["reset-sandbox", "playground", "--yes"]),
            "aws-nuke, which empties the account, is not on the PATH",
        );
    });
});
