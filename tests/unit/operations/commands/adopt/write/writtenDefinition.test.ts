import assert from "node:assert/strict";
import { DEFAULT_ROLE_NAME } from "../../../../../../definition";
import { LIBRARY } from "../../../../../../guardrails";
import { policyTypeLimits, type PolicyType } from "../../../../../../limits";
import { acknowledgementsFor } from "../../../../../../program/review/lockOutRefusals";
import { adoptionWarnings } from "../../../../../../operations/commands/adopt/adoptionText";
import { account, drafted, inventory, policy, text, unit, unitId } from "../organizationFixture";

const allowingS3 = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
});

describe("org adopt: a definition as a person would write it", () => {
    it("e-mails become a pattern if that saves lines, and are written out if they follow none", () => {
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

    it("tags are inherited if everything below has them, otherwise they are a unit's own", () => {
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

    it("the sandbox tag becomes the kind and no tag; a unit below without the tag becomes plain", () => {
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
            /Unit Play \(ou-ab12-00000001\) has the tag of a sandbox, aws-organization:kind, and becomes one: its accounts \(ada\) may be emptied/,
        );
        assert.match(said, /Unit Deep [^]*accounts that come into it may be emptied/);
        assert.doesNotMatch(said, /Unit Odd/);
    });

    it("a sandbox tag that the program does not set is reported, with what to do in AWS", () => {
        const organization = inventory({
            units: [unit(1, "Play", { tags: { "aws-organization:kind": "workloads" } })],
        });
        assert.throws(
            () => drafted(organization, () => undefined),
            /Change it in AWS[^]*marks that this program sets itself/,
        );
    });

    it("a guardrail of the library is recognised by its document, never by its name", () => {
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

    it("every guardrail of the library is adopted exactly, with its defaults and with parameters", () => {
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

    it("principals that policies already lock out are acknowledged at the policies", () => {
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

    it("a service that AWS's resource control policies have come to cover is acknowledged at the policy", () => {
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

    it("a long document gets a file, and in a large organisation each unit of the first level gets one", () => {
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
