import assert from "node:assert/strict";
import { DescribeAccountCommand } from "@aws-sdk/client-organizations";
import { assertChanges, assertRefused, inAws, Project, type Definition } from "./support";

type Account = NonNullable<Definition["accounts"]>[string];

/** All accounts in one place, so that each test is one line about one of them. */
function organization(accounts: Record<string, Account>): Definition {
    return {
        defaults: { email: "aws+{account}@example.com" },
        units: {
            Workloads: { kind: "workloads", units: { Production: {} } },
            Sandbox: { kind: "sandbox" },
        },
        accounts,
    };
}

const shop: Account = { unit: "Workloads/Production" };
const playground: Account = { unit: "Sandbox" };

describe("a change that would lose an account", function () {
    this.timeout(180_000);
    let project: Project;
    let shopId: string;
    let playgroundId: string;

    before(async () => {
        project = await Project.start();
        await project.apply(organization({ shop, playground }));
        const { accounts } = await project.outputs();
        shopId = accounts.shop?.id ?? assert.fail("no shop");
        playgroundId = accounts.playground?.id ?? assert.fail("no playground");
    });
    after(() => project.stop());

    /** Neither preview nor up accepts it, and AWS gets no changing call. */
    async function refused(definition: Definition, ...texts: string[]): Promise<void> {
        project.define(definition);
        await project.aws.resetCalls();
        for (const run of [await project.preview(), await project.up()]) assertRefused(run, ...texts);
        assert.deepEqual(await project.mutations(), []);
    }

    it("another e-mail is refused, with the way to change it", async () => {
        await refused(
            organization({ shop: { ...shop, email: "shop@example.com" }, playground }),
            "organizations/test/organization.yaml",
            `changes the e-mail of account shop (${shopId}) from aws+shop@example.com to shop@example.com, which would replace the account`,
            `aws account start-primary-email-update --account-id ${shopId} --primary-email shop@example.com`,
            `acknowledge: { replacement: "${shopId}" }`,
        );
    });

    it("another access role is refused", async () => {
        await refused(
            organization({ shop: { ...shop, roleName: "Admin" }, playground }),
            `changes the access role of account shop (${shopId}) from OrganizationAccountAccessRole to Admin`,
        );
    });

    it("another name is refused until account management has access, because AWS would refuse it", async () => {
        await refused(
            organization({ shop: { ...shop, name: "Shop" }, playground }),
            `renames account shop (${shopId}) from "shop" to "Shop"`,
            "organization: { serviceAccess: [account.amazonaws.com] }",
        );
    });

    it("leaving an account out is refused, with the way to close it", async () => {
        await refused(
            organization({ playground }),
            `account shop (${shopId}, unit Workloads/Production) is in the stack and no longer in the definition`,
            "state: closing",
        );
    });

    it("a changed key counts as an account left out", async () => {
        await refused(
            organization({ store: { ...shop, email: "aws+shop@example.com" }, playground }),
            `account shop (${shopId}, unit Workloads/Production) is in the stack and no longer in the definition`,
            "To rename it, keep the key and give the name in `name`",
        );
    });

    it("a move that loses guardrails is refused", async () => {
        await refused(
            organization({ shop: { unit: "Sandbox" }, playground }),
            `moves account shop (${shopId}) from Workloads/Production to Sandbox, where it loses the guardrails deny-closing-account, protect-access-role`,
            "acknowledge: { loses: [deny-closing-account, protect-access-role] }",
        );
    });

    it("an acknowledgement for another account, or of fewer guardrails, does not count", async () => {
        await refused(
            organization({
                shop: { ...shop, email: "shop@example.com", acknowledge: { replacement: playgroundId } },
                playground,
            }),
            "which would replace the account",
        );
        await refused(
            organization({ shop: { unit: "Sandbox", acknowledge: { loses: ["deny-closing-account"] } }, playground }),
            "loses the guardrails protect-access-role",
        );
    });

    it("the engine itself refuses to delete or replace an account", async () => {
        const urn = await project.urnOf("aws:organizations/account:Account", "shop");
        await project.aws.resetCalls();
        assertRefused(await project.destroy(), "protect");
        project.define(organization({ shop, playground }));
        assertRefused(await project.up("--replace", urn), "protect");
        assert.deepEqual(await project.mutations(), []);
    });

    it("an acknowledged move passes, in place", async () => {
        const run = await project.apply(
            organization({
                shop: { unit: "Sandbox", acknowledge: { loses: ["deny-closing-account", "protect-access-role"] } },
                playground,
            }),
        );
        assertChanges(run, { updated: 1 });
        const { accounts } = await inAws(project.client);
        assert.equal(accounts.shop?.id, shopId);
        assert.equal(accounts.shop?.unit, "Sandbox");
    });

    it("an acknowledged replacement creates a new account and lets the old one leave", async () => {
        await project.aws.advanceDays(5); // AWS lets no account leave in its first 4 days
        await project.aws.putContactInformation(shopId);
        const email = "shop@example.com";
        const replaced = { unit: "Sandbox", email, acknowledge: { replacement: shopId } };
        const run = await project.apply(organization({ shop: replaced, playground }));
        assertChanges(run, { replaced: 1 });

        const { accounts } = await inAws(project.client);
        assert.notEqual(accounts.shop?.id, shopId);
        assert.equal(accounts.shop?.email, email);
        await assert.rejects(project.client.send(new DescribeAccountCommand({ AccountId: shopId })), {
            name: "AccountNotFoundException",
        });

        // The new account is protected again, although the acknowledgement for the old one is still there.
        assertChanges(await project.up(), {});
        const account = (await project.resources()).find(({ id }) => id === accounts.shop?.id);
        assert.equal(account?.protect, true);
    });

    it("an account is closed in two steps: state: closing, and then leaving it out", async () => {
        const { accounts } = await project.outputs();
        const email = accounts.shop?.email;
        await project.apply(
            organization({ shop: { unit: "Sandbox", email }, playground: { ...playground, state: "closing" } }),
        );
        assert.equal((await inAws(project.client)).accounts.playground?.state, "ACTIVE");

        const run = await project.apply(organization({ shop: { unit: "Sandbox", email } }));
        assertChanges(run, { deleted: 2 }); // the account, and its component
        const closed = await project.client.send(new DescribeAccountCommand({ AccountId: playgroundId }));
        assert.ok(["PENDING_CLOSURE", "CLOSED"].includes(closed.Account?.State ?? ""), closed.Account?.State);
        assert.equal((await inAws(project.client)).accounts.shop?.state, "ACTIVE");
    });

    it("outside a sandbox an account is closed only if its id is acknowledged", async () => {
        await refused(
            organization({ shop: { unit: "Workloads/Production", email: "shop@example.com", state: "closing" } }),
            "account shop will be closed, and its unit is not a sandbox",
        );
    });
});
