import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import {
    AttachPolicyCommand,
    DescribeOrganizationCommand,
    MoveAccountCommand,
    OrganizationsClient,
    TagResourceCommand,
} from "@aws-sdk/client-organizations";
import { Fixture } from "../local/fixture";
import { assertChanges, assertRefused, inAws, Project, type AwsOrganization, type Definition } from "./support";

const DENY = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" }],
};

describe("an organisation that exists already", function () {
    this.timeout(300_000);
    let project: Project;
    let original: AwsOrganization;
    let definition: Definition;

    before(async () => {
        project = await Project.start();
        const client = new OrganizationsClient(project.aws.clientConfig());
        const fixture = new Fixture(project.aws, client);
        const { root } = await fixture.createOrganization("ALL");
        await fixture.enable("SERVICE_CONTROL_POLICY");
        const workloads = await fixture.createUnit(root, "Workloads");
        const production = await fixture.createUnit(workloads, "Production");
        const shop = await fixture.createAccount("shop", { Owner: "shop" });
        const data = await fixture.createAccount("data");
        for (const AccountId of [shop, data]) {
            await client.send(
                new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId: production }),
            );
        }
        const policy = await fixture.createPolicy("SERVICE_CONTROL_POLICY", "nobody-leaves", JSON.stringify(DENY));
        for (const TargetId of [root, workloads, shop]) {
            await client.send(new AttachPolicyCommand({ PolicyId: policy, TargetId }));
        }
        const { Organization } = await client.send(new DescribeOrganizationCommand({}));
        client.destroy();

        original = await inAws(project.client);
        definition = {
            organization: { id: Organization?.Id },
            guardrails: ["nobody-leaves"],
            policies: {
                "nobody-leaves": { id: policy, type: "SERVICE_CONTROL_POLICY", document: DENY },
            },
            units: {
                Workloads: {
                    id: workloads,
                    guardrails: ["nobody-leaves"],
                    units: {
                        Production: {
                            id: production,
                            accounts: {
                                shop: {
                                    id: shop,
                                    email: "shop@example.com",
                                    tags: { Owner: "shop" },
                                    guardrails: ["nobody-leaves"],
                                },
                                data: { id: data, email: "data@example.com" },
                            },
                        },
                    },
                },
            },
        };
        await project.aws.resetCalls();
    });
    after(() => project.stop());

    it("is not adopted with another e-mail, name or id of an account, and AWS's values are shown", async () => {
        const wrong = structuredClone(definition);
        const { shop, data } = wrong.units?.Workloads?.units?.Production?.accounts ?? {};
        Object.assign(shop ?? {}, { email: "ada@example.com", name: "Shop" });
        Object.assign(data ?? {}, { id: "999999999999" });
        project.define(wrong);
        for (const run of [await project.preview(), await project.up()]) {
            assertRefused(
                run,
                "The definition has 3 mistakes",
                `account shop (${shop?.id}) has the e-mail shop@example.com in AWS, but ada@example.com here`,
                `account shop (${shop?.id}) has the name "shop" in AWS, but "Shop" here`,
                "the organisation has no account 999999999999",
            );
        }
        assert.deepEqual(await project.mutations(), []);
    });

    it("is not created a second time if the definition does not name it", async () => {
        project.define({ ...definition, organization: {} });
        assertRefused(await project.preview(), `organization: { id: ${definition.organization?.id} }`);
        assert.deepEqual(await project.mutations(), []);
    });

    it("is adopted by a plan exactly as its preview saw it, and not as it has become since", async () => {
        project.define(definition);
        const plan = path.join(project.folder, "plan.json");
        const preview = await project.preview("--save-plan", plan);
        assert.equal(preview.code, 0, preview.output);
        const { id = "" } = definition.units?.Workloads?.units?.Production?.accounts?.shop ?? {};
        const tag = (Value: string): Promise<unknown> =>
            project.client.send(new TagResourceCommand({ ResourceId: id, Tags: [{ Key: "Owner", Value }] }));
        await tag("somebody else");
        await project.aws.resetCalls();
        const run = await project.up("--plan", plan);
        assert.notEqual(run.code, 0, run.output);
        assert.deepEqual(await project.mutations(), [], run.output);
        await tag("shop");
        // The stack knows what was imported before the plan stopped the run as it was then.
        const refreshed = await project.refresh();
        assert.equal(refreshed.code, 0, refreshed.output);
        await project.aws.resetCalls();
    });

    it("is adopted as it is: nothing in AWS changes", async () => {
        const run = await project.apply(definition);
        assert.deepEqual(await project.mutations(), [], run.output);
        assert.deepEqual(await inAws(project.client), original);
    });

    it("has nothing to change the second time", async () => {
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assertChanges(run, {});
    });

    it("is changed like any other afterwards", async () => {
        const changed = structuredClone(definition);
        const production = changed.units?.Workloads?.units?.Production;
        Object.assign(production ?? {}, { tags: { Environment: "prod" } });
        assertChanges(await project.apply(changed), { updated: 3 });
        const { accounts } = await inAws(project.client);
        assert.deepEqual(accounts.shop, { ...original.accounts.shop, tags: { Owner: "shop", Environment: "prod" } });
        definition = changed;
    });

    /** The preview that `up` begins with refuses it, and AWS gets no changing call. */
    async function refused(wrong: Definition, ...texts: string[]): Promise<void> {
        project.define(wrong);
        await project.aws.resetCalls();
        assertRefused(await project.previewAndUp(), ...texts);
        assert.deepEqual(await project.mutations(), []);
    }

    /** Renames a key of a map and keeps its value. */
    function rename<T>(map: Record<string, T> | undefined, from: string, to: string): void {
        assert.ok(map && from in map);
        map[to] = map[from] as T;
        delete map[from];
    }

    it("is refused with its ids under other keys: both keys would be one thing in AWS, and one of them is deleted", async () => {
        const renamed = structuredClone(definition);
        const { Workloads } = renamed.units ?? {};
        Object.assign(renamed, { guardrails: ["renamed"] });
        Object.assign(Workloads ?? {}, { guardrails: ["renamed"] });
        Object.assign(Workloads?.units?.Production?.accounts?.shop ?? {}, { guardrails: ["renamed"] });
        Object.assign(renamed.policies?.["nobody-leaves"] ?? {}, { name: "nobody-leaves" });
        rename(renamed.policies, "nobody-leaves", "renamed");
        rename(Workloads?.units?.Production?.accounts, "data", "datas");
        rename(renamed.units, "Workloads", "Work");
        await refused(
            renamed,
            "The definition has 3 mistakes",
            "which is policy nobody-leaves of this stack",
            "Keep the key nobody-leaves. To rename the policy in AWS, write `name`",
            "which is unit Workloads of this stack",
            "which is account data of this stack",
        );
        assertRefused(await project.up(), "The definition has 3 mistakes");
        assert.deepEqual(await project.mutations(), []);
    });

    it("is refused with a unit below another one, because AWS cannot move units", async () => {
        const moved = structuredClone(definition);
        const { Workloads } = moved.units ?? {};
        const { Production } = Workloads?.units ?? {};
        assert.ok(Production);
        delete Workloads?.units?.Production;
        Object.assign(moved.units ?? {}, { Elsewhere: { units: { Production } } });
        await refused(
            moved,
            "which is unit Workloads/Production of this stack. AWS cannot move a unit: put it back to",
        );
    });

    it("is refused with names that AWS still has at other keys, and with an adopted unit in another place", async () => {
        const wrong = structuredClone(definition);
        const elsewhere = await new Fixture(project.aws, project.client).createUnit(original.rootId, "Elsewhere");
        const units = wrong.units?.Workloads?.units ?? {};
        Object.assign(units.Production ?? {}, { name: "Live" });
        Object.assign(units, { Prod: { name: "production" }, Elsewhere: { id: elsewhere } });
        // Mistakes about policies are found in the same run.
        Object.assign(wrong.policies ?? {}, {
            again: { type: "SERVICE_CONTROL_POLICY", name: "nobody-leaves", document: DENY },
        });
        Object.assign(wrong.policies?.["nobody-leaves"] ?? {}, { name: "Nobody leaves" });
        await refused(
            wrong,
            "The definition has 3 mistakes",
            'policy again has the name "nobody-leaves", and in AWS policy nobody-leaves (',
            'of this stack has it, written "Production"',
            `unit Workloads/Elsewhere (${elsewhere}) is in the root in AWS, but the definition has it in unit Workloads`,
        );
    });

    it("is refused with more policies at a unit than fit beside those of others", async () => {
        const fixture = new Fixture(project.aws, project.client);
        const { id: unit = "" } = definition.units?.Workloads ?? {};
        // AWS allows ten. Its own and the stack's are there already.
        for (let number = 0; number < 8; number++) {
            const content = JSON.stringify(DENY);
            const name = `aws-guardrails-${number}`;
            const id = await fixture.createPolicy("SERVICE_CONTROL_POLICY", name, content);
            await project.client.send(new AttachPolicyCommand({ PolicyId: id, TargetId: unit }));
        }
        const more = structuredClone(definition);
        Object.assign(more.policies ?? {}, { more: { type: "SERVICE_CONTROL_POLICY", document: DENY } });
        Object.assign(more.units?.Workloads ?? {}, { guardrails: ["nobody-leaves", "more"] });
        await refused(
            more,
            "attaches more to unit Workloads, where AWS has 10 policies of type SERVICE_CONTROL_POLICY attached",
            "of AWS Control Tower",
            "That makes 11, and AWS allows 10",
        );
    });

    it("whose state has two keys for one thing is repaired by the commands in the refusal", async () => {
        const file = path.join(project.folder, "state.json");
        const exported = await project.pulumi("stack", "export", "--stack", "test", "--file", file);
        assert.equal(exported.code, 0, exported.output);
        const state = JSON.parse(fs.readFileSync(file, "utf8")) as {
            deployment: { resources: { urn: string; type: string; protect?: boolean }[] };
        };
        // The result of an older program whose run was interrupted after the keys of the policy and of a unit were changed.
        const twice = state.deployment.resources.flatMap(({ urn, ...resource }) => {
            const [old, name] = [urn, urn.split("::").slice(3).join("::")].map((text) =>
                text.replace(/(?<=::)nobody-leaves/, "old").replace(/(?<=::|@)Workloads(?=$)/, "old-unit"),
            );
            const isDouble = /^(nobody-leaves(@|$)|Workloads$)/.test(urn.split("::").slice(3).join("::"));
            return isDouble && old !== undefined && name !== undefined
                ? [
                      { urn, ...resource },
                      { ...resource, urn: old },
                  ]
                : [{ urn, ...resource }];
        });
        fs.writeFileSync(file, JSON.stringify({ ...state, deployment: { ...state.deployment, resources: twice } }));
        const imported = await project.pulumi("stack", "import", "--stack", "test", "--file", file);
        assert.equal(imported.code, 0, imported.output);

        project.define(definition);
        await project.aws.resetCalls();
        const run = await project.preview();
        assertRefused(run, "each of which is one thing in AWS");
        const commands = [...run.output.matchAll(/pulumi state delete '(.*)' --yes/g)].map(([, urn = ""]) => urn);
        assert.ok(commands.length > 0, run.output);
        for (const urn of commands) {
            const deleted = await project.pulumi("state", "delete", urn, "--yes", "--stack", "test");
            assert.equal(deleted.code, 0, deleted.output);
        }
        const after = await project.up();
        assert.equal(after.code, 0, after.output);
        assert.deepEqual(await project.mutations(), [], after.output);
        assert.deepEqual((await inAws(project.client)).rootPolicies, original.rootPolicies);
    });
});
