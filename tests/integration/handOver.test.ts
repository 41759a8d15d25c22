import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import {
    DeregisterDelegatedAdministratorCommand,
    DescribeAccountCommand,
    DescribeOrganizationCommand,
    RegisterDelegatedAdministratorCommand,
} from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { parse } from "yaml";
import type { HandOverRecord } from "../../operations/commands/handOver/record/handOverRecord";
import { assertChanges, assertRefused, inAws, MANAGEMENT_ACCOUNT, Project, type Definition } from "./support";

const DEFINITION = `organization:
    serviceAccess: [account.amazonaws.com, guardduty.amazonaws.com]
defaults:
    email: aws+{account}@example.com
    tags: { Organization: acme, Owner: platform }
guardrails: [deny-leaving-organization]
units:
    Workloads:
        accounts:
            # Made one after the other: each waits for the one before.
            data: { tags: { Environment: prod } }
            # The one that is sold.
            shop: { tags: { Environment: test }, guardrails: [deny-root-user] }
            web: { tags: { Environment: dev } }
            # Its name ends with another one's.
            "legacy::shop": { email: aws+legacy-shop@example.com }
`;

describe("org hand-over", function () {
    this.timeout(300_000);
    let project: Project;
    let shop: string;

    before(async () => {
        project = await Project.start();
        project.defineText(DEFINITION);
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        shop = (await project.outputs()).accounts.shop?.id ?? assert.fail();
        await project.client.send(
            new RegisterDelegatedAdministratorCommand({ AccountId: shop, ServicePrincipal: "guardduty.amazonaws.com" }),
        );
        await project.aws.resetCalls();
    });
    after(() => project.stop());

    const records = (): string[] => {
        const folder = path.join(project.folder, "records");
        return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
    };
    const record = (): HandOverRecord => {
        const [file, ...others] = records();
        assert.deepEqual(others, []);
        return parse(fs.readFileSync(path.join(project.folder, "records", file ?? ""), "utf8")) as HandOverRecord;
    };
    const definition = (): string =>
        fs.readFileSync(path.join(project.folder, "organizations", "test", "organization.yaml"), "utf8");

    it("refuses an account that is too young, administers a service and has no address, with all three reasons at once", async () => {
        const run = await project.org(["hand-over", "shop", "--yes"]);
        assertRefused(
            run,
            "shop cannot leave the organisation yet",
            "was created at least 4 days ago, or was invited: no",
            `deregister-delegated-administrator --account-id ${shop} --service-principal guardduty.amazonaws.com`,
            "has contact information: no, it has none",
        );
        assert.equal(run.code, 3);
        assert.deepEqual(await project.mutations(), []);
        assert.deepEqual(records(), []);
        assert.equal(definition(), DEFINITION);
    });

    it("shows what the account loses, and does nothing in a dry run", async () => {
        await project.client.send(
            new DeregisterDelegatedAdministratorCommand({
                AccountId: shop,
                ServicePrincipal: "guardduty.amazonaws.com",
            }),
        );
        await project.aws.putContactInformation(shop);
        await project.aws.advanceDays(4);
        await project.aws.resetCalls();
        const run = await project.org(["hand-over", "shop", "--dry-run"]);
        assert.equal(run.code, 0, run.output);
        for (const text of [
            "✓ was created at least 4 days ago",
            "? has a payment method",
            "deny-leaving-organization (SERVICE_CONTROL_POLICY), attached to the root",
            "deny-root-user (SERVICE_CONTROL_POLICY), attached to account shop",
            "Environment: test",
            `management account ${MANAGEMENT_ACCOUNT} can go on assuming`,
            `management account ${MANAGEMENT_ACCOUNT}: account shop (${shop})\n`,
            "The policy pack is not asked yet: --dry-run never asks it.",
            "Nothing was done: this is a dry run.",
        ]) {
            assert.ok(run.output.includes(text), `${text} is not in\n${run.output}`);
        }
        assert.deepEqual(await project.mutations(), []);
        assert.deepEqual(records(), []);
    });

    it("leaves the definition unchanged if the policy pack protects a production account", async () => {
        const { accounts } = await project.outputs();
        await project.aws.putContactInformation(accounts.data?.id ?? assert.fail());
        const run = await project.org(["hand-over", "data", "--yes"]);
        assertRefused(run, "is production (Environment: prod) and not protected", "change the tag", "nothing was done");
        assert.equal(run.code, 3, run.output);
        assert.doesNotMatch(run.output, /Update plan|--plan/);
        assert.equal(definition(), DEFINITION);
        assert.deepEqual(records(), []);
    });

    it("asks the policy pack also if an `up` without it has applied that the production account leaves", async () => {
        const data = (await project.outputs()).accounts.data?.id ?? assert.fail();
        const leaving = DEFINITION.replace("data: { ", `data: { state: leaving, acknowledge: { leaving: "${data}" }, `);
        project.defineText(leaving);
        assert.equal((await project.up()).code, 0);
        await project.aws.resetCalls();
        const run = await project.org(["hand-over", "data", "--yes"]);
        assertRefused(run, "is production (Environment: prod) and not protected");
        assert.equal(run.code, 3, run.output);
        assert.equal(definition(), leaving);
        assert.deepEqual(await project.mutations(), []);
        assert.deepEqual(records(), []);
        project.defineText(DEFINITION);
        assert.equal((await project.up()).code, 0);
    });

    it("restores the definition if AWS keeps the account, and shows AWS's reason", async () => {
        await project.aws.fault({
            operation: "organizations.RemoveAccountFromOrganization",
            // The local AWS's clock was advanced. The SDK repeats a call when it notices the difference.
            times: 5,
            error: {
                code: "ConstraintViolationException",
                message: "You first must associate a valid payment instrument.",
                reason: "MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED",
            },
        });
        const run = await project.org(["hand-over", "shop", "--yes", "--to", "Shop Ltd"]);
        await project.aws.clearFaults();
        assert.equal(run.code, 1, run.output);
        assertRefused(run, "shop is still a member", "valid payment instrument");
        await project.client.send(new DescribeAccountCommand({ AccountId: shop }));
        const { units } = parse(definition()) as Definition;
        const defined = units?.Workloads?.accounts?.shop;
        assert.equal(defined?.state, "leaving");
        assert.deepEqual(defined.acknowledge, { leaving: shop });
        assert.equal(record().finished, undefined);
    });

    it("closes nothing if an unfinished record meets `state: closing`, whatever the definition says meanwhile", async () => {
        assert.equal(record().finished, undefined);
        const leaving = definition();
        const closing = leaving.replace("state: leaving", "state: closing").replace("{ leaving:", "{ closing:");
        const without = leaving.replace(/\n {12}shop:\n(?: {16}.*\n)+/, "\n");
        assert.ok(closing !== leaving && without !== leaving && without.includes("web:"), leaving);
        const asItIs = async (): Promise<void> => {
            assert.deepEqual(await project.mutations(), []);
            const { Account } = await project.client.send(new DescribeAccountCommand({ AccountId: shop }));
            assert.equal(Account?.State, "ACTIVE");
        };
        project.defineText(closing);
        const applied = await project.up();
        assertChanges(applied, { updated: 1 });
        await project.aws.resetCalls();

        // The definition as it was applied; without the account; and with only the account back in it, to leave.
        for (const [text, ...args] of [
            [closing, "--yes"],
            [without, "--yes"],
            [leaving, "--yes"],
            [leaving, "--yes", "--prepare"],
            [leaving, "--dry-run"],
        ] as const) {
            project.defineText(text);
            const run = await project.org(["hand-over", "shop", ...args]);
            assertRefused(run, `the stack would CLOSE shop (${shop}): \`state: closing\` is applied`);
            assert.equal(run.code, 3, run.output);
            assert.equal(definition(), text);
            await asItIs();
        }
        // The preview shows what the same definition would do without the command.
        project.defineText(without);
        const preview = await project.preview();
        assert.ok(
            preview.output.includes(
                `AWS CLOSES by this change: shop (${shop}). Left out of the definition, with \`state: closing\` applied.`,
            ),
            preview.output,
        );

        project.defineText(leaving);
        assertChanges(await project.up(), { updated: 1 });
    });

    it("continues after that: the account leaves open, and the record is complete", async () => {
        await project.aws.resetCalls();
        const run = await project.org(["hand-over", "shop", "--yes"]);
        assert.equal(run.code, 0, run.output);
        assert.ok(run.output.includes("aws iam delete-role --role-name OrganizationAccountAccessRole"), run.output);
        // The command removes it. Pulumi's provider then finds that it is no member any more.
        const [removal, ...others] = await project.aws.log();
        assert.deepEqual([removal?.operation, removal?.status], ["organizations.RemoveAccountFromOrganization", 200]);
        for (const { operation, status } of others) {
            assert.equal(operation, "organizations.RemoveAccountFromOrganization");
            assert.ok(status >= 400);
        }
        await assert.rejects(project.client.send(new DescribeAccountCommand({ AccountId: shop })), {
            name: "AccountNotFoundException",
        });

        const written = record();
        assert.equal(written.id, shop);
        assert.equal(written.to, "Shop Ltd");
        assert.equal(written.unit, "Workloads");
        assert.deepEqual(written.facts.tags, { Organization: "acme", Owner: "platform", Environment: "test" });
        assert.ok(written.finished !== undefined);
        const names = written.facts.levels.flatMap(({ policies }) => policies.map(({ name }) => name));
        assert.ok(names.includes("deny-root-user"));
        for (const { by } of written.steps) assert.match(by, new RegExp(`^arn:aws:\\w+::${MANAGEMENT_ACCOUNT}:`));
        // Everything else is unchanged, including comments.
        assert.equal(
            definition(),
            DEFINITION.split("\n")
                .filter((line) => !/ shop:|is sold/.test(line))
                .join("\n"),
        );
        // Nothing else uses the policy that was attached to it.
        assertChanges(await project.up(), { deleted: 1 });
        assert.deepEqual(Object.keys((await inAws(project.client)).accounts).sort(), ["data", "legacy::shop", "web"]);
    });

    it("says so when it is called again", async () => {
        const run = await project.org(["hand-over", "shop", "--yes"]);
        assert.equal(run.code, 0, run.output);
        assert.match(run.output, /shop \(\d{12}\) was handed over on \d{4}-\d\d-\d\d: records\//);
    });

    it("lets the account become the root of its own organisation, by the same program in a stack with its credentials", async () => {
        const own = await project.withCredentialsOf(shop);
        try {
            const identity = await new STSClient(own.aws.clientConfig(shop)).send(new GetCallerIdentityCommand({}));
            assert.equal(identity.Account, shop);
            await own.apply({
                defaults: { email: "shop+{account}@example.com" },
                units: { Workloads: { kind: "workloads", accounts: { "shop-web": {} } }, Sandbox: { kind: "sandbox" } },
            });
            const { organization, accounts } = await own.outputs();
            assert.equal(organization.managementAccountId, shop);
            assert.equal(accounts["shop-web"]?.email, "shop+shop-web@example.com");
            const { Organization } = await own.client.send(new DescribeOrganizationCommand({}));
            assert.equal(Organization?.MasterAccountId, shop);
            const first = await project.client.send(new DescribeOrganizationCommand({}));
            assert.notEqual(Organization.Id, first.Organization?.Id);
            const { units } = await inAws(own.client);
            assert.deepEqual(Object.keys(units).sort(), ["Sandbox", "Workloads"]);
            assertChanges(await own.up(), {});
        } finally {
            await own.stop();
        }
    });

    it("--prepare changes only files, for one pull request after the other, and the command does the rest", async () => {
        const { accounts } = await project.outputs();
        const web = accounts.web?.id ?? assert.fail();
        await project.aws.putContactInformation(web);
        await project.aws.resetCalls();
        const first = await project.org(["hand-over", "web", "--prepare", "--yes"]);
        assert.equal(first.code, 0, first.output);
        assert.match(definition(), /state: leaving/);
        assertRefused(await project.org(["hand-over", "web", "--prepare", "--yes"]), "that is not applied yet");
        assert.deepEqual(await project.mutations(), []);
        assert.equal((await project.up()).code, 0);

        const second = await project.org(["hand-over", "web", "--prepare", "--yes"]);
        assert.equal(second.code, 0, second.output);
        assert.doesNotMatch(definition(), /web/);
        await project.client.send(new DescribeAccountCommand({ AccountId: web }));

        // As after an interruption: the definition no longer has the account, but the record, the stack and AWS have it.
        const third = await project.org(["hand-over", "web", "--yes"]);
        assert.equal(third.code, 0, third.output);
        await assert.rejects(project.client.send(new DescribeAccountCommand({ AccountId: web })), {
            name: "AccountNotFoundException",
        });
        const texts = records().map((name) => fs.readFileSync(path.join(project.folder, "records", name), "utf8"));
        assert.ok(texts.every((text) => text.includes("finished:")));
    });

    it("is remembered: if its line is restored, the preview warns, and `make up` says why AWS refuses the e-mail", async () => {
        project.defineText(definition().replace(/^( +)data:/m, "$1web: { tags: { Environment: dev } }\n$&"));
        const { output } = await project.preview();
        assert.match(output, /would be created with aws\+web@example\.com, which was the e-mail of account web \(/);
        assertRefused(await project.upAsMake(), "aws+web@example.com, belongs to an account that is not in");
    });
});
