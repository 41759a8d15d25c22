import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import {
    AttachPolicyCommand,
    CloseAccountCommand,
    CreateAccountCommand,
    CreateOrganizationalUnitCommand,
    CreatePolicyCommand,
    DeletePolicyCommand,
    DeleteOrganizationalUnitCommand,
    DeregisterDelegatedAdministratorCommand,
    DetachPolicyCommand,
    DisableAWSServiceAccessCommand,
    EnableAWSServiceAccessCommand,
    EnablePolicyTypeCommand,
    MoveAccountCommand,
    RegisterDelegatedAdministratorCommand,
    TagResourceCommand,
    UntagResourceCommand,
    UpdateOrganizationalUnitCommand,
    UpdatePolicyCommand,
} from "@aws-sdk/client-organizations";
import type { RemediedItem } from "../../operations/commands/drift/remedies";
import { assertChanges, assertRefused, inAws, Project } from "./support";

const TEXT = `# What this organisation is.
organization:
    serviceAccess: [account.amazonaws.com, config.amazonaws.com, ram.amazonaws.com]
    policyTypes: [BACKUP_POLICY]
defaults: { email: "aws+{account}@example.com", tags: { Owner: platform } }
delegatedAdministrators: { config.amazonaws.com: audit }
policies:
    filed: { type: SERVICE_CONTROL_POLICY, file: filed.json }
    own: # written here
        type: SERVICE_CONTROL_POLICY
        document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "lex:*", Resource: "*" }] }
    allow:
        type: SERVICE_CONTROL_POLICY
        acknowledge: { lockOut: [OrganizationAccountAccessRole] }
        document: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "*", Resource: "*" }] }
    spare:
        type: SERVICE_CONTROL_POLICY
        document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "sqs:*", Resource: "*" }] }
units:
    Workloads:
        kind: workloads
        guardrails: [filed, own] # both
        units:
            Production: { accounts: { shop: {} } }
            NonProduction: { accounts: { shop-dev: {}, old: { guardrails: [deny-leaving-organization] } } }
    Narrow: { guardrails: [allow], fullAccess: false }
    Wide: { guardrails: [allow] }
    Empty: {}
    Audit: { accounts: { audit: {} } }
`;

function deny(action: string): string {
    return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: action, Resource: "*" }] });
}

