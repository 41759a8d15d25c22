import assert from "node:assert/strict";
import { EXIT } from "../../../../operations/cli/commandError";
import { inStack, org } from "../orgRuns";

describe("org accounts", () => {
    it("lists the accounts in the root with --unit /, and those below a unit with its key", async () => {
        const definition = {
            "organization.yaml": `defaults: { email: "aws+{account}@example.com" }
accounts: { audit: { unit: /, id: "111122223333" } }
units: { W: { units: { P: { accounts: { shop: {} } } } } }
`,
        };
        await inStack(definition, async (folder) => {
            const listed = async (unit: string): Promise<unknown[]> => {
                const { code, out } = await org(folder, ["accounts", "--unit", unit, "--stack", "test", "--json"]);
                assert.equal(code, EXIT.done, out);
                return (JSON.parse(out) as { key: string }[]).map(({ key }) => key);
            };
            assert.deepEqual(
                [await listed("/"), await listed("W"), await listed("W/P")],
                [["audit"], ["shop"], ["shop"]],
            );
        });
    });

    it("prints as JSON everything that the definition says of an account, with what features hold of it", async () => {
        const definition = {
            "organization.yaml": `organization: { serviceAccess: [account.amazonaws.com] }
defaults:
    email: aws+{account}@example.com
    contacts: { security: { name: Sec, title: Head, email: sec@example.com, phone: "+49 30 1" } }
units: { W: { enabledRegions: [ap-east-1], accounts: { shop: {} } } }
`,
        };
        await inStack(definition, async (folder) => {
            const { code, out } = await org(folder, ["accounts", "--stack", "test", "--json"]);
            assert.equal(code, EXIT.done, out);
            const [account] = JSON.parse(out) as Record<string, unknown>[];
            assert.deepEqual(account, {
                key: "shop",
                name: "shop",
                email: "aws+shop@example.com",
                roleName: "OrganizationAccountAccessRole",
                unit: "W",
                kind: "plain",
                tags: {},
                guardrails: [],
                fullAccess: true,
                contacts: { security: { name: "Sec", title: "Head", email: "sec@example.com", phone: "+49 30 1" } },
                enabledRegions: ["ap-east-1"],
                dimensions: {},
                budgets: [],
                state: "active",
                acknowledge: { loses: [] },
            });
        });
    });
});
