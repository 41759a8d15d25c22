import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import {
    ListParentsCommand,
    ListRootsCommand,
    ListTagsForResourceCommand,
    MoveAccountCommand,
    TagResourceCommand,
} from "@aws-sdk/client-organizations";
import { parse } from "yaml";
import { inAws, Project, type Definition } from "./support";

/** Takes the place of aws-nuke, as in resetSandbox.test.ts: it records what it would remove, and what it removes. */
const STAND_IN = `#!${process.execPath}
const fs = require("node:fs");
const args = process.argv.slice(2);
if (args[0] === "--version") {
    console.log("aws-nuke version v3.64.3");
    process.exit(0);
}
const config = fs.readFileSync(args[args.indexOf("--config") + 1], "utf8");
const isRemoval = args.includes("--no-dry-run");
if (isRemoval) fs.appendFileSync(__dirname + "/removals", /empties account (\\S+)/.exec(config)[1] + "\\n");
console.log('eu-central-1 - S3Bucket - s3://experiment - [Name: "experiment"] - ' + (isRemoval ? "removed" : "would remove"));
console.log(isRemoval ? "Nuke complete: 0 failed, 3 skipped, 1 finished." : "Scan complete: 4 total, 1 nukeable, 3 filtered.");
`;

const PAST = "2026-01-31";
const LATER = "2099-01-31";
const DEFINITION = {
    defaults: { email: "{account}@example.com" },
    units: {
        Sandbox: {
            kind: "sandbox",
            end: "empty",
            accounts: {
                full: { expires: PAST },
                over: { expires: PAST, end: "close" },
                also: { expires: PAST, end: "close" },
                kept: { expires: PAST, end: "remind" },
                young: { expires: LATER },
            },
        },
        Workloads: { kind: "workloads", accounts: { shop: { expires: PAST } } },
    },
} as const satisfies Definition;

/** The definition with other accounts in the sandbox. */
function withSandboxes(accounts: NonNullable<NonNullable<Definition["units"]>[string]["accounts"]>): Definition {
    const { Sandbox, Workloads } = DEFINITION.units;
    return { ...DEFINITION, units: { Sandbox: { ...Sandbox, accounts }, Workloads } };
}

