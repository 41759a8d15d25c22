/* eslint-disable max-lines -- one story: its steps follow each other on one stack, which takes minutes to make */
import assert from "node:assert/strict";
import {
    AcceptHandshakeCommand,
    DeclineHandshakeCommand,
    DescribeAccountCommand,
    DescribeHandshakeCommand,
    ListAccountsCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
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
type InvitationOutputs = Outputs & {
    readonly invitations?: Readonly<Record<string, { readonly handshakeId: string; readonly state: string }>>;
};

const BY_ID = "210987654321";
const BY_MAIL = "310987654321";
const RELUCTANT = "410987654321";
const OTHER_MANAGEMENT = "510987654321";
const SPARE = "spare.two@elsewhere.example";

function organization(accounts: Record<string, Account>): Definition {
    return {
        defaults: { email: "aws+{account}@example.com", tags: { Organization: "acme" } },
        guardrails: ["deny-leaving-organization"],
        units: { Workloads: { kind: "workloads", without: ["deny-leaving-organization"] }, Sandbox: {} },
        accounts,
    };
}

describe("invited accounts", function () {
    this.timeout(180_000);
    let project: Project;
    /** The accounts of the definition. Each step changes them. */
    const accounts: Record<string, Account> = {
        bought: { unit: "Workloads", id: BY_ID, invite: { notes: "Welcome to acme" }, tags: { Team: "shop" } },
        spare: { unit: "Sandbox", email: "spare@elsewhere.example", invite: true, name: `account-${BY_MAIL}` },
        shy: { unit: "Sandbox", email: "shy@elsewhere.example", invite: true },
    };

    /** An account of another organisation. */
    let theirs: string;

    before(async () => {
        project = await Project.start();
        const other = as(OTHER_MANAGEMENT);
        const fixture = new Fixture(project.aws, other);
        await fixture.createOrganization();
        theirs = await fixture.createAccount("theirs", { Owner: "them" });
        await project.aws.advanceDays(5); // AWS lets no account leave in its first 4 days
        other.destroy();
    });
    after(() => project.stop());

    const as = (account: string): OrganizationsClient => new OrganizationsClient(project.aws.clientConfig(account));
    const outputs = async (): Promise<InvitationOutputs> => await project.outputs();
    /** The handshakes of the invited accounts, by key. */
    const handshakes = async (): Promise<Record<string, string>> =>
        Object.fromEntries(
            Object.entries((await outputs()).invitations ?? {}).map(([key, { handshakeId }]) => [key, handshakeId]),
        );
    const stateOf = async (HandshakeId: string | undefined): Promise<string | undefined> =>
        (await project.client.send(new DescribeHandshakeCommand({ HandshakeId }))).Handshake?.State;
    const accept = (account: string, HandshakeId: string | undefined): Promise<unknown> =>
        as(account).send(new AcceptHandshakeCommand({ HandshakeId }));
    const preview = (): Promise<Run> => {
        project.define(organization(accounts));
        return project.preview();
    };
    /** Runs the preview first, as a user does. It shows the warnings. */
    const up = async (): Promise<Run> => {
        project.define(organization(accounts));
        await project.aws.resetCalls();
        return project.previewAndUp();
    };
    const says = ({ code, output }: Run, ...texts: string[]): void => {
        assert.equal(code, 0, output);
        const flat = output.replaceAll(/\s+/g, " ");
        for (const text of texts) assert.ok(flat.includes(text), `${JSON.stringify(text)} is not in:\n${output}`);
    };
    /** AWS's changing calls about accounts and invitations. */
    const told = async (): Promise<string[]> =>
        (await project.aws.log())
            .filter(({ operation, status }) => /Account|Handshake/.test(operation) && status < 400)
            .map(({ operation }) => operation.replace("organizations.", ""));

    it("are invited by id and by e-mail in the first `up`, and none is created instead", async () => {
        const run = await up();
        says(
            run,
            `account bought (${BY_ID}) is invited by this run, and has 15 days to accept`,
            "If it is a member of another organisation, accepting moves it here directly",
        );
        assert.deepEqual(
            await told(),
            ["bought", "spare", "shy"].map(() => "InviteAccountToOrganization"),
        );
        const { accounts: members, invitations } = await outputs();
        assert.deepEqual(members, {});
        assert.deepEqual(Object.keys(invitations ?? {}), ["bought", "shy", "spare"]);
        const { Accounts } = await project.client.send(new ListAccountsCommand({}));
        assert.deepEqual(
            Accounts?.map(({ Id }) => Id),
            [MANAGEMENT_ACCOUNT],
        );
    });

    it("are PENDING in preview, outputs and tree; other notes do not cancel an open invitation", async () => {
        const spare = accounts.spare ?? assert.fail();
        accounts.spare = { ...spare, invite: { notes: "Please" } };
        await project.aws.resetCalls();
        const run = await preview();
        accounts.spare = spare;
        assertChanges(run, {});
        const open = await handshakes();
        says(
            run,
            `account bought (${BY_ID}) is invited: PENDING until `,
            `aws organizations accept-handshake --handshake-id ${open.bought}`,
            "`org access-role bought` prints how",
            `AWS cannot change the notes of an invitation. The new notes are sent with the next one. To cancel ${open.spare}`,
        );
        assert.deepEqual(await project.mutations(), []);
        const { output } = await project.org(["tree"]);
        assert.match(
            output,
            new RegExp(`── bought +${BY_ID} .* invited, PENDING until \\d{4}-\\d\\d-\\d\\d \\(${open.bought}\\)`),
        );
    });

    it("are refused before AWS is called if it is impossible", async () => {
        const { spare = assert.fail() } = accounts;
        const { invite: _, ...created } = spare;
        accounts.spare = created;
        accounts.master = { unit: "Sandbox", id: MANAGEMENT_ACCOUNT, invite: true };
        assertRefused(
            await preview(),
            "is not yet a member. Without `invite`, a new account would be created instead: put it back",
            `account master is invited, but it is the management account of the organisation (${MANAGEMENT_ACCOUNT})`,
        );
        accounts.spare = spare;
        delete accounts.master;
    });

    it("get their access role by the commands of `org access-role`", async () => {
        const run = await project.org(["access-role", "bought"]);
        says(
            run,
            `An administrator of account bought (${BY_ID}) runs these commands in it`,
            "aws iam create-role --role-name OrganizationAccountAccessRole",
            `"Principal":{"AWS":"arn:aws:iam::${MANAGEMENT_ACCOUNT}:root"}`,
            "the guardrail protect-access-role lets nobody attach a policy to the role: run this before",
        );
    });

    it("that have joined are adopted only as AWS has them", async () => {
        await accept(BY_ID, (await handshakes()).bought);
        assertRefused(
            await preview(),
            `account bought (${BY_ID}) has the e-mail account+${BY_ID}@example.com in AWS, but aws+bought@example.com here`,
            `name: account-${BY_ID}`,
        );
        accounts.bought = {
            ...accounts.bought,
            unit: "Workloads",
            name: `account-${BY_ID}`,
            email: `account+${BY_ID}@example.com`,
            guardrails: ["deny-root-user"],
        };
    });

    it("that have joined are moved, tagged and guarded; one that declines is reported and not invited again", async () => {
        const before = await handshakes();
        await as(RELUCTANT).send(new DeclineHandshakeCommand({ HandshakeId: before.shy }));
        const run = await up();
        says(
            run,
            `account bought (${BY_ID}) has joined. It is taken over now: moved to Workloads, tagged and guarded.`,
            "Create it BEFORE this run",
            `account shy: its invitation ${before.shy} was declined by its owner. It is not sent again automatically.`,
            `invite: { again: ${before.shy} }`,
        );
        // Created: the component, its own guardrail, and the attachment. Deleted: the invitation.
        assertChanges(run, { imported: 1, created: 3, updated: run.changes.updated, deleted: 1 });
        assert.deepEqual(await told(), ["MoveAccount"]);
        const { unit, tags, policies, id } =
            (await inAws(project.client)).accounts[`account-${BY_ID}`] ?? assert.fail("no account");
        assert.deepEqual(
            { id, unit, tags, policies },
            {
                id: BY_ID,
                unit: "Workloads",
                tags: { Organization: "acme", Team: "shop" },
                policies: ["deny-root-user"],
            },
        );
        assert.equal(await stateOf(before.bought), "ACCEPTED");
        assert.ok((await project.resources()).some(({ id: of, protect }) => of === BY_ID && protect));
        const { invitations = {} } = await outputs();
        assert.deepEqual(
            Object.entries(invitations).map(([key, { state }]) => [key, state]),
            [
                ["shy", "DECLINED"],
                ["spare", "PENDING"],
            ],
        );
    });

    it("that declined are invited again if `again` says so, even those of another organisation", async () => {
        const before = await handshakes();
        accounts.shy = { ...accounts.shy, unit: "Sandbox", invite: { again: before.shy ?? "" } };
        accounts.theirs = { unit: "Workloads", id: theirs, email: "theirs@example.com", invite: true };
        accounts.spare = { ...accounts.spare, unit: "Sandbox", email: SPARE };
        const run = await up();
        says(run, `its invitation ${before.shy} (DECLINED) is replaced by another`);
        // Another e-mail means another account.
        says(run, `account spare is invited as ${SPARE} instead of spare@elsewhere.example`);
        assertChanges(run, { created: 1, updated: 1, replaced: 1 });
        assert.equal(await stateOf(before.spare), "CANCELED");
        assert.doesNotMatch(run.output, /bought/);
        assert.notEqual((await handshakes()).shy, before.shy);
    });

    it("of another organisation come over directly; those that do not answer are invited again", async () => {
        const before = await handshakes();
        await accept(theirs, before.theirs);
        await project.aws.advanceDays(16);
        const run = await up();
        says(run, `account spare: its invitation ${before.spare} has expired on `, "Another is sent.");
        assertChanges(run, { imported: 1, created: 1, updated: run.changes.updated, deleted: 1 });
        const { unit, tags } = (await inAws(project.client)).accounts.theirs ?? assert.fail("no account");
        assert.deepEqual({ unit, tags }, { unit: "Workloads", tags: { Organization: "acme" } });
        await assert.rejects(as(OTHER_MANAGEMENT).send(new DescribeAccountCommand({ AccountId: theirs })), {
            name: "AccountNotFoundException",
        });
        const now = await handshakes();
        assert.deepEqual(await Promise.all([before.shy, before.spare, now.shy, now.spare].map(stateOf)), [
            "EXPIRED",
            "EXPIRED",
            "OPEN",
            "OPEN",
        ]);
        assertChanges(await preview(), {});
    });

    it("are not lost if one joins and is then taken out before the stack knows", async () => {
        await accept(BY_MAIL, (await handshakes()).spare);
        const { spare, ...others } = accounts;
        project.define(organization(others));
        assertRefused(
            await project.preview(),
            `account spare (${BY_MAIL}, ${SPARE}) has accepted its invitation`,
            "no run would move, tag or guard it. Put it back",
        );
        delete accounts.spare;
        accounts.extra = spare ?? assert.fail();
    });

    it("keep their invitation under another key", async () => {
        const { shy } = await handshakes();
        accounts.bashful = accounts.shy ?? assert.fail();
        delete accounts.shy;
        const run = await up();
        says(run, "account bashful had the key shy until now: it keeps its invitation.");
        // One has joined, found by its e-mail: the account and its component come, its invitation goes.
        assertChanges(run, { imported: 1, created: 1, updated: run.changes.updated, deleted: 1 });
        assert.deepEqual(await told(), ["MoveAccount"]);
        assert.equal((await inAws(project.client)).accounts[`account-${BY_MAIL}`]?.unit, "Sandbox");
        assert.deepEqual(await handshakes(), { bashful: shy });
    });

    it("cannot be a second key of a member", async () => {
        accounts.twin = { unit: "Sandbox", id: BY_MAIL, invite: true };
        assertRefused(await preview(), `account twin has the id ${BY_MAIL}, which is account extra of this stack`);
        delete accounts.twin;
    });

    it("lose their invitation when they are left out; an invitation that a run has sent but not recorded is adopted", async () => {
        const { bashful } = await handshakes();
        delete accounts.bashful;
        accounts.late = { unit: "Sandbox", email: "late@elsewhere.example", invite: true };
        await project.aws.fault({ operation: "organizations.InviteAccountToOrganization", drop: "after" });
        const run = await up();
        says(run, `its invitation ${bashful} to shy@elsewhere.example is cancelled`);
        assertChanges(run, { created: 1, deleted: 1 });
        assert.deepEqual(await told(), ["InviteAccountToOrganization", "CancelHandshake"]);
        assert.equal(await stateOf(bashful), "CANCELED");
        assert.equal(await stateOf((await handshakes()).late), "OPEN");
    });

    it("that AWS refuses are reported with the reason and what to do", async () => {
        accounts.china = { unit: "Sandbox", id: "610987654321", invite: true };
        await project.aws.fault({
            operation: "organizations.InviteAccountToOrganization",
            // The SDK uses all its attempts if AWS refuses and its clock differs from the machine's. Here it is weeks ahead.
            times: 3,
            error: {
                code: "HandshakeConstraintViolationException",
                message: "different partition",
                reason: "ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD",
            },
        });
        assertRefused(
            await up(),
            "610987654321 was not invited: the account belongs to another partition or seller of AWS",
            "ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD: different partition",
        );
        await project.aws.clearFaults();
        delete accounts.china;
        assertChanges(await preview(), {});
    });
});
