import assert from "node:assert/strict";
import { AccountClient, GetAlternateContactCommand, GetRegionOptStatusCommand } from "@aws-sdk/client-account";
import {
    AttachPolicyCommand,
    CreatePolicyCommand,
    DescribeAccountCommand,
    DescribeOrganizationCommand,
    ListPoliciesForTargetCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { assertChanges, assertRefused, inAws, Project, type Definition } from "./support";
import type { AccountSettingsInput } from "../../features/accountSettings/definition";

type Account = NonNullable<Definition["accounts"]>[string] & Partial<AccountSettingsInput["account"]>;

const contact = (name: string) => ({ name, title: "Security", email: "security@example.com", phone: "+49 30 1234567" });
const DENY_BY_HAND = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }],
};

/** All accounts in one place, so that each step of the story is one line about one of them. */
function organization(accounts: Record<string, Account>): Definition {
    return {
        organization: { serviceAccess: ["account.amazonaws.com"] },
        defaults: { email: "aws+{account}@example.com" },
        policies: {
            suspend: { guardrail: "deny-everything", parameters: { exemptRoles: ["arn:*:iam::*:role/BreakGlass"] } },
        },
        units: {
            Workloads: { guardrails: ["deny-root-user"] },
            Sandbox: { kind: "sandbox" },
            Suspended: { guardrails: ["suspend"] },
        },
        accounts,
    };
}

