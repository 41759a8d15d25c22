import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import {
    AttachPolicyCommand,
    DescribeOrganizationCommand,
    MoveAccountCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { format, resolveConfig } from "prettier";
import { parse, stringify } from "yaml";
import { EXIT } from "../../operations/cli/commandError";
import { COMMANDS } from "../../operations/main";
import { org, read, type OrgRun, stackConfig } from "../unit/operations/orgRuns";
import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

const CHECKOUT = path.resolve(__dirname, "../..");
const TEXT = `defaults: { email: "{account}@example.com" }
units:
    Sandbox: { kind: sandbox, accounts: { playground: {} } }
    Workloads: { accounts: { shop: {}, leaked: { state: quarantined } } }
`;

/** Each command that changes something, as it is typed, and the account that it changes. */
const LINES: Readonly<Record<string, readonly [args: readonly string[], account: string]>> = {
    add: [["add", "shop-test", "--unit", "Workloads"], "shop-test"],
    incident: [["incident", "shop", "--quarantine"], "shop"],
    quarantine: [["quarantine", "shop"], "shop"],
    "release-quarantine": [["release-quarantine", "leaked"], "leaked"],
    close: [["close", "shop"], "shop"],
};
/** Commands whose plan needs Pulumi or another kind of organisation, and the test that covers each. */
const ELSEWHERE: Readonly<Record<string, string>> = {
    adopt: "tests/integration/adopt.test.ts",
    "end-sandboxes": "tests/integration/endSandboxes.test.ts",
    "hand-over": "tests/integration/handOver.test.ts",
    "reset-sandbox": "tests/integration/resetSandbox.test.ts",
    recover: "tests/integration/resume.test.ts",
    "resume-spending": "tests/integration/costs.test.ts",
    "root-credentials": "tests/local/rootCredentials.test.ts",
    "take-over": "tests/integration/driftRemedies.test.ts",
};

describe("every command of org that changes something", () => {
    let aws: LocalAws;
    let client: OrganizationsClient;
    let folder: string;
    const ids: Record<string, string> = {};

    before(async () => {
        aws = await startLocalAws();
        client = new OrganizationsClient(aws.clientConfig());
        folder = fs.mkdtempSync(path.join(aws.state, "stack-"));
        const config = stackConfig(aws.url, ["organizations", "sts", "account", "ssoadmin"]);
        fs.writeFileSync(path.join(folder, "Pulumi.test.yaml"), stringify({ config }));
        fs.mkdirSync(path.join(folder, "organizations", "test"), { recursive: true });
        fs.writeFileSync(path.join(folder, "organizations", "test", "organization.yaml"), TEXT);

        const fixture = new Fixture(aws, client);
        const { root } = await fixture.createOrganization("ALL");
        await fixture.enable("SERVICE_CONTROL_POLICY");
        for (const [unit, names] of Object.entries({ Sandbox: ["playground"], Workloads: ["shop", "leaked"] })) {
            const DestinationParentId = await fixture.createUnit(root, unit);
            for (const name of names) {
                const AccountId = await fixture.createAccount(name);
                ids[name] = AccountId;
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
        client.destroy();
        await aws.stop();
    });

    it("is tested here or elsewhere", () => {
        const changing = COMMANDS.filter((command) => "plan" in command).map(({ name }) => name);
        assert.deepEqual([...Object.keys(LINES), ...Object.keys(ELSEWHERE)].sort(), changing.sort());
    });

    for (const [name, [args, account]] of Object.entries(LINES)) {
        it(`${name} does nothing in a dry run, without a confirmation, or with the key of another account`, async () => {
            await aws.resetCalls();
            const run = (more: readonly string[], answer?: string): Promise<OrgRun> =>
                org(folder, [...args, ...more, "--stack", "test"], answer);

            const dry = await run(["--dry-run"]);
            assert.equal(dry.code, EXIT.done, dry.error);
            assert.match(dry.out, /\n1\. |^1\. /);
            const { Organization } = await client.send(new DescribeOrganizationCommand({}));
            const where = `Stack test, organisation ${Organization?.Id}, management account ${Organization?.MasterAccountId}: account ${account}`;
            assert.ok(
                dry.out.includes(
                    name === "add" ? `${where}, which AWS has not created yet\n` : `${where} (${ids[account]})\n`,
                ),
                dry.out,
            );
            assert.match(dry.out, /\nNothing was done: this is a dry run\.$/);
            const json = await run(["--dry-run", "--json"]);
            assert.equal(json.code, EXIT.done, json.error);
            const { target } = JSON.parse(json.out) as { target: object };
            assert.deepEqual(target, {
                stack: "test",
                organization: Organization?.Id,
                managementAccount: Organization?.MasterAccountId,
                account: { key: account, ...(name !== "add" && { id: ids[account] }) },
            });

            const nobody = await run([]);
            assert.equal(nobody.code, EXIT.unconfirmed, nobody.error);
            assert.ok(nobody.error.includes(where), nobody.error);
            assert.match(nobody.error, /not confirmed; nothing was done\. In a script, use --yes and --stack test\.$/);
            const slip = await run([], "yes");
            assert.equal(slip.code, EXIT.unconfirmed, slip.error);
            assert.deepEqual(slip.questions, [`Type ${account} to go on`]);

            const mutations = (await aws.log()).filter(({ operation }) => operation !== "sts.AssumeRole");
            assert.deepEqual(mutations, []);
            assert.equal(read(folder), TEXT);
            assert.ok(!fs.existsSync(path.join(folder, "records")));
        });
    }

    describe("with --yes", () => {
        /** @param stack the arguments that name the stack, if any. */
        const yes = (config: object, stack: readonly string[]): Promise<OrgRun> => {
            fs.writeFileSync(path.join(folder, "Pulumi.test.yaml"), stringify({ config: { ...config } }));
            return org(folder, ["close", "shop", "--no-preview", "--yes", ...stack]);
        };
        const allowed = { "aws:allowedAccountIds": ["123456789012"] };
        let config: object;

        before(() => {
            const { config: all } = parse(fs.readFileSync(path.join(folder, "Pulumi.test.yaml"), "utf8")) as {
                config: Record<string, unknown>;
            };
            const { "aws:allowedAccountIds": _allowed, ...others } = all;
            config = others;
        });
        beforeEach(() => fs.writeFileSync(path.join(folder, "organizations", "test", "organization.yaml"), TEXT));
        afterEach(() => delete process.env.STACK);

        it("requires the stack on the command line: no default, no environment", async () => {
            process.env.STACK = "test";
            const run = await yes({ ...config, ...allowed }, []);
            assert.equal(run.code, EXIT.usage, run.error);
            assert.match(run.error, /^org: --yes needs --stack, because nobody confirms the plan: add --stack test if/);
            assert.equal(read(folder), TEXT);
        });

        it("requires the management account's number in the settings, equal to that of the credentials", async () => {
            const without = await yes(config, ["--stack", "test"]);
            assert.equal(without.code, EXIT.usage, without.error);
            assert.match(without.error, /Pulumi\.test\.yaml has none\.[^]*aws:allowedAccountIds/);
            const other = await yes({ ...config, "aws:allowedAccountIds": ["999988887777"] }, ["--stack", "test"]);
            assert.equal(other.code, EXIT.refused, other.error);
            assert.match(
                other.error,
                /the credentials are for account 123456789012, but Pulumi\.test\.yaml allows only 999988887777/,
            );
            assert.equal(read(folder), TEXT);
        });

        it("runs if both are there", async () => {
            const run = await yes({ ...config, ...allowed }, ["-s", "test"]);
            assert.equal(run.code, EXIT.done, run.error);
            assert.match(read(folder), /state: closing/);
        });
    });

    it("writes the definition in the form that the required check accepts: prettier changes nothing, and `org check` passes", async () => {
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