describe("org end-sandboxes", function () {
    this.timeout(240_000);
    let project: Project;
    let folder: string;
    const ids: Record<string, string> = {};

    before(async () => {
        project = await Project.start();
        await project.apply(DEFINITION);
        for (const [name, { id }] of Object.entries((await inAws(project.client)).accounts)) ids[name] = id;
        folder = path.join(project.folder, "tools");
        fs.mkdirSync(folder);
        fs.writeFileSync(path.join(folder, "aws-nuke"), STAND_IN, { mode: 0o755 });
    });
    beforeEach(() => fs.rmSync(path.join(folder, "removals"), { force: true }));
    after(() => project.stop());

    const end = (...args: string[]): ReturnType<Project["org"]> =>
        project.org(["end-sandboxes", ...args], { PATH: `${folder}:${process.env.PATH}` });
    const written = (): string =>
        fs.readFileSync(path.join(project.folder, "organizations", "test", "organization.yaml"), "utf8");
    const removals = (): readonly string[] => {
        const file = path.join(folder, "removals");
        return fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\n") : [];
    };

    it("lists what is due and changes nothing, without --apply, without a confirmation and in a dry run", async () => {
        const listed = await end();
        assert.equal(listed.code, 5, listed.output);
        assert.match(listed.output, /^full +Sandbox +2026-01-31 +empty +is emptied$/m);
        assert.match(
            listed.output,
            /^over +Sandbox +2026-01-31 +close +is marked for closing in the definition \(step 1 of 2\)$/m,
        );
        assert.doesNotMatch(listed.output, /kept|young|shop/);
        assert.match(
            listed.output,
            /To do what is due: --apply --up-to 3\.\n3 SANDBOXES ARE DUE AT ONCE, and a run does 2/,
        );
        const named = await end("shop", "young");
        assert.equal(named.code, 0, named.output);
        assert.match(named.output, /shop is not a sandbox: its unit is of kind workloads/);
        assert.match(named.output, /young is not due: its last day is 2099-01-31/);
        assert.doesNotMatch(named.output, /No sandbox of/);
        const dry = await end("--apply", "--up-to", "3", "--dry-run");
        assert.equal(dry.code, 0, dry.output);
        assert.match(dry.output, /s3:\/\/experiment/);
        assert.match(dry.output, /^! full: What is removed is gone/m);
        assert.equal((await end("--apply", "--up-to", "3")).code, 4);
        assert.deepEqual(removals(), []);
        const { Tags = [] } = await project.client.send(new ListTagsForResourceCommand({ ResourceId: ids.full }));
        assert.deepEqual(Object.fromEntries(Tags.map(({ Key = "", Value }) => [Key, Value])), {
            Expires: PAST,
            WhenExpired: "empty",
        });
    });

    it("does nothing because of the working copy alone", async () => {
        project.define(
            withSandboxes({ ...DEFINITION.units.Sandbox.accounts, kept: { expires: PAST }, young: { expires: PAST } }),
        );
        const run = await end("kept", "young", "--apply", "--yes");
        assert.match(
            run.output,
            /kept is left alone:\n +the definition has `expires: 2026-01-31` and `end: empty` for kept, and the stack's state 2026-01-31 and no end/,
        );
        assert.match(
            run.output,
            /young is left alone:\n +the definition has `expires: 2026-01-31` and `end: empty` for young, and the stack's state 2099-01-31 and empty/,
        );
        assert.deepEqual(removals(), []);
        project.define(DEFINITION);
    });

    it("does nothing if somebody gave an account a later day in AWS", async () => {
        const tag = (Value: string): Promise<unknown> =>
            project.client.send(new TagResourceCommand({ ResourceId: ids.full, Tags: [{ Key: "Expires", Value }] }));
        await tag(LATER);
        const run = await end("full", "--apply", "--yes");
        assert.match(run.output, /AWS's tags of full say 2099-01-31 and empty/);
        assert.deepEqual(removals(), []);
        await tag(PAST);
    });

    it("does nothing to an account that somebody has moved out of the sandboxes by hand", async () => {
        const { Roots = [] } = await project.client.send(new ListRootsCommand({}));
        const { Parents = [] } = await project.client.send(new ListParentsCommand({ ChildId: ids.full }));
        const [root = "", unit = ""] = [Roots[0]?.Id, Parents[0]?.Id];
        const move = (from: string, to: string): Promise<unknown> =>
            project.client.send(
                new MoveAccountCommand({ AccountId: ids.full, SourceParentId: from, DestinationParentId: to }),
            );
        await move(unit, root);
        const run = await end("full", "--apply", "--yes");
        assert.match(run.output, /full is left alone:/);
        assert.deepEqual(removals(), []);
        await move(root, unit);
    });

    it("does nothing if more sandboxes are due at once than usual, and nobody says how many", async () => {
        const run = await end("--apply", "--yes");
        assert.equal(run.code, 3, run.output);
        assert.match(
            run.output,
            /3 sandboxes are due, and this run may empty or close 2: also, full and over\. One mistake .* --up-to 3\. Or name those that are meant\. Nothing was done/,
        );
        assert.deepEqual(removals(), []);
        assert.doesNotMatch(written(), /closing/);
    });

    it("empties what is to be emptied, and writes the first step of a closing", async () => {
        const run = await end("--apply", "--yes", "--up-to", "3");
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(removals(), ["full"]);
        assert.match(run.output, /3 sandboxes done, 0 not\./);
        const { units } = parse(written()) as { units: { Sandbox: { accounts: Record<string, object> } } };
        assert.deepEqual(units.Sandbox.accounts.over, {
            expires: PAST,
            end: "close",
            state: "closing",
            acknowledge: { closing: ids.over },
        });
        assert.equal((await inAws(project.client)).accounts.over?.state, "ACTIVE");
    });

    it("does not take the second step before the first is applied, and closes nothing but by `up`", async () => {
        const early = await end("over", "--apply", "--yes");
        assert.match(early.output, /the definition has `state: closing` for over, and that is not applied yet/);
        await project.up();
        const second = await end("over", "--apply", "--yes");
        assert.equal(second.code, 0, second.output);
        assert.doesNotMatch(written(), /over:/);
        assert.equal((await end("also", "--apply", "--yes")).code, 0);
        assert.equal((await inAws(project.client)).accounts.over?.state, "ACTIVE");
        await project.up();
        assert.notEqual((await inAws(project.client)).accounts.over?.state, "ACTIVE");
        const nothing = await end("--end", "close");
        assert.equal(nothing.code, 0, nothing.output);
        assert.match(nothing.output, /No sandbox of .* has come to its end/);
    });
});