describe("the states of an account", function () {
    this.timeout(180_000);
    let project: Project;
    let account: AccountClient;
    const ids: Record<string, string> = {};
    const accounts: Record<string, Account> = {
        shop: {
            unit: "Workloads",
            contacts: { security: contact("Security team"), billing: contact("Purchasing") },
            enabledRegions: ["ap-east-1"],
        },
        // No other account has this guardrail, so its policy is removed with the account.
        sold: { unit: "Workloads", guardrails: ["deny-closing-account"] },
        play: { unit: "Sandbox" },
    };

    before(async () => {
        project = await Project.start();
        account = new AccountClient(project.aws.clientConfig());
        await project.apply(organization(accounts));
        for (const [key, { id }] of Object.entries((await project.outputs()).accounts)) ids[key] = id;
        await project.aws.advanceDays(5); // AWS lets no account leave in its first 4 days
    });
    after(async () => {
        account.destroy();
        await project.stop();
    });

    const nameOf = async (AlternateContactType: "SECURITY" | "BILLING"): Promise<string | undefined> =>
        (await account.send(new GetAlternateContactCommand({ AccountId: ids.shop, AlternateContactType })))
            .AlternateContact?.Name;
    const region = async (): Promise<string | undefined> =>
        (await account.send(new GetRegionOptStatusCommand({ AccountId: ids.shop, RegionName: "ap-east-1" })))
            .RegionOptStatus;
    const isProtected = async (key: string): Promise<boolean | undefined> =>
        (await project.resources()).find(({ id }) => id === ids[key])?.protect;

    /** Neither preview nor up accepts it, and AWS gets no changing call. */
    async function refused(more: Record<string, Account>, ...texts: string[]): Promise<void> {
        project.define(organization({ ...accounts, ...more }));
        await project.aws.resetCalls();
        for (const run of [await project.preview(), await project.up()]) assertRefused(run, ...texts);
        assert.deepEqual(await project.mutations(), []);
    }

    it("contacts are set, changed and deleted; a region is enabled, and stays enabled", async () => {
        assert.equal(await nameOf("SECURITY"), "Security team");
        assert.equal(await nameOf("BILLING"), "Purchasing");
        assert.equal(await region(), "ENABLED");

        accounts.shop = { unit: "Workloads", contacts: { security: contact("Ada") } };
        project.define(organization(accounts));
        const { output } = await project.preview();
        assert.match(output, /region ap-east-1 stays enabled in account shop/);
        assert.match(output, new RegExp(`disable-region --account-id ${ids.shop} --region-name ap-east-1`));
        assertChanges(await project.up(), { updated: 1, deleted: 2 });
        assert.equal(await nameOf("SECURITY"), "Ada");
        await assert.rejects(nameOf("BILLING"), { name: "ResourceNotFoundException" });
        assert.equal(await region(), "ENABLED");
    });

    it("a quarantine that was set by hand is adopted and updated", async () => {
        const { Policy } = await project.client.send(
            new CreatePolicyCommand({
                Type: "SERVICE_CONTROL_POLICY",
                Name: "quarantine",
                Description: "by hand",
                Content: JSON.stringify(DENY_BY_HAND),
            }),
        );
        const PolicyId = Policy?.PolicySummary?.Id ?? assert.fail("no policy");
        await project.client.send(new AttachPolicyCommand({ PolicyId, TargetId: ids.shop }));

        accounts.shop = { ...accounts.shop, unit: "Workloads", state: "quarantined" };
        await project.aws.resetCalls();
        const run = await project.apply(organization(accounts));
        assertChanges(run, { imported: 2, updated: 1 });
        assert.deepEqual(await project.mutations(), ["organizations.UpdatePolicy"]);
        const { accounts: found, policies } = await inAws(project.client);
        assert.deepEqual(found.shop?.policies, ["quarantine"]);
        assert.match(JSON.stringify(policies.quarantine), /role\/OrganizationAccountAccessRole/);
        assert.equal(await isProtected("shop"), true);
        assertChanges(await project.up(), {});
    });

    it("a quarantine continues while an account is on its way to leave or to be closed", async () => {
        await refused(
            { shop: { unit: "Workloads", state: "closing", acknowledge: { closing: ids.shop } } },
            `account shop (${ids.shop}) is in quarantine, and \`state: closing\` alone would end that`,
            "guardrails: [quarantine]",
        );
    });

    it("leaving is refused until it is acknowledged for exactly that account", async () => {
        await refused(
            { sold: { unit: "Workloads", state: "leaving" } },
            "account sold will leave the organisation and stay open",
            `acknowledge: { leaving: "${ids.sold}" }`,
        );
        await refused(
            { sold: { unit: "Workloads", state: "leaving", acknowledge: { leaving: ids.shop } } },
            `acknowledges the leaving of ${ids.shop}, but account sold is ${ids.sold}`,
        );
    });

    it("the end of a quarantine is shown, and the account is as before", async () => {
        delete accounts.shop?.state;
        project.define(organization(accounts));
        assert.match((await project.preview()).output, /account shop \(\d{12}\) leaves its quarantine/);
        assertChanges(await project.up(), { deleted: 2 }); // the attachment, and the policy that nothing else uses
        const { accounts: found, policies } = await inAws(project.client);
        assert.deepEqual(found.shop?.policies, []);
        assert.equal(policies.quarantine, undefined);
    });

    it("impossible ends are refused together: an account that does not exist, and an acknowledgement for another account", async () => {
        await refused(
            {
                young: { unit: "Sandbox", state: "closing" },
                odd: { unit: "Workloads", state: "leaving", acknowledge: { leaving: ids.shop } },
                shop: { unit: "Workloads", state: "closing", acknowledge: { closing: ids.sold } },
            },
            "The definition has 3 mistakes. Nothing was sent to AWS.",
            "account young is new, and would be created only to be closing: leave it out",
            "account odd is new, and would be created only to be leaving: leave it out",
            `acknowledges the closing of ${ids.sold}, but account shop is ${ids.shop}`,
        );
    });

    it("removing the state protects the account again, and it cannot be left out", async () => {
        const { sold, play, ...others } = accounts;
        await project.apply(
            organization({
                ...others,
                sold: { ...sold, unit: "Workloads", state: "leaving", acknowledge: { leaving: ids.sold } },
                play: { ...play, unit: "Sandbox", state: "closing" },
            }),
        );
        assert.deepEqual([await isProtected("sold"), await isProtected("play")], [undefined, undefined]);
        const run = await project.apply(organization(accounts));
        assertChanges(run, { updated: 1 }); // closeOnDeletion; the protection is Pulumi's own
        assert.deepEqual([await isProtected("sold"), await isProtected("play")], [true, true]);

        project.define(organization(others));
        await project.aws.resetCalls();
        assertRefused(
            await project.up(),
            "The definition has 2 mistakes",
            `account sold (${ids.sold}, unit Workloads) is in the stack and no longer in the definition`,
            `account play (${ids.play}, unit Sandbox) is in the stack and no longer in the definition`,
        );
        assert.deepEqual(await project.mutations(), []);
    });

    it("an account leaves in two steps, stays open, and lives on alone", async () => {
        const { sold, ...others } = accounts;
        await project.apply(
            organization({
                ...others,
                sold: { ...sold, unit: "Workloads", state: "leaving", acknowledge: { leaving: ids.sold } },
            }),
        );
        assert.ok(!(await isProtected("sold")));
        assert.deepEqual((await inAws(project.client)).accounts.sold?.policies, ["deny-closing-account"]);
        await project.aws.putContactInformation(ids.sold ?? "");

        delete accounts.sold;
        await project.aws.resetCalls();
        const run = await project.apply(organization(accounts));
        // The account, its component, the attachment, and its policy.
        assertChanges(run, { deleted: 4 });
        assert.deepEqual(await project.mutations(), [
            "organizations.RemoveAccountFromOrganization",
            "organizations.DeletePolicy",
        ]);
        await assert.rejects(project.client.send(new DescribeAccountCommand({ AccountId: ids.sold })), {
            name: "AccountNotFoundException",
        });
        const alone = new OrganizationsClient(project.aws.clientConfig(ids.sold));
        await assert.rejects(alone.send(new DescribeOrganizationCommand({})), {
            name: "AWSOrganizationsNotInUseException",
        });
        alone.destroy();
    });

    it("an account is closed from quarantine, and stays guarded until it is closed", async () => {
        accounts.play = { unit: "Sandbox", state: "quarantined" };
        await project.apply(organization(accounts));
        // The move needs no acknowledgement: in a unit that denies everything the account loses no guardrail.
        accounts.play = {
            unit: "Suspended",
            state: "closing",
            guardrails: ["quarantine"],
            acknowledge: { closing: ids.play },
        };
        assertChanges(await project.apply(organization(accounts)), { updated: 1 });
        assert.equal((await inAws(project.client)).accounts.play?.unit, "Suspended");

        delete accounts.play;
        await project.aws.resetCalls();
        const run = await project.apply(organization(accounts));
        assertChanges(run, { deleted: run.changes.deleted });
        assert.deepEqual(await project.mutations(), ["organizations.CloseAccount"]);
        const { Policies = [] } = await project.client.send(
            new ListPoliciesForTargetCommand({ TargetId: ids.play, Filter: "SERVICE_CONTROL_POLICY" }),
        );
        assert.ok(Policies.some(({ Name }) => Name === "quarantine"));
        assertChanges(await project.up(), {});
    });

    it("the policy that AWS keeps attached to a closed account is used again", async () => {
        accounts.shop = { ...accounts.shop, unit: "Workloads", state: "quarantined" };
        assertChanges(await project.apply(organization(accounts)), { created: 1, imported: 1 });
        assert.deepEqual((await inAws(project.client)).accounts.shop?.policies, ["quarantine"]);
    });

    it("a closed account that AWS Support has reopened is found by its e-mail, and is active again", async () => {
        await project.aws.advanceSeconds(60);
        await project.aws.reopen(ids.play ?? "");
        accounts.play = { unit: "Sandbox" };
        await project.aws.resetCalls();
        const run = await project.apply(organization(accounts));
        assert.ok(
            run.output.includes(`account play (${ids.play}) is in the organisation but not in the stack`),
            run.output,
        );
        assertChanges(run, { imported: 1, created: run.changes.created, updated: run.changes.updated });
        const { play } = (await inAws(project.client)).accounts;
        assert.deepEqual([play?.id, play?.unit, play?.state], [ids.play, "Sandbox", "ACTIVE"]);
        assert.equal(await isProtected("play"), true);
        assertChanges(await project.up(), {});
    });

    it("a foreign policy is not adopted just because it has the name", async () => {
        const { Policy } = await project.client.send(
            new CreatePolicyCommand({
                Type: "SERVICE_CONTROL_POLICY",
                Name: "buckets",
                Description: "",
                Content: JSON.stringify(DENY_BY_HAND),
            }),
        );
        const policies: Definition["policies"] = {
            buckets: {
                type: "SERVICE_CONTROL_POLICY",
                document: {
                    Version: "2012-10-17",
                    Statement: [{ Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" }],
                },
            },
        };
        const before = organization(accounts);
        project.define({ ...before, policies: { ...before.policies, ...policies } });
        assertRefused(
            await project.preview(),
            'the organisation has a SERVICE_CONTROL_POLICY of the name "buckets" already',
            `policies: { buckets: { id: ${Policy?.PolicySummary?.Id} } }`,
        );
    });
});
