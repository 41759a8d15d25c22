import assert from "node:assert/strict";
import { reportQuestion } from "../../../../../../features/costs/commands/question/reportQuestion";
import type { ReportScope } from "../../../../../../features/costs/report";
import { CommandError, type CommandContext } from "../../../../../../operations/cli";
import { load } from "../../../../definition/definitionFixtures";

const DEFINITION = `
defaults: { email: "{account}@example.com" }
costs: { dimensions: { team: { tag: Team } } }
units:
    Work:
        accounts:
            old: { name: shop, id: "200000000001" }
            shop: { name: Shop of today, tags: { Team: a b } }
            one: { name: Twin }
            two: { name: Twin }
`;

function scopeOf(text: string): ReportScope | undefined {
    const context = { model: load(DEFINITION) } as unknown as CommandContext;
    return reportQuestion(context, { in: text }).within;
}

describe("the place of a report", () => {
    const places: readonly (readonly [string, ReportScope])[] = [
        ["shop", { kind: "account", account: "shop" }],
        ["old", { kind: "account", account: "old" }],
        ["200000000001", { kind: "account", account: "old" }],
        ["Shop of today", { kind: "account", account: "shop" }],
        ["200000000009", { kind: "account", account: "200000000009" }],
        ["Work", { kind: "unit", unit: "Work" }],
        ["team=a b", { kind: "dimension", dimension: "team", value: "a b" }],
    ];
    for (const [text, scope] of places) {
        it(`${text} is ${JSON.stringify(scope)}`, () => {
            assert.deepEqual(scopeOf(text), scope);
        });
    }

    it("is refused where two accounts have the name: AWS does not keep names unique", () => {
        assert.throws(
            () => scopeOf("Twin"),
            (error) => {
                assert.ok(error instanceof CommandError);
                assert.match(
                    error.message,
                    /^--in Twin: the accounts one and two have this name\. Name one by its key$/,
                );
                return true;
            },
        );
    });
});
