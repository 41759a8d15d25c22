import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { AttachPolicyCommand, MoveAccountCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { format, resolveConfig } from "prettier";
import { stringify } from "yaml";
import { EXIT } from "../../operations/command";
import { COMMANDS } from "../../operations/commands";
import { org, read, type OrgRun } from "../unit/operations/support";
import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

const CHECKOUT = path.resolve(__dirname, "../..");
const TEXT = `defaults: { email: "{account}@example.com" }
units:
    Sandbox: { kind: sandbox, accounts: { playground: {} } }
    Workloads: { accounts: { shop: {}, leaked: { state: quarantined } } }
`;

/** Finds one resource that would be removed, and would fail if it were told to remove it. */
const AWS_NUKE = `#!/bin/sh
case "$*" in
--version) echo "aws-nuke version v3.64.3" ;;
*--no-dry-run*) exit 9 ;;
*) echo 'eu-central-1 - S3Bucket - s3://experiment - [Name: "experiment"] - would remove'
   echo "Scan complete: 1 total, 1 nukeable, 0 filtered." ;;
esac
`;

/** Each command that changes something, as it is typed, and the account that it is about. */
const LINES: Readonly<Record<string, readonly [args: readonly string[], account: string]>> = {
    add: [["add", "shop-test", "--unit", "Workloads"], "shop-test"],
    quarantine: [["quarantine", "shop"], "shop"],
    "release-quarantine": [["release-quarantine", "leaked"], "leaked"],
    close: [["close", "shop"], "shop"],
    "reset-sandbox": [["reset-sandbox", "playground"], "playground"],
    "hand-over": [["hand-over", "shop"], "shop"],
};
/** Those whose plan needs Pulumi or an organisation of another kind, and the test that does the same for them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
    adopt: "tests/integration/adopt.test.ts",
    recover: "tests/integration/resume.test.ts",
};

describe("every command of org that changes something", () => {
    let aws: LocalAws;
    let client: OrganizationsClient;
    let folder: string;
    const path_ = process.env.PATH;

    before(async () => {
        aws = await startLocalAws();
        client = new OrganizationsClient(aws.clientConfig());
        folder = fs.mkdtempSync(path.join(aws.state, "stack-"));
        const endpoints = [{ organizations: aws.url, sts: aws.url, account: aws.url, ssoadmin: aws.url }];
        const config = { "aws:accessKey": "test", "aws:secretKey": "test", "aws:endpoints": endpoints };
        fs.writeFileSync(path.join(folder, "Pulumi.test.yaml"), stringify({ config }));
        fs.mkdirSync(path.join(folder, "organizations", "test"), { recursive: true });
        fs.writeFileSync(path.join(folder, "organizations", "test", "organization.yaml"), TEXT);
        fs.mkdirSync(path.join(folder, "tools"));
        fs.writeFileSync(path.join(folder, "tools", "aws-nuke"), AWS_NUKE, { mode: 0o755 });
        process.env.PATH = `${path.join(folder, "tools")}:${path_}`;

        const fixture = new Fixture(aws, client);
        const { root } = await fixture.createOrganization("ALL");
        await fixture.enable("SERVICE_CONTROL_POLICY");
        for (const [unit, names] of Object.entries({ Sandbox: ["playground"], Workloads: ["shop", "leaked"] })) {
            const DestinationParentId = await fixture.createUnit(root, unit);
            for (const name of names) {
                const AccountId = await fixture.createAccount(name);
                await client.send(new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId }));
                await aws.putContactInformation(AccountId);
                if (name !== "leaked") continue;
                const PolicyId = await fixture.createPolicy("SERVICE_CONTROL_POLICY", "quarantine");
                await client.send(new AttachPolicyCommand({ PolicyId, TargetId: AccountId }));
            }
        }
        await aws.advanceDays(5);
    });
    after(async () => {
        process.env.PATH = path_;
        client.destroy();
        await aws.stop();
    });

    it("is tried here or elsewhere", () => {
        const changing = COMMANDS.filter((command) => "plan" in command).map(({ name }) => name);
        assert.deepEqual([...Object.keys(LINES), ...Object.keys(ELSEWHERE)].sort(), changing.sort());
    });

    for (const [name, [args, account]] of Object.entries(LINES)) {
        it(`${name} does nothing in a dry run, nor where nobody or somebody else's key confirms it`, async () => {
            await aws.resetCalls();
            const run = (more: readonly string[], answer?: string): Promise<OrgRun> =>
                org(folder, [...args, ...more, "--stack", "test"], answer);

            const dry = await run(["--dry-run"]);
            assert.equal(dry.code, EXIT.done, dry.error);
            assert.match(dry.out, /\n1\. |^1\. /);
            assert.ok(dry.out.includes(account), dry.out);
            assert.match(dry.out, /\nNothing was done: this is a dry run\.$/);
            const json = await run(["--dry-run", "--json"]);
            assert.equal(json.code, EXIT.done, json.error);
            assert.ok(JSON.stringify(JSON.parse(json.out)).includes(`"${account}"`), json.out);

            const nobody = await run([]);
            assert.equal(nobody.code, EXIT.unconfirmed, nobody.error);
            assert.match(nobody.error, /not confirmed; nothing was done\. In a script, say --yes\.$/);
            const slip = await run([], "yes");
            assert.equal(slip.code, EXIT.unconfirmed, slip.error);
            assert.deepEqual(slip.questions, [`Type ${account} to go on`]);

            const mutations = (await aws.log()).filter(({ operation }) => operation !== "sts.AssumeRole");
            assert.deepEqual(mutations, []);
            assert.equal(read(folder), TEXT);
            assert.ok(!fs.existsSync(path.join(folder, "records")));
        });
    }

    it("writes into the definition what the required check takes: prettier leaves it, and `org check` passes", async () => {
        const options = { ...(await resolveConfig(path.join(CHECKOUT, "organizations/dev/organization.yaml"))) };
        const file = path.join(folder, "organizations", "test", "organization.yaml");
        fs.writeFileSync(file, await format(TEXT, { ...options, parser: "yaml" }));
        const tags = ["Team=shop", "Application=A rather long value of a tag", "CostCenter=Another rather long value"];
        const lines = [
            ["add", "shop-test", "--unit", "Workloads", "--owner", "ada@example.com", "--tag", ...tags, "--no-preview"],
            ["quarantine", "shop", "--reason", "a test"],
            ["release-quarantine", "shop"],
            ["release-quarantine", "leaked"],
            ["close", "shop", "--no-preview"],
            ["close", "playground", "--no-preview"],
        ];
        for (const line of lines) {
            const before = read(folder);
            const run = await org(folder, [...line, "--stack", "test", "--yes"]);
            assert.equal(run.code, EXIT.done, `${line.join(" ")}: ${run.error}`);
            const text = read(folder);
            assert.notEqual(text, before, line.join(" "));
            assert.equal(text, await format(text, { ...options, parser: "yaml" }), line.join(" "));
            const checked = await org(folder, ["check", "--stack", "test"]);
            assert.equal(checked.code, EXIT.done, `${line.join(" ")}: ${checked.error}`);
        }
    });
});
