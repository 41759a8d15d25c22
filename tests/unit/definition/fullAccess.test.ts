import assert from "node:assert/strict";
import { hierarchiesOf } from "../../../definition/modelSituation";
import { accountNode } from "../../../tree";
import { load, refused, yaml } from "./definitionFixtures";

const allow = {
    type: "SERVICE_CONTROL_POLICY",
    document: { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "s3:*", Resource: "*" } },
};

describe("definition: fullAccess", () => {
    it("is true by default, for the root, units and accounts separately", () => {
        const model = load({
            fullAccess: false,
            guardrails: ["allow"],
            policies: { allow },
            units: {
                A: {
                    guardrails: ["allow"],
                    fullAccess: false,
                    units: {
                        B: { accounts: { a: { email: "a@example.com", guardrails: ["allow"], fullAccess: false } } },
                    },
                },
            },
        });
        assert.equal(model.fullAccess, false);
        assert.deepEqual(
            model.units.map(({ key, fullAccess }) => [key, fullAccess]),
            [
                ["A", false],
                ["A/B", true],
            ],
        );
        assert.equal(model.accounts[0]?.fullAccess, false);
        assert.equal(load("units: { A: {} }").fullAccess, true);
    });

    it("cannot be switched off without an allow list in its place", () => {
        const nothing = (what: string): string =>
            `is false, and no policy attached to ${what} allows anything: everything would be denied`;
        refused(
            yaml`
                ▶fullAccess: false
                guardrails: [deny-root-user]
                units:
                  A:
                    ▶fullAccess: false
                    accounts: { a: { email: a@example.com, ▶fullAccess: false, guardrails: [deny-root-user] } }
            `,
            nothing("the root"),
            nothing("unit A"),
            nothing("account a"),
        );
    });
});

describe("definition: fullAccess and the evaluator", () => {
    it("denies at every level with an allow list what the list does not allow", () => {
        const unit = (fullAccess: boolean): Record<string, unknown> => ({
            guardrails: ["allow"],
            fullAccess,
            accounts: { [`a-${fullAccess}`]: { email: "{account}@example.com" } },
        });
        const model = load({ policies: { allow }, units: { Closed: unit(false), Open: unit(true) } });
        const names = (account: string): string[] =>
            hierarchiesOf(model)
                .of(accountNode(account))
                .levels.flatMap(({ policies }) => policies.map(({ name }) => name));
        const always = ["FullAWSAccess", "RCPFullAWSAccess"];
        assert.deepEqual(names("a-true"), [...always, ...always, "allow", ...always]);
        assert.deepEqual(names("a-false"), [...always, "RCPFullAWSAccess", "allow", ...always]);
    });
});