describe("both ways out of what was changed by hand", function () {
    this.timeout(480_000);
    let project: Project;
    let folder: string;
    const read = (name = "organization.yaml"): string => fs.readFileSync(path.join(folder, name), "utf8");
    const items = async (): Promise<readonly RemediedItem[]> => {
        const { output } = await project.org(["drift", "--json"]);
        return (JSON.parse(output) as { items: readonly RemediedItem[] }).items;
    };
    const kindsOf = (some: readonly RemediedItem[]): readonly string[] => some.map(({ kind }) => kind).sort();

    before(async () => {
        project = await Project.start();
        folder = path.join(project.folder, "organizations", "test");
        project.defineText(TEXT);
        fs.writeFileSync(path.join(folder, "filed.json"), deny("glue:*"));
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
    });
    after(() => project.stop());

    /** What `up` sees, because the stack has it. */
    async function changeWhatTheStackHas(): Promise<void> {
        const { accounts, units } = await inAws(project.client);
        const { policies } = await project.outputs();
        const unit = (key: string): string => units[key]?.id ?? assert.fail(key);
        const [shop, dev, audit] = [accounts.shop?.id ?? "", accounts["shop-dev"]?.id ?? "", accounts.audit?.id ?? ""];
        const { client } = project;
        await project.renameInAws(shop, "Shop");
        await client.send(
            new MoveAccountCommand({
                AccountId: dev,
                SourceParentId: unit("Workloads/NonProduction"),
                DestinationParentId: unit("Audit"),
            }),
        );
        const Tags = [
            { Key: "Owner", Value: "nobody" },
            { Key: "New", Value: "x" },
        ];
        await client.send(new TagResourceCommand({ ResourceId: unit("Workloads"), Tags }));
        await client.send(new TagResourceCommand({ ResourceId: shop, Tags }));
        await client.send(new UntagResourceCommand({ ResourceId: policies.own?.id, TagKeys: ["Owner"] }));
        await client.send(new TagResourceCommand({ ResourceId: policies.own?.id, Tags }));
        const TargetId = unit("Workloads");
        await client.send(new DetachPolicyCommand({ PolicyId: policies.own?.id, TargetId }));
        await client.send(new DetachPolicyCommand({ PolicyId: policies["deny-closing-account"]?.id, TargetId }));
        await client.send(
            new UpdatePolicyCommand({ PolicyId: policies.own?.id, Content: deny("polly:*"), Description: "by hand" }),
        );
        await client.send(new UpdatePolicyCommand({ PolicyId: policies.filed?.id, Content: deny("glue:Get*") }));
        await client.send(
            new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: unit("Workloads/Production"), Name: "Prod" }),
        );
        await client.send(new DisableAWSServiceAccessCommand({ ServicePrincipal: "ram.amazonaws.com" }));
        await client.send(
            new DeregisterDelegatedAdministratorCommand({
                AccountId: audit,
                ServicePrincipal: "config.amazonaws.com",
            }),
        );
        await client.send(new DeletePolicyCommand({ PolicyId: policies.spare?.id }));
        await client.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: unit("Empty") }));
        await client.send(new AttachPolicyCommand({ PolicyId: "p-FullAWSAccess", TargetId: unit("Narrow") }));
    }

    /** What the stack does not have, and `up` leaves alone. */
    async function makeWhatTheStackDoesNotHave(): Promise<void> {
        const { accounts, units, rootId } = await inAws(project.client);
        const { policies } = await project.outputs();
        const unit = (key: string): string => units[key]?.id ?? assert.fail(key);
        const { client } = project;
        await client.send(new AttachPolicyCommand({ PolicyId: policies.own?.id, TargetId: unit("Audit") }));
        await client.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: "TAG_POLICY" }));
        await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "backup.amazonaws.com" }));
        await client.send(
            new RegisterDelegatedAdministratorCommand({
                AccountId: accounts.audit?.id,
                ServicePrincipal: "backup.amazonaws.com",
            }),
        );
        await client.send(new DetachPolicyCommand({ PolicyId: "p-FullAWSAccess", TargetId: unit("Wide") }));
        const Tags = [{ Key: "Team", Value: "lab" }];
        const { OrganizationalUnit } = await client.send(
            new CreateOrganizationalUnitCommand({ ParentId: rootId, Name: "Laboratory", Tags }),
        );
        await client.send(new CreateAccountCommand({ AccountName: "lab", Email: "lab@example.com", Tags }));
        const lab = (await inAws(client)).accounts.lab?.id;
        await client.send(
            new MoveAccountCommand({
                AccountId: lab,
                SourceParentId: rootId,
                DestinationParentId: OrganizationalUnit?.Id,
            }),
        );
        await client.send(
            new CreatePolicyCommand({
                Name: "no-bots",
                Description: "",
                Type: "SERVICE_CONTROL_POLICY",
                Content: deny("lex:*"),
                Tags,
            }),
        );
    }

    it("are said for each change, with who made it", async () => {
        await changeWhatTheStackHas();
        await makeWhatTheStackDoesNotHave();
        const found = await items();
        for (const { kind, author, id } of found) {
            assert.equal(author.kind === "found" && author.caller.title, "user local", kind);
            assert.match(id, /^[0-9a-f]{8}$/);
        }
        const shown = await project.org(["drift"]);
        assert.match(shown.output, / By user local, \S+ \S+ UTC, from 127\.0\.0\.1 \(MoveAccount\)\.\n/);
        assert.match(shown.output, /To keep it: org take-over [0-9a-f]{8} --stack test/);
        assert.deepEqual(kindsOf(found.filter(({ undo }) => undo.by !== "up")), [
            "account-made",
            "administrator-registered",
            "full-access-detached",
            "policy-attached",
            "policy-made",
            "policy-type-enabled",
            "service-access-given",
            "unit-made",
        ]);
    });

    it("undo one change alone with its command, and with `up --refresh` all that is said to be undone by it", async () => {
        const before = await items();
        const moved = before.find(({ kind }) => kind === "account-moved") ?? assert.fail();
        const target = /^pulumi up --stack test --refresh --target '([^']+)'$/.exec(moved.undo.command ?? "");
        const one = await project.up("--refresh", "--target", target?.[1] ?? assert.fail(moved.undo.command));
        assert.equal(one.code, 0, one.output);
        const others = before.filter((item) => item !== moved);
        assert.deepEqual(kindsOf(await items()), kindsOf(others));

        // A refresh writes these two into the state, where nobody would find them any more.
        const kept = others.filter(({ kind }) => kind === "service-access-given" || kind === "policy-type-enabled");
        const written = await project.org(["take-over", ...kept.map(({ id }) => id), "--yes", "--no-preview"]);
        assert.equal(written.code, 0, written.output);
        const all = await project.up("--refresh");
        assert.equal(all.code, 0, all.output);
        const left = await items();
        assert.deepEqual(kindsOf(left), kindsOf(others.filter((one) => one.undo.by !== "up" && !kept.includes(one))));
        assertChanges(await project.preview("--refresh"), {});
    });

    it("take over what the stack has: each line is shown, comments stay, and `up --refresh` changes nothing", async () => {
        await changeWhatTheStackHas();
        const known = (await items()).filter(({ undo }) => undo.by === "up");
        const ids = known.map(({ id }) => id);
        const before = read();
        const dry = await project.org(["take-over", ...ids, "--dry-run"]);
        assert.equal(dry.code, 0, dry.output);
        assert.match(dry.output, /writes organizations\/test\/organization\.yaml:3: - {5}serviceAccess: \[account/);
        assert.match(dry.output, /writes organizations\/test\/filed\.json:\d+: \+ .*glue:Get/);
        assert.equal(read(), before);
        const run = await project.org(["take-over", ...ids, "--yes"]);
        assertRefused(run, "pack refuses it: - required-tags:", " organizations/test/organization.yaml:13:5");
        for (const comment of ["# What this organisation is.", "# written here", "# both"]) {
            assert.ok(read().includes(comment), read());
        }
        const preview = await project.preview("--refresh", "--diff");
        assert.equal(preview.code, 0, preview.output);
        // Only what nothing is left of goes: a guardrail of the library that nobody names any more, and the component of the deleted unit.
        assertChanges(preview, { deleted: 2 });
        assert.match(
            preview.output,
            /- aws:organizations\/policy:Policy: \(delete\)[^+~]*name +: "deny-closing-account"/,
        );
        // AWS has it so already. Still somebody must agree that the definition asks for less from now on.
        project.acknowledge(
            ...["filed", "own"].map((key) => `loosen policy ${key}`),
            ...["own", "deny-closing-account"].map((key) => `detach ${key} from Workloads`),
        );
        const applied = await project.up("--refresh");
        assert.equal(applied.code, 0, applied.output);
        assert.equal(kindsOf(await items()).includes("account-moved"), false);
    });

    it("take over what was made, with its tags; an id of before is refused", async () => {
        const made = await items();
        const unknown = await project.org(["take-over", "00000000", "--dry-run"]);
        assert.equal(unknown.code, 2, unknown.output);
        assert.match(unknown.output, /org drift lists no item 00000000 now/);
        const run = await project.org(["take-over", ...made.map(({ id }) => id), "--yes", "--no-preview"]);
        assert.equal(run.code, 0, run.output);
        const applied = await project.up("--refresh");
        assert.equal(applied.code, 0, applied.output);
        assertChanges(applied, { ...applied.changes, deleted: 0, replaced: 0 });
        assert.deepEqual(await items(), []);
        const { accounts, units } = await inAws(project.client);
        assert.equal(accounts.lab?.tags.Team, "lab");
        assert.equal(units.Laboratory?.tags.Team, "lab");
    });

    it("an account that was closed by hand is said before AWS is asked to change it, and nobody creates it again", async () => {
        const { id } = (await inAws(project.client)).accounts.old ?? assert.fail("no old");
        await project.client.send(new CloseAccountCommand({ AccountId: id }));
        await project.aws.advanceSeconds(60);
        const words = `account old (${id}) is no longer active: AWS has it as CLOSED`;
        const unchanged = await project.preview();
        assert.equal(unchanged.code, 0, unchanged.output);
        assert.ok(unchanged.output.includes(`${words}, and the definition still has it`), unchanged.output);

        const before = read();
        await project.aws.resetCalls();
        fs.writeFileSync(path.join(folder, "organization.yaml"), before.replace("Owner: platform", "Owner: sales"));
        const preview = await project.preview("--expect-no-changes");
        // The job `refresh` of the workflow drift asks for this exit code.
        assert.equal(preview.code, 7, preview.output);
        const refusal = `${words}, and this run would change something of it (update old), which AWS refuses half way`;
        assert.ok(preview.output.includes(`\`up\` will be refused: ${refusal}`), preview.output);
        assertRefused(await project.up(), refusal, "`./org take-over`", "within 90 days of its closing");
        fs.writeFileSync(path.join(folder, "organization.yaml"), before);
        // `up --refresh` begins with the same preview.
        const refreshed = await project.preview("--refresh");
        assertRefused(refreshed, `resource '${id}' does not exist`, "`up --refresh` would create another account");
        assert.deepEqual(await project.mutations(), []);
    });

    it("the stack forgets the account with its take-over, and the review, `up` and the next list agree", async () => {
        const [closed] = await items();
        assert.equal(closed?.kind, "account-closed");
        const run = await project.org(["take-over", closed.id, "--yes", "--no-preview"]);
        assert.equal(run.code, 0, run.output);
        assert.doesNotMatch(read(), /\bold:/);
        const review = await project.org(["review"]);
        assert.doesNotMatch(review.output, /put it back/);
        const applied = await project.up();
        assert.equal(applied.code, 0, applied.output);
        assert.deepEqual(await items(), []);
    });
});
