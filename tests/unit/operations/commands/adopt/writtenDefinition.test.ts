import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { differences } from "../../../../../operations/commands/adopt/definitionDifferences";
import { DEFAULT_ROLE_NAME } from "../../../../../definition";
import { LIBRARY } from "../../../../../guardrails";
import { policyTypeLimits, type PolicyType } from "../../../../../limits";
import { acknowledgementsFor } from "../../../../../program/review/lockOutRefusals";
import { adoptDefinition } from "../../../../../operations/commands/adopt/adoptedDefinition";
import { inventorySummary } from "../../../../../operations/commands/adopt/inventorySummary";
import { adoptionWarnings } from "../../../../../operations/commands/adopt/adoptionText";
import { CommandError } from "../../../../../operations/cli/commandError";
import { account, allowing, drafted, inventory, policy, text, unit, unitId } from "./organizationFixture";
import { FEATURES } from "../../../../../features";

const allowingS3 = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
});

describe("org adopt: what a person would have written", () => {
    it("e-mails are a pattern where that saves lines, and named where they follow none", () => {
        const named = (number: number, name: string, email: string, parent = unitId(1)) =>
            account(number, name, { email, parent });
        assert.equal(
            text(
                inventory({
                    units: [unit(1, "Workloads"), unit(2, "Sandbox")],
                    accounts: [
                        named(1, "shop", "aws+shop@example.com"),
                        named(2, "data", "aws+data@example.com"),
                        named(3, "odd one", "ada@example.com"),
                        named(4, "ada", "play-ada@example.com", unitId(2)),
                        named(5, "bob", "play-bob@example.com", unitId(2)),
                    ],
                }),
            ),
            `organization:
    id: o-abcdefghij
    policyTypes: [SERVICE_CONTROL_POLICY]

defaults:
    email: "aws+{account}@example.com"

units:
    Sandbox:
        id: ou-ab12-00000002
        email: "play-{account}@example.com"
        accounts:
            ada: { id: "100000000004" }
            bob: { id: "100000000005" }
    Workloads:
        id: ou-ab12-00000001
        accounts:
            data: { id: "100000000002" }
            odd-one: { name: odd one, id: "100000000003", email: ada@example.com }
            shop: { id: "100000000001" }
`,
        );
    });

    it("tags are inherited where all below has them, and a unit's own where it has not", () => {
        const inside = { parent: unitId(1) };
        assert.equal(
            text(
                inventory({
                    units: [unit(1, "Workloads", { tags: { Organization: "acme", Environment: "prod", Map: "x" } })],
                    accounts: [
                        account(1, "shop", { ...inside, tags: { Organization: "acme", Environment: "prod" } }),
                        account(2, "data", {
                            ...inside,
                            tags: { Organization: "acme", Environment: "dev", Team: "data" },
                        }),
                    ],
                    policies: [policy(1, "guard", { tags: { Organization: "acme" } })],
                }),
            ),
            `organization:
    id: o-abcdefghij
    policyTypes: [SERVICE_CONTROL_POLICY]

defaults:
    tags: { Organization: acme }

policies:
    guard:
        id: p-00000001
        type: SERVICE_CONTROL_POLICY
        document:
            Version: "2012-10-17"
            Statement: [{ Effect: Deny, Action: organizations:LeaveOrganization, Resource: "*" }]

units:
    Workloads:
        id: ou-ab12-00000001
        tags: { Environment: prod }
        ownTags: { Map: x }
        accounts:
            data: { id: "100000000002", email: account-2@example.com, tags: { Environment: dev, Team: data } }
            shop: { id: "100000000001", email: account-1@example.com }
`,
        );
    });

    it("the mark of a sandbox becomes the kind, and no tag: what has it not below one is plain", () => {
        const marked = { "aws-organization:kind": "sandbox" };
        const organization = inventory({
            units: [
                unit(1, "Play", { tags: { ...marked, Team: "x" } }),
                unit(2, "Deep", { parent: unitId(1), tags: marked }),
                unit(3, "Odd", { parent: unitId(1) }),
            ],
            accounts: [account(1, "ada", { parent: unitId(1) })],
        });
        assert.ok(
            text(organization).endsWith(`
units:
    Play:
        id: ou-ab12-00000001
        kind: sandbox
        without: [deny-leaving-organization, deny-purchases]
        ownTags: { Team: x }
        accounts:
            ada: { id: "100000000001", email: account-1@example.com }
        units:
            Deep: { id: ou-ab12-00000002 }
            Odd: { id: ou-ab12-00000003, kind: plain }
`),
            text(organization),
        );
        const said = drafted(organization, (draft) => adoptionWarnings(organization, draft)).join("\n");
        assert.match(
            said,
            /Unit Play \(ou-ab12-00000001\) has the mark of a sandbox, aws-organization:kind, and becomes one: its accounts \(ada\) may be emptied/,
        );
        assert.match(said, /Unit Deep [^]*accounts that come into it may be emptied/);
        assert.doesNotMatch(said, /Unit Odd/);
    });

    it("a mark that the program does not set is told with what to do in AWS", () => {
        const organization = inventory({
            units: [unit(1, "Play", { tags: { "aws-organization:kind": "workloads" } })],
        });
        assert.throws(
            () => drafted(organization, () => undefined),
            /Change it in AWS[^]*marks that this program sets itself/,
        );
    });

    it("a guardrail of the library is known by its document, and never by its name", () => {
        const guardrail = LIBRARY.get("deny-leaving-organization") ?? assert.fail();
        const content = JSON.stringify(guardrail.document({}), undefined, 2);
        const written = text(
            inventory({
                policies: [
                    policy(1, "deny-leaving-organization", { content, description: guardrail.description }),
                    policy(2, "deny-root-user"),
                ],
            }),
        );
        assert.ok(
            written.includes(`    deny-leaving-organization-0001:
        name: deny-leaving-organization
        id: p-00000001
        guardrail: deny-leaving-organization
`),
            written,
        );
        assert.match(written, /deny-root-user-0002:\n {8}name: deny-root-user\n {8}id: p-00000002\n {8}type:/);
    });

    it("every guardrail of the library is exact, with its defaults and with parameters", () => {
        const policies = [...LIBRARY.values()].flatMap((guardrail, index) =>
            [{}, { roleName: DEFAULT_ROLE_NAME }, guardrail.example ?? {}].flatMap((given, number) => {
                const parsed = guardrail.parameters.safeParse(given);
                if (!parsed.success) return [];
                const content = JSON.stringify(guardrail.document(parsed.data));
                const { type } = guardrail;
                return [policy(index * 10 + number, `p-${index}-${number}`, { type, content })];
            }),
        );
        assert.ok(policies.length > LIBRARY.size);
        const { organization } = inventory();
        const policyTypes = [...new Set(policies.map(({ type }) => type as PolicyType))].sort();
        const serviceAccess = policyTypes.flatMap((type) => policyTypeLimits(type).service?.principal ?? []).sort();
        drafted(
            inventory({ organization: { ...organization, policyTypes, serviceAccess }, policies }),
            ({ model, leftOut }) => {
                assert.deepEqual(leftOut, []);
                assert.equal(model.policies.length, policies.length);
            },
        );
    });

    it("whom policies lock out already is acknowledged beside them", () => {
        const content = JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Deny", Action: "iam:*", Resource: "*" }],
        });
        drafted(
            inventory({
                units: [
                    unit(1, "Denied", { policies: ["p-00000001"] }),
                    unit(2, "Listed", { policies: ["p-00000002"], fullAccess: false }),
                ],
                policies: [policy(1, "no-iam", { content }), policy(2, "s3-only", { content: allowingS3 })],
                accounts: [account(1, "shop", { parent: unitId(1) }), account(2, "data", { parent: unitId(2) })],
            }),
            ({ model, lockOuts }) => {
                const role = ["OrganizationAccountAccessRole"];
                assert.deepEqual(
                    model.policies.map(({ key, acknowledge }) => [key, acknowledge?.lockOut]),
                    [
                        ["no-iam", role],
                        ["s3-only", role],
                    ],
                );
                assert.deepEqual([...lockOuts.keys()], ["p-00000001", "p-00000002"]);
                assert.deepEqual(acknowledgementsFor(model), new Map());
            },
        );
    });

    it("a service that AWS's resource control policies reach since is acknowledged beside the policy", () => {
        const Statement = [{ Effect: "Deny", Principal: "*", Action: ["s3:*", "newest:*"], Resource: "*" }];
        const content = JSON.stringify({ Version: "2012-10-17", Statement });
        const { organization } = inventory();
        drafted(
            inventory({
                organization: { ...organization, policyTypes: ["RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY"] },
                policies: [policy(1, "perimeter", { type: "RESOURCE_CONTROL_POLICY", content })],
            }),
            ({ model, leftOut }) => {
                assert.deepEqual(leftOut, []);
                assert.deepEqual(model.policies[0]?.acknowledge?.rcpServices, ["newest"]);
                assert.equal(model.policies[0]?.content, content);
            },
        );
    });

    it("a long document is a file, and a large organisation one file for each unit of the first level", () => {
        const content = JSON.stringify({
            Version: "2012-10-17",
            Statement: ["a", "b", "c"].map((Sid) => ({
                Sid,
                Effect: "Deny",
                Action: `s3:Delete${Sid}*`,
                Resource: "*",
            })),
        });
        drafted(
            inventory({
                units: [unit(1, "Workloads"), unit(2, "Production", { parent: unitId(1) }), unit(3, "Sandbox")],
                policies: [policy(1, "A/B", { content })],
                accounts: Array.from({ length: 40 }, (_, index) =>
                    account(index, `a${index}`, { parent: index === 0 ? "r-ab12" : unitId(2) }),
                ),
            }),
            ({ files }) => {
                assert.deepEqual(
                    [...files.keys()],
                    [
                        "organization.yaml",
                        "policies.yaml",
                        "accounts.yaml",
                        "units/Sandbox.yaml",
                        "units/Workloads.yaml",
                        "policies/A-B.json",
                    ],
                );
                assert.deepEqual(JSON.parse(files.get("policies/A-B.json") ?? ""), JSON.parse(content));
            },
        );
    });

    it("keys are plain, unique, and do not depend on an order", () => {
        const keys = (...names: string[]): string[] =>
            drafted(inventory({ accounts: names.map((name, index) => account(1111 + index, name)) }), ({ model }) =>
                model.accounts.map(({ key }) => key).sort(),
            );
        assert.deepEqual(keys("Shop (prod)", "a/b@c", "  "), ["Shop-prod", "a-b-c", "account"]);
        assert.deepEqual(keys("shop", "Shop"), ["Shop-1112", "shop-1111"]);
        assert.deepEqual(keys("Data + x", "Data x"), ["Data-x-1111", "Data-x-1112"]);
    });
});

