import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import {
    EnableOrganizationsRootCredentialsManagementCommand,
    EnableOrganizationsRootSessionsCommand,
    IAMClient,
} from "@aws-sdk/client-iam";
import { CloseAccountCommand, EnableAWSServiceAccessCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { stringify } from "yaml";
import { EXIT } from "../../operations/cli/commandError";
import { org, stackConfig, type OrgRun } from "../unit/operations/orgRuns";
import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

const TEXT = `organization: { serviceAccess: [sso.amazonaws.com] }
defaults: { email: "{account}@example.com" }
units: { Workloads: { accounts: { shop: {}, data: {} } } }
`;
const NONE = { password: false, accessKeys: 0, mfaDevices: 0, certificates: 0 };

describe("org root-credentials", () => {
    let aws: LocalAws;
    let client: OrganizationsClient;
    let iam: IAMClient;
    let folder: string;
    let management: string;
    const ids: Record<string, string> = {};
    const run = (args: readonly string[], answer?: string): Promise<OrgRun> =>
        org(folder, ["root-credentials", ...args, "--stack", "test"], answer);
    const counts = async (name: string): Promise<unknown> => (await aws.rootCredentials())[ids[name] ?? ""];
    const define = (text: string): void =>
        fs.writeFileSync(path.join(folder, "organizations", "test", "organization.yaml"), text);

    before(async () => {
        aws = await startLocalAws();
        client = new OrganizationsClient(aws.clientConfig());
        iam = new IAMClient(aws.clientConfig());
        folder = fs.mkdtempSync(path.join(aws.state, "stack-"));
        const config = stackConfig(aws.url, ["organizations", "sts", "iam"]);
        fs.writeFileSync(path.join(folder, "Pulumi.test.yaml"), stringify({ config }));
        fs.mkdirSync(path.join(folder, "organizations", "test"), { recursive: true });
        define(TEXT);
        const fixture = new Fixture(aws, client);
        ({ management } = await fixture.createOrganization("ALL"));
        for (const name of ["shop", "data", "elsewhere", "old"]) ids[name] = await fixture.createAccount(name);
        await client.send(new CloseAccountCommand({ AccountId: ids["old"] }));
        await aws.advanceSeconds(1);
    });
    after(async () => {
        client.destroy();
        iam.destroy();
        await aws.stop();
    });

    it("is refused with what to write where central root access is not on", async () => {
        for (const args of [[], ["--remove", "--yes"]]) {
            const refused = await run(args);
            assert.equal(refused.code, EXIT.refused);
            assert.match(refused.error, /central root access is not on in AWS/);
            assert.ok(refused.error.includes("serviceAccess: [iam.amazonaws.com, sso.amazonaws.com]"), refused.error);
            assert.ok(refused.error.includes("centralRootAccess: [root-credentials]"), refused.error);
        }
        define(`${TEXT.replace("[sso", "[iam.amazonaws.com, sso")}centralRootAccess: [root-credentials]\n`);
        assert.match((await run([])).error, /The definition has it: run `up` first/);
        await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "iam.amazonaws.com" }));
        await iam.send(new EnableOrganizationsRootSessionsCommand({}));
        assert.equal((await run([])).code, EXIT.refused, "root sessions alone do not do");
        await iam.send(new EnableOrganizationsRootCredentialsManagementCommand({}));
    });

    it("never asks the real AWS from a stack on a local one", async () => {
        const settings = path.join(folder, "Pulumi.other.yaml");
        fs.writeFileSync(settings, stringify({ config: stackConfig(aws.url) }));
        fs.cpSync(path.join(folder, "organizations", "test"), path.join(folder, "organizations", "other"), {
            recursive: true,
        });
        const refused = await org(folder, ["root-credentials", "--stack", "other"]);
        assert.equal(refused.code, EXIT.refused);
        assert.match(refused.error, /aws:endpoints names organizations but not iam/);
    });

    it("lists what each root user has, also of accounts that the definition does not have, and changes nothing", async () => {
        await aws.setRootCredentials(ids["shop"] ?? "", {
            password: true,
            accessKeys: 2,
            mfaDevices: 1,
            certificates: 1,
        });
        await aws.setRootCredentials(ids["data"] ?? "", {});
        await aws.resetCalls();
        const found = await run([]);
        assert.equal(found.code, EXIT.found, found.error);
        assert.deepEqual(
            found.out.split("\n").map((line) => line.replaceAll(/ {2,}/g, "  ")),
            [
                "ACCOUNT  ID  PASSWORD  ACCESS KEYS  MFA DEVICES  CERTIFICATES",
                `elsewhere  ${ids["elsewhere"]}  yes`,
                `shop  ${ids["shop"]}  yes  2  1  1`,
                "",
                "2 root users of 3 member accounts have credentials. `./org root-credentials --remove` removes them.",
                `Not asked, because they are not active: old (${ids["old"]}) CLOSED`,
            ],
        );
        const changes = (await aws.log()).map(({ operation }) => operation);
        assert.deepEqual([...new Set(changes)], ["sts.AssumeRoot"]);
        const json = JSON.parse((await run(["data", ids["shop"] ?? "", "--json"])).out) as {
            asked: number;
            accounts: { account: string; accessKeys: string[]; password: boolean }[];
        };
        assert.equal(json.asked, 2);
        const [shop] = json.accounts;
        assert.deepEqual([json.accounts.length, shop?.account, shop?.accessKeys.length], [1, "shop", 2]);
        const none = await run(["data"]);
        assert.equal(none.code, EXIT.done);
        assert.match(none.out, /^No root user has credentials in 1 member account\.$/);
    });

    it("never touches the management account, and knows no others", async () => {
        const refused = await run([management, "--remove", "--yes"]);
        assert.equal(refused.code, EXIT.refused);
        assert.match(refused.error, /is the management account/);
        const unknown = await run(["shpo"]);
        assert.equal(unknown.code, EXIT.usage);
        assert.match(unknown.error, /Did you mean "shop"/);
    });

    it("removes nothing in a dry run, without a confirmation, or with another word", async () => {
        await aws.resetCalls();
        const dry = await run(["--remove", "--dry-run"]);
        assert.equal(dry.code, EXIT.done, dry.error);
        assert.match(
            dry.out,
            /removes 2 access keys, 1 signing certificate, its password and 1 MFA device of the root user of shop/,
        );
        assert.match(dry.out, /! Programs that use a root access key stop working at once.*shop \(\d{12}\)/);
        assert.equal((await run(["--remove"])).code, EXIT.unconfirmed);
        // All accounts at once are confirmed by the stack's name, one by its key.
        assert.equal((await run(["--remove"], "shop")).code, EXIT.unconfirmed);
        assert.equal((await run(["shop", "--remove"], "yes")).code, EXIT.unconfirmed);
        const changes = (await aws.log()).map(({ operation }) => operation);
        assert.deepEqual([...new Set(changes)], ["sts.AssumeRoot"]);
    });

    it("says what stays and why, keeps the MFA device of a password that stays, and goes on afterwards", async () => {
        await aws.fault({
            operation: "iam.DeleteLoginProfile",
            error: { code: "AccessDenied", message: "by a policy" },
        });
        const failed = await run(["shop", "--remove"], "shop");
        assert.equal(failed.code, EXIT.failed, failed.error);
        assert.ok(
            failed.out.includes(`shop (${ids["shop"]}): removed 2 access keys and 1 signing certificate`),
            failed.out,
        );
        assert.match(failed.out, /its password not removed: AccessDenied: by a policy/);
        assert.match(failed.out, /1 MFA device not removed: kept, because it protects the password/);
        assert.match(failed.out, /1 root user still has some/);
        assert.match(failed.out, /deny-root-user spares them with `allowCentral: true`/);
        assert.deepEqual(await counts("shop"), { ...NONE, password: true, mfaDevices: 1 });
    });

    it("reports an account that AWS does not answer for, and removes nothing there", async () => {
        await aws.fault({ operation: "sts.AssumeRoot", error: { code: "AccessDenied", message: "not here" } });
        const failed = await run(["elsewhere", "--remove", "--yes"]);
        assert.equal(failed.code, EXIT.failed);
        assert.match(failed.out, /^No member account was looked at\.$/m);
        assert.match(failed.out, /elsewhere \(\d{12}\): AWS does not say: AccessDenied: not here/);
        assert.deepEqual(await counts("elsewhere"), { ...NONE, password: true });
    });

    it("removes everything after the confirmation, and then finds nothing", async () => {
        const done = await run(["--remove"], "test");
        assert.equal(done.code, EXIT.done, done.error);
        assert.match(done.out, /2 root users have no credentials any more/);
        for (const name of ["shop", "data", "elsewhere"]) assert.deepEqual(await counts(name), NONE);
        const again = await run(["--remove", "--yes"]);
        assert.equal(again.code, EXIT.done);
        assert.match(again.out, /^No root user has credentials in 3 member accounts\.$/m);
    });
});
