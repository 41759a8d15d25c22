import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { shellWord } from "../../../../../../operations/cli/shellText";
import { driftItemId } from "../../../../../../operations/commands/drift/driftItemId";
import { undoAdvice } from "../../../../../../operations/commands/drift/undo/undoAdvice";
import { driftItem, PRODUCTION, REGIONS, ROOT, SANDBOX, SHOP } from "../driftItems";

const URN = "urn:pulumi:prod::org::a:index:Organization$aws:organizations/account:Account::shop's";

describe("org drift: how a change is undone", () => {
    const moved = { kind: "account-moved", was: SANDBOX, is: PRODUCTION, loses: [], gains: [] } as const;

    it("by `up` for its resources alone, as one word of a shell each", () => {
        const advice = undoAdvice(driftItem(moved, SHOP, { resources: [URN] }), "prod");
        assert.equal(advice.by, "up");
        assert.equal(advice.text, "it moves the account back to Sandbox");
        const words = execFileSync("bash", ["-c", `printf '%s\\n' ${advice.command ?? ""}`], { encoding: "utf8" });
        assert.deepEqual(words.trim().split("\n"), ["pulumi", "up", "--stack", "prod", "--refresh", "--target", URN]);
    });

    it("never by `up` where that would create a second account, or where the definition says what AWS has", () => {
        for (const difference of [
            { kind: "account-closed", was: "ACTIVE", is: "PENDING_CLOSURE" },
            { kind: "account-removed", was: SANDBOX },
        ] as const) {
            const advice = undoAdvice(driftItem(difference, SHOP, { resources: [URN] }), "prod");
            assert.equal(advice.by, "never");
            assert.equal(advice.command, undefined);
            assert.match(advice.text, /Do not run `up --refresh` before the definition is changed/);
        }
        const made = { name: "lab", email: "l@example.com", state: "ACTIVE", joinedMethod: "CREATED", parent: ROOT };
        assert.equal(undoAdvice(driftItem({ kind: "account-made", is: made }, SHOP), "prod").by, "never");
        assert.equal(undoAdvice(driftItem(moved, SHOP, { definitionSays: "is" }), "prod").by, "never");
        assert.equal(undoAdvice(driftItem(moved, SHOP, { definitionSays: "nothing" }), "prod").by, "never");
    });

    it("by hand where the stack does not have it", () => {
        const attached = { kind: "policy-attached", target: PRODUCTION, policyType: "SERVICE_CONTROL_POLICY" } as const;
        assert.deepEqual(undoAdvice(driftItem(attached, REGIONS), "prod"), {
            by: "by-hand",
            text: "`up` does not see what the stack has not attached",
            command: `aws organizations detach-policy --policy-id ${REGIONS.id} --target-id ${PRODUCTION.id}`,
        });
    });

    it("has an id that stays, until AWS has something else", () => {
        const id = driftItemId(driftItem(moved, SHOP));
        assert.match(id, /^[0-9a-f]{8}$/);
        const renamed = driftItem({ ...moved, is: { ...PRODUCTION, name: "Prod" } }, SHOP, { severity: "danger" });
        assert.equal(driftItemId(renamed), id);
        assert.notEqual(driftItemId(driftItem({ ...moved, is: ROOT }, SHOP)), id);
        const tags = (is: Record<string, string>): string =>
            driftItemId(driftItem({ kind: "tags-changed", was: {}, is }, SHOP));
        assert.equal(tags({ a: "1", b: "2" }), tags({ b: "2", a: "1" }));
    });
});

describe("a word of a shell", () => {
    for (const text of ["plain", "a b", "it's", '$(x) `y` "z"', "a\\b", "!", "", "*"]) {
        it(`${JSON.stringify(text)} stays as it is`, () => {
            assert.equal(execFileSync("bash", ["-c", `printf %s ${shellWord(text)}`], { encoding: "utf8" }), text);
        });
    }
});
