import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { MoveAccountCommand } from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { parse } from "yaml";
import type { NukeConfig } from "../../operations/resetSandbox/config";
import { Fixture } from "../local/fixture";
import { assertRefused, MANAGEMENT_ACCOUNT, Project } from "./support";

/**
 * Stands in for aws-nuke, which is not here: it keeps what it was given, and answers as the source of aws-nuke 3.64.3 has it.
 * What the real one makes of the configuration is not tested.
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

describe("org reset-sandbox", function () {
    this.timeout(60_000);
    let project: Project;
    let folder: string;
    let root: string;
    const units: Record<string, string> = {};
    const accounts: Record<string, string> = {};

    before(async () => {
        project = await Project.start();
        const to = new Fixture(project.aws, project.client);
        ({ root } = await to.createOrganization("ALL"));
        for (const name of ["Sandbox", "Workloads"]) units[name] = await to.createUnit(root, name);
        for (const [name, unit] of [
            ["playground", "Sandbox"],
            ["shop", "Workloads"],
            ["loose", undefined],
        ] as const) {
            const id = await to.createAccount(name);
            accounts[name] = id;
            if (unit !== undefined) await move(id, root, units[unit]);
        }
        project.define({
            defaults: { email: "{account}@example.com" },
            units: {
                Sandbox: { kind: "sandbox", accounts: { playground: {}, loose: {} } },
                Workloads: { kind: "workloads", accounts: { shop: {} } },
            },
        });
        folder = path.join(project.folder, "tools");
        fs.mkdirSync(folder);
        fs.writeFileSync(path.join(folder, "aws-nuke"), STAND_IN, { mode: 0o755 });
    });
    beforeEach(() => fs.rmSync(path.join(folder, "runs"), { force: true }));
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

    it("removes nothing without being confirmed", async () => {
        const run = await reset("playground");
        assert.equal(run.code, 4, run.output);
        assert.ok(runs().every(({ args }) => !args.includes("--no-dry-run")));
    });

    it("empties the account that was named, with its own credentials and a configuration that blocks every other", async () => {
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

    it("touches no account outside of a sandbox, whether the definition or AWS says so", async () => {
        assertRefused(await reset("shop", "--yes"), "only accounts in units of kind sandbox are emptied");
        assertRefused(await reset("loose", "--yes"), "in the root, which is no unit of the definition");
        await move(accounts.playground ?? "", units.Sandbox, units.Workloads);
        assertRefused(await reset("playground", "--yes"), "in Workloads, and the definition in Sandbox");
        await move(accounts.playground ?? "", units.Workloads, units.Sandbox);
        assert.deepEqual(runs(), []);
    });

    it("prints the configuration alone, and says what to install where aws-nuke is missing", async () => {
        const printed = await project.org(["reset-sandbox", "playground", "--config-only"]);
        assert.equal(printed.code, 0, printed.output);
        assert.deepEqual(Object.keys((parse(printed.output) as NukeConfig).accounts), [accounts.playground]);
        assertRefused(await project.org(["reset-sandbox", "playground", "--yes"]), "aws-nuke is not on the PATH");
    });
});