describe("org adopt: what the definition cannot hold", () => {
    it("closed accounts are left out, and so is what a rule refuses, with its message", () => {
        drafted(
            inventory({
                accounts: [account(1, "gone", { state: "SUSPENDED" }), account(2, "<b>", {}), account(3, "shop", {})],
                policies: [policy(1, "old", { content: '{"Version":"2008-10-17","Statement":[]}' })],
                root: { ...inventory().root, policies: ["p-00000001"] },
            }),
            ({ model, leftOut, files }) => {
                assert.deepEqual(
                    model.accounts.map(({ key }) => key),
                    ["shop"],
                );
                assert.deepEqual(model.guardrails, []);
                assert.deepEqual(
                    leftOut.map(({ what, id }) => `${what} ${id}`),
                    ["account 100000000001", "policy p-00000001", "account 100000000002"],
                );
                const yaml = files.get("organization.yaml") ?? "";
                assert.match(yaml, /^# {3}- account gone \(100000000001\): it is SUSPENDED/m);
                assert.match(
                    yaml,
                    /^# {3}- account <b> \(100000000002\): account name "<b>" has a form that AWS refuses/m,
                );
                assert.match(
                    yaml,
                    /^# {3}- policy old \(p-00000001\): policy old: (the document's Version|there are no statements)/m,
                );
            },
        );
    });

    it("the policies of Control Tower are left to it, and told in one line", () => {
        const organization = inventory({
            units: [unit(1, "Governed", { policies: ["p-00000001", "p-00000002", "p-00000003"] })],
            policies: [policy(1, "own"), policy(2, "aws-guardrails-AbCdEf"), policy(3, "aws-guardrails-GhIjKl")],
        });
        drafted(organization, (draft) => {
            const { model, leftOut, files } = draft;
            assert.deepEqual(
                model.policies.map(({ key }) => key),
                ["own"],
            );
            assert.deepEqual(model.units[0]?.guardrails, ["own"]);
            assert.deepEqual(
                leftOut.map(({ what, id, controlTower }) => [what, id, controlTower]),
                [
                    ["policy", "p-00000002", true],
                    ["policy", "p-00000003", true],
                ],
            );
            const told =
                /2 policies of AWS Control Tower, which changes, attaches and detaches them by itself: aws-guardrails-AbCdEf, aws-guardrails-GhIjKl\. /;
            assert.match(files.get("organization.yaml") ?? "", told);
            assert.match(inventorySummary(organization, leftOut, FEATURES), told);
            assert.doesNotMatch(adoptionWarnings(organization, draft).join("\n"), /a rule of the definition refuses/);
        });
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "adopt-"));
        const { model, leftOut } = adoptDefinition(organization, folder, FEATURES, undefined, undefined, true);
        fs.rmSync(folder, { recursive: true });
        assert.deepEqual(leftOut, []);
        assert.equal(model.units[0]?.guardrails.length, 3);
    });

    it("an allow list is told by fullAccess; where nothing is allowed that cannot be said, and is told", () => {
        drafted(
            inventory({
                units: [
                    unit(1, "Listed", { policies: ["p-00000001"], fullAccess: false }),
                    unit(2, "Denied", { policies: ["p-00000002"], fullAccess: false }),
                ],
                policies: [policy(1, "allow", allowing), policy(2, "deny")],
            }),
            ({ model, leftOut }) => {
                assert.deepEqual(
                    model.units.map(({ key, fullAccess }) => [key, fullAccess]),
                    [
                        ["Denied", true],
                        ["Listed", false],
                    ],
                );
                assert.deepEqual(
                    leftOut.map(({ what, name }) => [what, name]),
                    [["fullAccess", "Denied"]],
                );
            },
        );
    });

    it("an organisation with a type of policy that the program does not know is refused", () => {
        const { organization } = inventory();
        assert.throws(
            () =>
                drafted(
                    inventory({ organization: { ...organization, policyTypes: ["GUARDDUTY_POLICY"] } }),
                    () => undefined,
                ),
            (error: unknown) =>
                error instanceof CommandError &&
                /while policies of type GUARDDUTY_POLICY are enabled/.test(error.message) &&
                /--root-id r-ab12 --policy-type GUARDDUTY_POLICY/.test(error.message),
        );
    });
});

