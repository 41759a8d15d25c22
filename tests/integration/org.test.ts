import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { CloseAccountCommand } from "@aws-sdk/client-organizations";
import { EXIT } from "../../operations/cli/commandError";
import { assertChanges, assertRefused, inAws, Project } from "./support";

const TEXT = `organization: { breakGlassRole: BreakGlass }
defaults: { email: "aws+{account}@example.com", tags: { Organization: acme, Team: shop, Environment: dev, Owner: ada } }
policies:
    suspend: { guardrail: deny-everything, parameters: { exemptRoles: ["arn:*:iam::*:role/BreakGlass"] } }
units:
    Workloads:
        kind: workloads
        accounts:
            # sells
            shop: {} # ours
            # Their names end with that of another: what is done to shop is not done to them.
            "legacy::shop": { email: aws+legacy@example.com }
            "x$shop": { email: aws+x@example.com }
    Suspended:
        tags: { Environment: suspended }
        guardrails: [suspend]
`;

describe("the org command beside the engine", function () {
    this.timeout(400_000);
    let project: Project;
    let file: string;

    before(async () => {
        project = await Project.start();
        file = path.join(project.folder, "organizations/test/organization.yaml");
        // Without the break-glass role, the policy `quarantine` is not prepared, and AWS has none.
        project.defineText(TEXT.slice(TEXT.indexOf("\n") + 1));
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
    });
    after(() => project.stop());

    const read = (): string => fs.readFileSync(file, "utf8");
    /** Asserts that the accounts whose names end with `shop` are unchanged since `up`. */
    const assertNamesakesAreUntouched = async (): Promise<void> => {
        const { accounts } = await inAws(project.client);
        for (const key of ["legacy::shop", "x$shop"]) {
            const { unit, state, policies } = accounts[key] ?? assert.fail(`no ${key}`);
            assert.deepEqual([unit, state, policies], ["Workloads", "ACTIVE", []], key);
        }
    };
    afterEach(() => assertNamesakesAreUntouched());

    it("quarantines an account while the stack is locked and its state is lost, with two changes in AWS", async () => {
        project.defineText(TEXT);
        const state = path.join(project.folder, "state/.pulumi/stacks");
        const locks = path.join(project.folder, "state/.pulumi/locks/organization/aws-organization/test");
        fs.renameSync(state, `${state}.lost`);
        fs.mkdirSync(locks, { recursive: true });
        fs.writeFileSync(
            path.join(locks, "another.json"),
            JSON.stringify({ pid: 1, username: "ada", hostname: "elsewhere", timestamp: "2026-01-01T00:00:00Z" }),
        );
        await project.aws.resetCalls();
        const { code, output } = await project.org(["quarantine", "shop", "--yes"]);
        assert.equal(code, EXIT.done, output);
        assert.deepEqual(await project.mutations(), ["organizations.CreatePolicy", "organizations.AttachPolicy"]);
        assert.deepEqual((await inAws(project.client)).accounts.shop?.policies, ["quarantine"]);
        assert.equal(read(), TEXT.replace("shop: {}", "shop: { state: quarantined }"));

        fs.renameSync(`${state}.lost`, state);
        assertRefused(await project.up(), "the stack is currently locked by 1 lock");
        fs.rmSync(path.join(locks, "another.json"));
    });

    it("lets the next up adopt the policy and its attachment", async () => {
        const before = await inAws(project.client);
        await project.aws.resetCalls();
        assertChanges(await project.up(), { imported: 2 });
        assert.deepEqual(await project.mutations(), []);
        assert.deepEqual(await inAws(project.client), before);
        assertChanges(await project.up("--expect-no-changes"), {});
        // The definition has no id of the account. The state has.
        const id = before.accounts.shop?.id ?? assert.fail();
        const { code, output } = await project.org(["effective", id]);
        assert.equal(code, EXIT.done, output);
        assert.match(output, /account shop, in unit Workloads/);
        assertRefused(await project.org(["effective", "999988887777"]), "and the state of stack test have no account");
    });

    it("releases the account, and the next up agrees", async () => {
        const { code, output } = await project.org(["release-quarantine", "shop", "--yes"]);
        assert.equal(code, EXIT.done, output);
        assert.equal(read(), TEXT);
        assertChanges(await project.up(), { deleted: 1 });
        assert.deepEqual((await inAws(project.client)).accounts.shop?.policies, []);
    });

    it("adds an account, and closes it in two steps", async () => {
        const added = await project.org(["add", "shop-old", "--unit", "Workloads", "--tag", "Team=old", "--yes"]);
        assert.equal(added.code, EXIT.done, added.output);
        assert.match(
            added.output,
            /\+ aws:organizations\/account:Account: \(create\)[^]*email +: "aws\+shop-old@example\.com"/,
        );
        assert.match(added.output, /Policy Packs run:\n +Name/);
        assertChanges(await project.up(), { created: 2 });
        assert.equal((await inAws(project.client)).accounts["shop-old"]?.unit, "Workloads");
        const listed = await project.org(["accounts", "--ids", "--json", "--tag", "Team=old"]);
        const [only, ...others] = JSON.parse(listed.output) as { key: string; id: string }[];
        assert.deepEqual(
            [only?.key, only?.id, others.length],
            ["shop-old", (await project.outputs()).accounts["shop-old"]?.id, 0],
        );

        const one = await project.org(["close", "shop-old", "--yes"]);
        assert.equal(one.code, EXIT.done, one.output);
        const id = (await project.outputs()).accounts["shop-old"]?.id ?? "";
        // It does not fit on one line.
        assert.match(read(), new RegExp(`\\n {16}acknowledge:\\n {20}closing: "${id}"\\n {20}loses: \\[`));
        const waiting = await project.org(["close", "shop-old", "--yes"]);
        assert.equal(waiting.code, EXIT.refused);
        assert.match(waiting.output, /that has not been applied/);
        const closing = await project.up();
        assert.equal(closing.code, 0, closing.output);
        const waitingInAws = (await inAws(project.client)).accounts["shop-old"];
        assert.deepEqual([waitingInAws?.unit, waitingInAws?.state], ["Suspended", "ACTIVE"]);

        await project.aws.resetCalls();
        const two = await project.org(["close", "shop-old", "--yes", "--json"]);
        assert.equal(two.code, EXIT.done, two.output);
        assert.ok(!read().includes("shop-old"), read());
        assert.deepEqual(await project.mutations(), []);
        assertChanges(await project.up(), { deleted: 2 });
        await project.aws.advanceSeconds(60);
        assert.equal((await inAws(project.client)).accounts["shop-old"]?.state, "CLOSED");
    });

    it("keeps what it wrote if the preview refuses it, and says where to correct it", async () => {
        const { code, output } = await project.org(["close", "shop", "--no-move", "--yes"]);
        assert.equal(code, EXIT.failed, output);
        assert.match(output, /account-closing[^]*Account shop is closing in the definition[^]*Correct the definition/);
        assert.doesNotMatch(output, /^\s+at .*:\d+:\d+\)?$/m);
        assert.match(read(), /shop: \{ state: closing, acknowledge: \{ closing: "\d{12}" \} \} # ours/);
    });

    it("removes an account that was closed by hand from the definition, once the stack has noticed it", async () => {
        project.defineText(TEXT);
        const { id } = (await inAws(project.client)).accounts.shop ?? assert.fail("no shop");
        await project.client.send(new CloseAccountCommand({ AccountId: id }));
        await project.aws.advanceSeconds(60);
        const unknown = await project.org(["close", "shop", "--yes"]);
        assert.equal(unknown.code, EXIT.refused, unknown.output);
        assert.match(
            unknown.output,
            /has account shop \(\d{12}\) as CLOSED already, but the stack's state does not say so\. Run `pulumi refresh/,
        );
        assert.equal(read(), TEXT);

        const refreshed = await project.refresh();
        assert.equal(refreshed.code, 0, refreshed.output);
        const known = await project.org(["close", "shop", "--yes"]);
        assert.equal(known.code, EXIT.done, known.output);
        assert.ok(!read().includes("shop: {}"), read());
        await project.aws.resetCalls();
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await project.mutations(), []);
    });
});
