import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import {
    AccountClient,
    EnableRegionCommand,
    PutAlternateContactCommand,
    type AlternateContactType,
} from "@aws-sdk/client-account";
import { EnableAWSServiceAccessCommand, MoveAccountCommand } from "@aws-sdk/client-organizations";
import { Fixture } from "../local/fixture";
import { assertChanges, Project } from "./support";

const CONTACT = { title: "Head of Security", email: "security@example.com", phone: "+49 30 1234567" };

/** Settings of accounts as an organisation collects them: one contact that all share, one of a unit, one of an account; regions. */
describe("org adopt: contacts and opt-in regions of accounts", function () {
    this.timeout(300_000);
    let project: Project;
    let account: AccountClient;
    let definition: string;
    const ids: Record<string, string> = {};
    let root: string;

    const contact = (of: string, type: AlternateContactType, name: string): Promise<unknown> =>
        account.send(
            new PutAlternateContactCommand({
                AccountId: ids[of],
                AlternateContactType: type,
                Name: name,
                Title: CONTACT.title,
                EmailAddress: CONTACT.email,
                PhoneNumber: CONTACT.phone,
            }),
        );
    const region = (of: string, RegionName: string): Promise<unknown> =>
        account.send(new EnableRegionCommand({ AccountId: ids[of], RegionName }));

    before(async () => {
        project = await Project.start();
        definition = path.join(project.folder, "organizations", "test");
        account = new AccountClient(project.aws.clientConfig());
        const fixture = new Fixture(project.aws, project.client);
        ({ root } = await fixture.createOrganization("ALL"));
        await project.client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "account.amazonaws.com" }));
        const unit = await fixture.createUnit(root, "Workloads");
        for (const name of ["shop", "data", "blog", "tools"]) {
            const AccountId = (ids[name] = await fixture.createAccount(name));
            if (name === "tools") continue;
            await project.client.send(
                new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId: unit }),
            );
        }
        for (const name of Object.keys(ids)) {
            await contact(name, "SECURITY", name === "blog" ? "Ada" : "Security team");
            if (name !== "tools") await contact(name, "BILLING", "Purchasing");
            if (name !== "tools") await region(name, "me-south-1");
        }
        await contact("shop", "OPERATIONS", "Shop on call");
        await region("shop", "ap-east-1");
        await project.aws.resetCalls();
    });
    after(async () => {
        account.destroy();
        await project.stop();
    });

    it("are left out where AWS denies them, which three accounts show", async () => {
        const error = { code: "AccessDeniedException", message: "not allowed", status: 403 };
        await project.aws.fault({ operation: "account.GetAlternateContact", error, times: 3 * 3 });
        await project.aws.fault({ operation: "account.ListRegions", error, times: 3 });
        const run = await project.org(["adopt", "--dry-run"]);
        await project.aws.clearFaults();
        assert.equal(run.code, 0, run.output);
        assert.match(
            run.output,
            /\n {2}- contacts of .*: not read \(AccessDeniedException: not allowed\)\. They stay as they are\n {2}- contacts of \w+ \(\d+\): not read \(not asked, because AWS denied it for the 3 accounts before: AccessDeniedException\)\. They stay as they are\n {2}- opt-in regions of /,
        );
        assert.doesNotMatch(run.output, /Security team/);
    });

    it("are read once: a second run within the hour uses the answers", async () => {
        await project.aws.resetCalls();
        assert.match((await project.org(["adopt", "--dry-run"])).output, /Security team/);
        const { "account.GetAlternateContact": contacts, "account.ListRegions": regions } = await project.aws.calls();
        assert.deepEqual([contacts, regions], [3 * 4, 4]);
        await project.aws.resetCalls();
        assert.match((await project.org(["adopt", "--dry-run"])).output, /Security team/);
        assert.deepEqual(
            Object.keys(await project.aws.calls()).filter((one) => one.startsWith("account.")),
            [],
        );
    });

    it("are taken over with their accounts, without one call that changes AWS", async () => {
        const run = await project.org(["adopt", "--yes"]);
        assert.equal(run.code, 0, run.output);
        assert.match(
            run.output,
            /\n {2}contacts {3}8 of 4 accounts: the definition has names, e-mail addresses and phone numbers of people\n {2}regions {4}4 opt-in regions enabled in 3 accounts\n/,
        );
        assert.match(
            run.output,
            /is taken over: \d+ resources are in the stack test, and the preview shows no changes/,
        );
        assert.deepEqual(await project.mutations(), []);
        const settings = (await project.resources()).filter(({ type }) => type.startsWith("aws:account/"));
        assert.deepEqual(settings.map(({ urn }) => urn.split("::").at(-1)).sort(), [
            "BILLING@blog",
            "BILLING@data",
            "BILLING@shop",
            "OPERATIONS@shop",
            "SECURITY@blog",
            "SECURITY@data",
            "SECURITY@shop",
            "SECURITY@tools",
            "ap-east-1@shop",
            "me-south-1@blog",
            "me-south-1@data",
            "me-south-1@shop",
        ]);
    });

    it("are written once where accounts share them", () => {
        const written = fs.readFileSync(path.join(definition, "organization.yaml"), "utf8");
        assert.equal(written.match(/Security team/g)?.length, 1, written);
        assert.equal(written.match(/Purchasing/g)?.length, 1, written);
        assert.match(written, /^ {8}enabledRegions: \[me-south-1\]$/m);
        assert.match(written, /^ {12,16}enabledRegions: \[ap-east-1\]$/m);
    });

    it("have nothing to change in the first preview", async () => {
        const preview = await project.preview();
        assert.equal(preview.code, 0, preview.output);
        assertChanges(preview, {});
    });

    it("of an account that is taken over later by its id are imported where they are the same, and set where not", async () => {
        const fixture = new Fixture(project.aws, project.client);
        ids.late = await fixture.createAccount("late");
        await contact("late", "SECURITY", "Security team");
        await contact("late", "OPERATIONS", "Somebody else");
        await region("late", "me-south-1");
        const operations = JSON.stringify({ name: "Late on call", ...CONTACT });
        fs.writeFileSync(
            path.join(definition, "late.yaml"),
            `accounts: { late: { unit: /, id: "${ids.late}", email: late@example.com, enabledRegions: [me-south-1], contacts: { operations: ${operations} } } }\n`,
        );
        await project.aws.resetCalls();
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        // The account, a contact and a region; the other contact, and the component.
        assertChanges(run, { imported: 3, created: 2 });
        assert.deepEqual(await project.mutations(), ["account.PutAlternateContact"]);
        assertChanges(await project.preview(), {});
    });
});
