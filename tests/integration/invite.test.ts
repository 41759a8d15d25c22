import assert from "node:assert/strict";
import {
    AcceptHandshakeCommand,
    CancelHandshakeCommand,
    DeclineHandshakeCommand,
    DescribeAccountCommand,
    DescribeHandshakeCommand,
    ListAccountsCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { drawTree, type TreeOutputs } from "../../program/tree";
import { Fixture } from "../local/fixture";
import {
    assertChanges,
    assertRefused,
    inAws,
    MANAGEMENT_ACCOUNT,
    Project,
    type Definition,
    type Outputs,
    type Run,
} from "./support";

type Account = NonNullable<Definition["accounts"]>[string];
type InvitationOutputs = Outputs & TreeOutputs;

const BY_ID = "210987654321";
const BY_MAIL = "310987654321";
const RELUCTANT = "410987654321";
const OTHER_MANAGEMENT = "510987654321";

function organization(accounts: Record<string, Account>): Definition {
    return {
        defaults: { email: "aws+{account}@example.com", tags: { Organization: "acme" } },
        guardrails: ["deny-leaving-organization"],
        units: { Workloads: { kind: "workloads", without: ["deny-leaving-organization"] }, Sandbox: {} },
        accounts,
    };
}

describe("accounts that are invited", function () {
    this.timeout(180_000);
    let project: Project;
    /** What the definition has; each step changes it. */
    const accounts: Record<string, Account> = {
        bought: { unit: "Workloads", id: BY_ID, invite: { notes: "Welcome to acme" }, tags: { Team: "shop" } },
        spare: { unit: "Sandbox", email: "spare@elsewhere.example", invite: true, name: `account-${BY_MAIL}` },
        shy: { unit: "Sandbox", email: "shy@elsewhere.example", invite: true },
    };

    before(async () => {
        project = await Project.start();
    });
    after(() => project.stop());

    const as = (account: string): OrganizationsClient => new OrganizationsClient(project.aws.clientConfig(account));
    const outputs = async (): Promise<InvitationOutputs> => (await project.outputs()) as InvitationOutputs;
    const handshakeOf = async (key: string): Promise<string> =>
        (await outputs()).invitations?.[key]?.handshakeId ?? assert.fail(`no invitation of ${key}`);
    const stateOf = async (HandshakeId: string): Promise<string | undefined> =>
        (await project.client.send(new DescribeHandshakeCommand({ HandshakeId }))).Handshake?.State;
    const accept = async (account: string, key: string): Promise<void> => {
        await as(account).send(new AcceptHandshakeCommand({ HandshakeId: await handshakeOf(key) }));
    };
    const preview = (): Promise<Run> => {
        project.define(organization(accounts));
        return project.preview();
    };
    const up = (): Promise<Run> => project.apply(organization(accounts));
    const flat = ({ output }: Run): string => output.replaceAll(/\s+/g, " ");
    const says = (run: Run, ...texts: string[]): void => {
        assert.equal(run.code, 0, run.output);
        for (const text of texts) assert.ok(flat(run).includes(text), `${JSON.stringify(text)} is not in:\n${run.output}`);
    };
    const sent = async (): Promise<string[]> =>
        (await project.mutations()).filter((operation) => /Account|Handshake/.test(operation));

    it("are invited, by id and by e-mail, in the first `up`, and nothing is created in their place", async () => {
        says(await preview(), `account bought (${BY_ID}) is invited by this run, and has 15 days to accept`);
        await up();
        assert.deepEqual(
            await sent(),
            ["bought", "spare", "shy"].map(() => "organizations.InviteAccountToOrganization"),
        );
        const { accounts: members, invitations } = await outputs();
        assert.deepEqual(members, {});
        assert.deepEqual(Object.keys(invitations ?? {}), ["bought", "shy", "spare"]);
        assert.match(invitations?.bought?.handshakeId ?? "", /^h-/);
        const { Accounts } = await project.client.send(new ListAccountsCommand({}));
        assert.deepEqual(
            Accounts?.map(({ Id }) => Id),
            [MANAGEMENT_ACCOUNT],
        );
    });

    it("are PENDING, which preview, outputs and tree say, with what their owners have to do", async () => {
        await project.aws.resetCalls();
        const run = await preview();
        assertChanges(run, {});
        const handshake = await handshakeOf("bought");
        says(
            run,
            `account bought (${BY_ID}) is invited: PENDING until `,
            `aws organizations accept-handshake --handshake-id ${handshake}`,
            "`org access-role bought` prints how",
        );
        assert.deepEqual(await project.mutations(), []);
        assert.match(
            drawTree(await outputs()),
            new RegExp(`bought +\\(invited\\) +${BY_ID}, PENDING until \\d{4}-\\d\\d-\\d\\d \\(${handshake}\\)`),
        );
    });

    it("are not invited anew for other notes, nor created where `invite` is taken away", async () => {
        const before = accounts.spare ?? assert.fail();
        accounts.spare = { ...before, invite: { notes: "Please" } };
        const run = await preview();
        assertChanges(run, {});
        says(run, "AWS cannot change the notes of an invitation", `again: ${await handshakeOf("spare")}`);
        const { invite: _, ...without } = before;
        accounts.spare = without;
        assertRefused(
            await preview(),
            `account spare was invited (${await handshakeOf("spare")}) and is no member yet. Without \`invite\` a new account would be created`,
        );
        accounts.spare = before;
    });

    it("get their access role by what `org access-role` prints", async () => {
        const run = await project.org(["access-role", "bought"]);
        says(
            run,
            `To be run in bought (${BY_ID})`,
            "aws iam create-role --role-name OrganizationAccountAccessRole",
            `"Principal":{"AWS":"arn:aws:iam::${MANAGEMENT_ACCOUNT}:root"}`,
            "the guardrail protect-access-role lets nobody give the role its rights: run this before",
        );
    });

    it("that have joined are taken in only as AWS has them", async () => {
        await accept(BY_ID, "bought");
        assertRefused(
            await preview(),
            `account bought (${BY_ID}) has the e-mail account+${BY_ID}@example.com in AWS, and aws+bought@example.com here`,
            `name: account-${BY_ID}`,
        );
    });

    it("are moved, tagged and guarded at the next `up`, and their invitation is over", async () => {
        const handshake = await handshakeOf("bought");
        accounts.bought = { ...accounts.bought, unit: "Workloads", name: `account-${BY_ID}`, email: `account+${BY_ID}@example.com` };
        accounts.bought.guardrails = ["deny-root-user"];
        says(
            await preview(),
            `account bought (${BY_ID}) has joined. It is taken in now: moved to Workloads, tagged and guarded.`,
            "Make it BEFORE this run",
        );
        const run = await up();
        // The account and its component, its guardrail and the policy of that; the invitation goes.
        assertChanges(run, { imported: 1, updated: run.changes.updated, created: run.changes.created, deleted: 1 });
        const { accounts: found } = await inAws(project.client);
        const { unit, tags, policies, id } = found[`account-${BY_ID}`] ?? assert.fail();
        assert.deepEqual(
            { id, unit, tags, policies },
            { id: BY_ID, unit: "Workloads", tags: { Organization: "acme", Team: "shop" }, policies: ["deny-root-user"] },
        );
        assert.equal(await stateOf(handshake), "ACCEPTED");
        assert.ok((await project.resources()).some(({ id: of, protect }) => of === BY_ID && protect));

        const again = await preview();
        assertChanges(again, {});
        assert.doesNotMatch(again.output, /has joined/);
        assert.deepEqual(Object.keys((await outputs()).invitations ?? {}), ["shy", "spare"]);
    });

    it("that decline are not invited again by themselves, and everything else goes on", async () => {
        const declined = await handshakeOf("shy");
        await as(RELUCTANT).send(new DeclineHandshakeCommand({ HandshakeId: declined }));
        await project.aws.resetCalls();
        says(
            await preview(),
            `account shy: its invitation ${declined} was declined by its owner. It is not sent again by itself.`,
            `invite: { again: ${declined} }`,
        );
        assertChanges(await up(), {});
        assert.deepEqual(await sent(), []);
        assert.equal((await outputs()).invitations?.shy?.state, "DECLINED");

        accounts.shy = { ...accounts.shy, unit: "Sandbox", invite: { again: declined } };
        assertChanges(await up(), { updated: 1 });
        assert.notEqual(await handshakeOf("shy"), declined);
        assertChanges(await preview(), {});
    });

    it("that do not answer are invited again when the invitation has expired", async () => {
        const before = await Promise.all(["shy", "spare"].map(handshakeOf));
        await project.aws.advanceDays(16);
        const run = await preview();
        says(run, `account spare: its invitation ${before[1]} has expired on `, "Another is sent.");
        assertChanges(run, { updated: 2 });
        assertChanges(await up(), { updated: 2 });
        const after = await Promise.all(["shy", "spare"].map(handshakeOf));
        assert.deepEqual(await Promise.all([...before, ...after].map(stateOf)), ["EXPIRED", "EXPIRED", "OPEN", "OPEN"]);
        assertChanges(await preview(), {});
    });

    it("are not lost where one has joined and is taken out before the stack knows", async () => {
        await accept(BY_MAIL, "spare");
        const spare = accounts.spare ?? assert.fail();
        delete accounts.spare;
        assertRefused(
            await preview(),
            `account spare (${BY_MAIL}, spare@elsewhere.example) has accepted its invitation`,
            "nobody would move, tag or guard it. Put it back",
        );
        // Nor is it lost under another key, which is told apart by whom it was sent to.
        accounts.extra = spare;
        const run = await up();
        assertChanges(run, { imported: 1, updated: run.changes.updated, created: 1, deleted: 1 });
        assert.equal((await inAws(project.client)).accounts[`account-${BY_MAIL}`]?.unit, "Sandbox");
        assertChanges(await preview(), {});
    });

    it("keep their invitation under another key, and lose it when they are left out", async () => {
        const handshake = await handshakeOf("shy");
        accounts.bashful = accounts.shy ?? assert.fail();
        delete accounts.shy;
        await project.aws.resetCalls();
        says(await preview(), "account bashful has the key shy until now: its invitation goes with it.");
        await up();
        assert.deepEqual(await sent(), []);
        assert.equal(await handshakeOf("bashful"), handshake);

        delete accounts.bashful;
        says(await preview(), `account bashful is no longer in the definition: its invitation ${handshake} to shy@elsewhere.example is cancelled`);
        assertChanges(await up(), { deleted: 1 });
        assert.equal(await stateOf(handshake), "CANCELED");
    });

    it("come over directly from another organisation", async () => {
        const other = as(OTHER_MANAGEMENT);
        const fixture = new Fixture(project.aws, other);
        await fixture.createOrganization();
        const id = await fixture.createAccount("theirs", { Owner: "them" });
        await project.aws.advanceDays(5);
        accounts.theirs = { unit: "Workloads", id, email: "theirs@example.com", invite: true };
        says(
            await preview(),
            "If it is a member of another organisation, accepting brings it over directly, and what it has by that one ends at once",
        );
        await up();
        await accept(id, "theirs");
        const run = await up();
        assertChanges(run, { imported: 1, updated: run.changes.updated, created: 1, deleted: 1 });
        const { accounts: found } = await inAws(project.client);
        assert.equal(found.theirs?.unit, "Workloads");
        assert.deepEqual(found.theirs.tags, { Organization: "acme" });
        await assert.rejects(other.send(new DescribeAccountCommand({ AccountId: id })), {
            name: "AccountNotFoundException",
        });
        assertChanges(await preview(), {});
    });

    it("are refused before AWS is called where it cannot be", async () => {
        accounts.master = { unit: "Sandbox", id: MANAGEMENT_ACCOUNT, invite: true };
        accounts.twin = { unit: "Sandbox", id: BY_MAIL, invite: true };
        accounts.lost = { unit: "Sandbox", invite: true, state: "closing", acknowledge: { closing: BY_MAIL } };
        assertRefused(await preview(), "account lost is invited and no member yet, and its state cannot be closing");
        delete accounts.lost;
        assertRefused(
            await preview(),
            `account master is invited, and is the management account of the organisation (${MANAGEMENT_ACCOUNT})`,
            `account twin is account extra (${BY_MAIL}) of this stack already`,
        );
        delete accounts.master;
        delete accounts.twin;
    });

    it("that AWS refuses are told why, and what to do", async () => {
        accounts.china = { unit: "Sandbox", id: "610987654321", invite: true };
        await project.aws.fault({
            operation: "organizations.InviteAccountToOrganization",
            error: {
                code: "HandshakeConstraintViolationException",
                message: "different partition",
                reason: "ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD",
            },
        });
        project.define(organization(accounts));
        assertRefused(
            await project.up(),
            "610987654321 was not invited: the account is of another partition or seller of AWS",
            "ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD: different partition",
        );
    });

    it("whose invitation a run has sent that broke off are not sent another: it is taken up", async () => {
        await project.aws.fault({ operation: "organizations.InviteAccountToOrganization", drop: "after" });
        await up();
        const handshake = await handshakeOf("china");
        assert.equal(await stateOf(handshake), "OPEN");
        await project.client.send(new CancelHandshakeCommand({ HandshakeId: handshake }));
        says(await preview(), `its invitation ${handshake} was cancelled, and not by this stack.`);
    });
});
