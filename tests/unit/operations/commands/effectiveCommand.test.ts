import assert from "node:assert/strict";
import type { Fact } from "../../../../definition/feature";
import type { AccountFacts } from "../../../../operations/commands/effective/accountFacts";
import { EXIT } from "../../../../operations/cli/commandError";
import { inStack, org } from "../orgRuns";

const DEFINITION = {
    "organization.yaml": `organization: { serviceAccess: [account.amazonaws.com] }
defaults:
    email: aws+{account}@example.com
    tags: { Organization: acme, Team: platform }
    contacts: { security: { name: Sec, title: Sec, email: sec@example.com, phone: "+49 30 1" } }
    enabledRegions: [ap-east-1]
guardrails: [spelling]
policies:
    spelling:
        type: TAG_POLICY
        document: { tags: { Team: { tag_key: { "@@assign": Team }, tag_value: { "@@assign": [shop], "@@operators_allowed_for_child_policies": ["@@none"] } } } }
    more:
        type: TAG_POLICY
        document: { tags: { Team: { tag_value: { "@@append": [data] } }, Env: { tag_key: { "@@assign": Env } } } }
    regions: { guardrail: region-deny, parameters: { regions: [eu-central-1] }, staged: { parameters: { regions: [eu-west-1] } } }
    deny-root-user: { staged: true }
units:
    W:
        kind: workloads
        tags: { Environment: prod }
        enabledRegions: [af-south-1]
        guardrails: [regions, deny-root-user, more]
        units: { P: {} }
    PolicyStaging: {}
`,
    "accounts.yaml": `
accounts:
    shop: { unit: W/P, owner: ada@example.com, tags: { Team: shop }, guardrails: [deny-purchases], state: quarantined }
`,
};

const effective = (folder: string, ...args: string[]): ReturnType<typeof org> =>
    org(folder, ["effective", "--stack", "test", ...args]);

describe("org effective", () => {
    it("shows everything that applies, and where it is written", () =>
        inStack(DEFINITION, async (folder) => {
            const { code, out } = await effective(folder, "shop", "--json");
            assert.equal(code, EXIT.done);
            const facts = JSON.parse(out) as AccountFacts & Record<"contacts" | "regions", Fact[]>;
            const at = (line: number, column: number, file = "organization"): string =>
                `organizations/test/${file}.yaml:${line}:${column}`;
            assert.deepEqual(facts.tags, [
                { name: "Organization", value: "acme", from: at(4, 13) },
                { name: "Team", value: "shop", from: at(3, 56, "accounts") },
                { name: "Environment", value: "prod", from: at(20, 17) },
                { name: "Owner", value: "ada@example.com", from: at(3, 24, "accounts") },
            ]);
            assert.deepEqual(facts.settings, [
                { name: "e-mail", value: "aws+shop@example.com", from: at(3, 5) },
                { name: "access role", value: "OrganizationAccountAccessRole" },
                { name: "owner", value: "ada@example.com", from: at(3, 24, "accounts") },
            ]);
            assert.deepEqual(facts.contacts, [{ name: "security", value: "Sec <sec@example.com>", from: at(5, 17) }]);
            assert.deepEqual(facts.regions, [
                { name: "af-south-1", value: "on", from: at(21, 26) },
                { name: "ap-east-1", value: "on", from: at(6, 22) },
            ]);
            assert.equal(facts.denial, "quarantine");
            assert.deepEqual(
                facts.policies.map(({ level, policy, from }) => [level, policy, from]),
                [
                    ["the root", "spelling", at(7, 14)],
                    ["unit W", "deny-closing-account", at(19, 9)],
                    ["unit W", "deny-leaving-organization", at(19, 9)],
                    ["unit W", "protect-access-role", at(19, 9)],
                    ["unit W", "regions", at(22, 22)],
                    ["unit W", "more", at(22, 47)],
                    ["account shop", "deny-purchases", at(3, 83, "accounts")],
                    ["account shop", "quarantine", at(3, 100, "accounts")],
                ],
            );
            assert.deepEqual(facts.settled[0]?.policy, {
                tags: { Team: { tag_key: "Team", tag_value: ["shop"] }, Env: { tag_key: "Env" } },
            });
            assert.deepEqual(facts.staged, [
                { policy: "deny-root-user", unit: "PolicyStaging" },
                { policy: "regions-staged", unit: "PolicyStaging", of: "regions" },
            ]);
            assert.deepEqual(
                facts.budgets.filter(({ type }) => type === "SERVICE_CONTROL_POLICY"),
                [
                    ["the root", 1],
                    ["unit W", 5],
                    ["unit W/P", 1],
                    ["account shop", 3],
                ].map(([level, attached]) => ({ type: "SERVICE_CONTROL_POLICY", level, attached, max: 10 })),
            );
        }));

    it("fits on two screens", () =>
        inStack(DEFINITION, async (folder) => {
            const { out } = await effective(folder, "aws+shop@example.com");
            for (const line of [
                /^account shop, in unit W\/P, quarantined: quarantine denies everything there$/m,
                /^access role +OrganizationAccountAccessRole +the default$/m,
                /^unit W: regions {2}organizations\/test\/organization\.yaml:22:22\n {4}Work happens in the named regions only.*\n {4}denies all actions but .*, where aws:RequestedRegion is not eu-central-1$/m,
                /^tags\.Team\.tag_value +shop +spelling at the root$/m,
                /^! more at unit W: tags\.Team\.tag_value uses @@append, which policy spelling at the root does not let/m,
                /^staged on unit PolicyStaging, and not in force here yet: deny-root-user$/m,
                /^staged on unit PolicyStaging: regions-staged, another version of regions, which is in force here$/m,
                /^SERVICE_CONTROL_POLICY +1 of 10 +5 of 10 +1 of 10 +3 of 10 +[\d,]+ of 10,240$/m,
            ])
                assert.match(out, line);
            assert.ok(out.split("\n").length < 60, out);
        }));

    it("an explanation does not count staged policies and says so, or counts them with --staged", () =>
        inStack(DEFINITION, async (folder) => {
            const explain = (...args: string[]): ReturnType<typeof org> =>
                org(folder, [
                    "explain",
                    "shop",
                    "s3:GetObject",
                    "--stack",
                    "test",
                    "--region",
                    "eu-central-1",
                    ...args,
                ]);
            const root = ["--principal", "root", "--json"];
            const policiesOf = async (...args: string[]): Promise<string[]> =>
                (JSON.parse((await explain(...args)).out) as { denials: { policy: string }[] }).denials.map(
                    ({ policy }) => policy,
                );
            assert.deepEqual(await policiesOf(...root), ["quarantine"]);
            assert.deepEqual(await policiesOf(...root, "--staged"), ["regions-staged", "deny-root-user", "quarantine"]);
            assert.match(
                (await explain()).out,
                /Note: deny-root-user and regions-staged are staged, and not part of this answer; --staged includes them\./,
            );
        }));
});
