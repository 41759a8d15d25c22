import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { adoptDefinition } from "../../../../../operations/commands/adopt/adoptedDefinition";
import { inventorySummary } from "../../../../../operations/commands/adopt/inventorySummary";
import { adoptionWarnings } from "../../../../../operations/commands/adopt/adoptionText";
import { CommandError } from "../../../../../operations/cli/commandError";
import { account, allowing, drafted, inventory, policy, unit, unitId, WITHOUT_FEATURES } from "./organizationFixture";

describe("org adopt: what the definition cannot hold", () => {
    it("leaves out closed accounts, and what a rule refuses, with the rule's message", () => {
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

    it("leaves out an account in units that are called as the keys of a definition are", () => {
        drafted(
            inventory({
                units: [unit(1, "accounts"), unit(2, "units", { parent: unitId(1) })],
                accounts: [
                    account(1, "<a>", { parent: unitId(1) }),
                    account(2, "<b>", { parent: unitId(2) }),
                    account(3, "accounts", { parent: unitId(2) }),
                ],
            }),
            ({ model, leftOut }) => {
                assert.deepEqual(
                    model.accounts.map(({ key }) => key),
                    ["accounts"],
                );
                assert.deepEqual(
                    leftOut.map(({ name }) => name),
                    ["<a>", "<b>"],
                );
            },
        );
    });

    it("leaves the policies of Control Tower to it, and reports them in one line", () => {
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
                /2 policies of AWS Control Tower, which changes, attaches and detaches them by itself: aws-guardrails-AbCdEf and aws-guardrails-GhIjKl\. /;
            assert.match(files.get("organization.yaml") ?? "", told);
            assert.match(inventorySummary(organization, leftOut, draft.featureReport), told);
            assert.doesNotMatch(adoptionWarnings(organization, draft).join("\n"), /a rule of the definition refuses/);
        });
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "adopt-"));
        const { model, leftOut } = adoptDefinition(organization, WITHOUT_FEATURES, {
            folder,
            withControlTower: true,
        });
        fs.rmSync(folder, { recursive: true });
        assert.deepEqual(leftOut, []);
        assert.equal(model.units[0]?.guardrails.length, 3);
    });

    it("expresses an allow list by fullAccess; where nothing is allowed, it cannot, and reports that", () => {
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

    it("refuses an organisation with an unknown type of policy", () => {
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