describe("org adopt: the comparison with AWS", () => {
    const full = inventory({
        units: [unit(1, "A", { tags: { Team: "a" }, policies: ["p-00000001"] })],
        accounts: [account(1, "shop", { parent: unitId(1), tags: { Team: "a" }, policies: ["p-00000001"] })],
        policies: [policy(1, "guard", allowing)],
    });
    const [a, shop, guard] = [
        full.units[0] ?? assert.fail(),
        full.accounts[0] ?? assert.fail(),
        full.policies[0] ?? assert.fail(),
    ];

    for (const [field, changed] of Object.entries({
        "the feature set": { organization: { ...full.organization, featureSet: "CONSOLIDATED_BILLING" } },
        services: { organization: { ...full.organization, serviceAccess: ["sso.amazonaws.com"] } },
        "types of policy": { organization: { ...full.organization, policyTypes: ["TAG_POLICY"] } },
        "policies of the root": { root: { ...full.root, policies: ["p-00000001"] } },
        "FullAWSAccess of the root": { root: { ...full.root, fullAccess: false } },
        "the name of a unit": { units: [{ ...a, name: "B" }] },
        "tags of a unit": { units: [{ ...a, tags: {} }] },
        "policies of a unit": { units: [{ ...a, policies: [] }] },
        "a unit that is missing": { units: [a, unit(2, "C")] },
        "a unit too many": { units: [] },
        "the e-mail of an account": { accounts: [{ ...shop, email: "x@example.com" }] },
        "the unit of an account": { accounts: [{ ...shop, parent: "r-ab12" }] },
        "the name of an account": { accounts: [{ ...shop, name: "Shop" }] },
        "tags of an account": { accounts: [{ ...shop, tags: { Team: "b" } }] },
        "FullAWSAccess of an account": { accounts: [{ ...shop, fullAccess: false }] },
        "the document of a policy": { policies: [{ ...guard, content: policy(1, "x").content }] },
        "the description of a policy": { policies: [{ ...guard, description: "x" }] },
        "tags of a policy": { policies: [{ ...guard, tags: { a: "b" } }] },
    })) {
        it(`sees ${field}`, () =>
            drafted(full, ({ model }) => {
                assert.deepEqual(differences(model, full), []);
                assert.equal(differences(model, { ...full, ...changed }).length, 1);
            }));
    }
});
