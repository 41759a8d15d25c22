import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import {
    AttachPolicyCommand,
    CreatePolicyCommand,
    DescribePolicyCommand,
    DisablePolicyTypeCommand,
    ListPoliciesCommand,
    ListPoliciesForTargetCommand,
    ListTagsForResourceCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { stringify } from "yaml";
import { EXIT } from "../../operations/cli/commandError";
import { org, read, type OrgRun, stackConfig } from "../unit/operations/orgRuns";
import { byKey, loadDefinition } from "../unit/definition/definitionFixtures";
import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

const TYPE = "SERVICE_CONTROL_POLICY";
const TEXT = `organization: { breakGlassRole: BreakGlass }
defaults: { email: "{account}@example.com", tags: { Organization: acme } }
units:
    Workloads:
        accounts:
            # sells
            shop: { name: Shop } # ours
            blog:
`;
const QUARANTINED = TEXT.replace("{ name: Shop }", "{ name: Shop, state: quarantined }");

/** This test uses no Pulumi: no state, no program, no stack; only AWS, the settings and a definition. */
describe("org quarantine, on AWS alone", () => {
    let aws: LocalAws;
    let client: OrganizationsClient;
    let folder: string;
    let root: string;
    let fixture: Fixture;
    let management: string;
    const ids: Record<string, string> = {};

    before(async () => {
        aws = await startLocalAws();
        client = new OrganizationsClient(aws.clientConfig());
        fixture = new Fixture(aws, client);
        folder = fs.mkdtempSync(path.join(aws.state, "stack-"));
        const config = stackConfig(aws.url);
        fs.writeFileSync(path.join(folder, "Pulumi.test.yaml"), stringify({ config }));
    });
    after(async () => {
        client.destroy();
        await aws.stop();
    });
    beforeEach(async () => {
        await aws.reset();
        define(TEXT);
        ({ root, management } = await fixture.createOrganization());
        await fixture.enable(TYPE);
        for (const name of ["shop", "stranger"]) ids[name] = await fixture.createAccount(name);
    });

    const define = (text: string): void => {
        fs.mkdirSync(path.join(folder, "organizations", "test"), { recursive: true });
        fs.writeFileSync(path.join(folder, "organizations", "test", "organization.yaml"), text);
    };
    const attached = async (TargetId = ids.shop): Promise<string[]> => {
        const { Policies = [] } = await client.send(new ListPoliciesForTargetCommand({ TargetId, Filter: TYPE }));
        return Policies.map(({ Name = "" }) => Name).sort();
    };
    const policy = async (name: string, content: object): Promise<string> => {
        const created = await client.send(
            new CreatePolicyCommand({ Name: name, Description: "", Type: TYPE, Content: JSON.stringify(content) }),
        );
        return created.Policy?.PolicySummary?.Id ?? "";
    };
    const run = (...args: string[]): Promise<OrgRun> => org(folder, [...args, "--stack", "test"], args[1]);
    const mutations = async (): Promise<string[]> => (await aws.log()).map(({ operation }) => operation);
    const deny = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "s3:*", Resource: "*" }] };

    it("creates the policy as `up` would, attaches it, and writes it into the definition, with a dozen calls", async () => {
        await aws.resetCalls();
        const { code, out, error, questions } = await run("quarantine", "shop", "--reason", "keys leaked");
        assert.equal(code, EXIT.done, error);
        assert.deepEqual(questions, ["Type shop to go on"]);
        assert.deepEqual(await mutations(), ["organizations.CreatePolicy", "organizations.AttachPolicy"]);
        const calls = Object.values(await aws.calls()).reduce((sum, count) => sum + count, 0);
        assert.ok(calls <= 12, JSON.stringify(await aws.calls()));
        assert.deepEqual(await attached(), ["FullAWSAccess", "quarantine"]);
        assert.match(out, /shop \(\d{12}\) is quarantined: AWS lists the policy p-\S+ on it \(\d+\.\d s\)\./);
        assert.match(out, /The quarantine does not stop\n- what is running/);
        assert.match(out, /Commit it: "Quarantine shop: keys leaked"/);
        assert.equal(read(folder), QUARANTINED);

        const wanted = byKey(loadDefinition(path.join(folder, "organizations", "test")).policies, "quarantine");
        const { Policies = [] } = await client.send(new ListPoliciesCommand({ Filter: TYPE }));
        const found = Policies.find(({ Name }) => Name === "quarantine");
        const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: found?.Id }));
        assert.equal(Policy?.Content, wanted.content);
        assert.match(wanted.content, /role\/BreakGlass"/);
        assert.equal(found?.Description, wanted.description);
        const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceId: found?.Id }));
        assert.deepEqual(Tags, [{ Key: "Organization", Value: wanted.tags.Organization }]);
    });

    it("changes nothing the second time", async () => {
        await run("quarantine", "shop");
        await aws.resetCalls();
        const { code, out } = await run("quarantine", "shop", "--yes", "--json");
        assert.equal(code, EXIT.done);
        const json = JSON.parse(out) as { attached: string; policy: { created: boolean }; definition: object };
        assert.equal(json.attached, "before");
        assert.equal(json.policy.created, false);
        assert.deepEqual(json.definition, { written: [], note: "the definition says `state: quarantined` already" });
        assert.deepEqual(await mutations(), ["organizations.AttachPolicy"]);
        assert.equal(read(folder), QUARANTINED);
    });

    it("says what features know of the account, and asks AWS nothing for it", async () => {
        const callsOf = async (text: string): Promise<{ out: string; calls: Readonly<Record<string, number>> }> => {
            define(text);
            await aws.resetCalls();
            const { out } = await run("quarantine", "shop", "--dry-run");
            return { out, calls: await aws.calls() };
        };
        const without = await callsOf(TEXT);
        const { out, calls } = await callsOf(`${TEXT}budget: 100\ncosts: { notify: [a@example.com] }\n`);
        assert.match(
            out,
            /^! The budget "organization monthly" goes on counting it: what runs in it still costs money\.$/m,
        );
        assert.doesNotMatch(without.out, /budget/);
        assert.deepEqual(calls, without.calls);
    });

    it("does nothing in a dry run, or without a confirmation", async () => {
        await aws.resetCalls();
        const dry = await run("quarantine", "shop", "--dry-run");
        assert.equal(dry.code, EXIT.done);
        assert.match(dry.out, /1\. creates the policy quarantine, which exempts the role BreakGlass\n2\. attaches/);
        assert.equal((await org(folder, ["quarantine", "shop", "--stack", "test"], "yes")).code, EXIT.unconfirmed);
        assert.deepEqual(await mutations(), []);
        assert.equal(read(folder), TEXT);
    });

    it("finds accounts that are not in the definition by their ids", async () => {
        const { code, out } = await run("quarantine", ids.stranger ?? "");
        assert.equal(code, EXIT.done);
        assert.deepEqual(await attached(ids.stranger), ["FullAWSAccess", "quarantine"]);
        assert.match(
            out,
            /does not have account stranger \(\d{12}\): only AWS is changed[^]*stranger: \{ id: "\d{12}", state: quarantined \}/,
        );
        assert.equal(read(folder), TEXT);
        assert.deepEqual((await run("release-quarantine", ids.stranger ?? "")).code, EXIT.done);
        assert.deepEqual(await attached(ids.stranger), ["FullAWSAccess"]);
    });

    it("works if the definition has mistakes, or cannot be read at all", async () => {
        for (const [text, role] of [
            [`${TEXT}oops: {}\n`, "BreakGlass"],
            ["units: [", "OrganizationAccountAccessRole"],
        ] as const) {
            await aws.reset();
            await fixture.createOrganization();
            await fixture.enable(TYPE);
            const id = await fixture.createAccount("shop");
            define(text);
            const { code, out, error } = await run("quarantine", id);
            assert.equal(code, EXIT.done, error);
            assert.deepEqual(await attached(id), ["FullAWSAccess", "quarantine"]);
            assert.ok(out.includes(`Only the role ${role} can do anything in it`), out);
            assert.match(out, /The definition has a mistake and is left alone/);
            assert.equal(read(folder), text);
            const release = await run("release-quarantine", id);
            assert.equal(release.code, EXIT.refused);
            assert.match(release.error, /use --no-definition/);
            assert.equal((await run("release-quarantine", id, "--no-definition")).code, EXIT.done);
            assert.deepEqual(await attached(id), ["FullAWSAccess"]);
        }
    });

    it("attaches an existing policy of that name, and says that it is not the definition's", async () => {
        await policy("quarantine", deny);
        const { code, out } = await run("quarantine", "shop");
        assert.equal(code, EXIT.done);
        assert.match(out, /differs from the definition's\. IT DOES NOT DENY EVERYTHING/);
        assert.deepEqual(await attached(), ["FullAWSAccess", "quarantine"]);
    });

    it("enables service control policies if they are not enabled", async () => {
        await client.send(new DisablePolicyTypeCommand({ RootId: root, PolicyType: TYPE }));
        const { code, out, error } = await run("quarantine", "shop");
        assert.equal(code, EXIT.done, error);
        assert.match(error, /1\. enables service control policies/);
        assert.match(out, /Run `pulumi refresh` before the next `up`/);
        assert.ok((await attached()).includes("quarantine"));
    });

    it("says what to do if no more policies fit on the account", async () => {
        for (let index = 1; index <= 9; index++) {
            const PolicyId = await policy(`full-${index}`, deny);
            await client.send(new AttachPolicyCommand({ PolicyId, TargetId: ids.shop }));
        }
        const { code, error } = await run("quarantine", "shop");
        assert.equal(code, EXIT.refused);
        assert.match(
            error,
            /has 10 service control policies attached, and AWS allows 10:\n[^]*full-9[^]*NOTHING IS DENIED YET/,
        );
        assert.match(error, /aws organizations detach-policy --target-id \d{12} --policy-id/);
        assert.equal(read(folder), TEXT);
    });

    it("refuses the management account and unknown accounts, and says what to do", async () => {
        await aws.resetCalls();
        const cases: [named: string, code: number, message: RegExp][] = [
            [
                management,
                EXIT.refused,
                /is the management account, which no service control policy binds[^]*AWSDenyAll/,
            ],
            [
                "shoop",
                EXIT.usage,
                /neither the definition organizations\/test nor AWS has an account "shoop"\. Did you mean "shop"\?/,
            ],
            ["blog", EXIT.usage, /AWS has no account with the e-mail blog@example\.com: blog has not been created yet/],
            ["999999999999", EXIT.usage, /account 999999999999 is not in this organisation/],
        ];
        for (const [named, code, message] of cases) {
            const ended = await run("quarantine", named);
            assert.equal(ended.code, code, ended.error);
            assert.match(ended.error, message);
        }
        assert.deepEqual(await mutations(), []);
    });

    it("releases the account and says what remains", async () => {
        await run("quarantine", "shop");
        const { code, out, questions } = await run("release-quarantine", "shop");
        assert.equal(code, EXIT.done);
        assert.deepEqual(questions, ["Type shop to go on"]);
        assert.match(out, /Attached to the account itself now: FullAWSAccess\./);
        assert.deepEqual(await attached(), ["FullAWSAccess"]);
        assert.equal(read(folder), TEXT);
        const again = await run("release-quarantine", "shop");
        assert.equal(again.code, EXIT.done);
        assert.match(again.out, /shop \(\d{12}\) is not quarantined/);
    });

    it("refuses to release an account that the definition would quarantine again", async () => {
        await run("quarantine", "shop");
        define(TEXT.replace("{ name: Shop }", "{ name: Shop, guardrails: [quarantine] }"));
        const own = await run("release-quarantine", "shop");
        assert.equal(own.code, EXIT.refused);
        assert.match(
            own.error,
            /the guardrails of account shop name quarantine \(organizations\/test\/organization\.yaml:7:13\)/,
        );
        define(TEXT.replace("Workloads:\n", "Workloads:\n        guardrails: [quarantine]\n"));
        assert.match(
            (await run("release-quarantine", "shop")).error,
            /a unit above account shop, or the root, has the guardrail/,
        );
        assert.deepEqual(await attached(), ["FullAWSAccess", "quarantine"]);
    });

    it("refuses it too where the definition has the policy under a key of its own", async () => {
        const text = TEXT.slice(TEXT.indexOf("defaults"));
        define(text);
        await run("quarantine", "shop");
        define(`${text.replace("{ name: Shop }", "{ name: Shop, guardrails: [quarantine-4sqm] }")}policies:\n` +
            "    quarantine-4sqm: { name: quarantine, guardrail: quarantine, parameters: { roleName: Role } }\n");
        const { code, error } = await run("release-quarantine", "shop");
        assert.equal(code, EXIT.refused);
        assert.match(error, /the guardrails of account shop name quarantine-4sqm .*: `up` would attach it again/);
        await fixture.createAccount("blog");
        const another = await run("quarantine", "blog");
        assert.match(`${another.out}${another.error}`, /give quarantine-4sqm another `name` and apply that first/);
        assert.deepEqual(await attached(), ["FullAWSAccess", "quarantine"]);
    });

    it("says what to do if the organisation cannot have policies", async () => {
        await aws.reset();
        await fixture.createOrganization("CONSOLIDATED_BILLING");
        const id = await fixture.createAccount("shop");
        const { code, error } = await run("quarantine", id);
        assert.equal(code, EXIT.refused);
        assert.match(error, /consolidated billing only[^]*AWSDenyAll/);
    });
});
