import assert from "node:assert/strict";
import { FEATURES } from "../../../../../../features";
import { FEATURE_DRIFTS } from "../../../../../../features/drifts";
import type { DriftDifference, DriftItem, DriftSubject } from "../../../../../../operations/commands/drift/driftItem";
import { takeOverAll } from "../../../../../../operations/commands/drift/takeOver/takeOverPlan";
import { DefinitionDraft } from "../../../../../../operations/edit/definitionDraft";
import { inFolder, loadDefinition } from "../../../../definition/definitionFixtures";
import { driftItem, ROOT } from "../driftItems";
import {
    account,
    DOCUMENT,
    NEW_ACCOUNT,
    NEW_UNIT,
    subject,
    TAKE_OVER_CASES,
    TAKEN_OVER_TEXT,
    unit,
} from "./takeOverCases";

/** The changed lines without their numbers, and without the file's name if that is the only one. */
function takenOver(items: readonly DriftItem[], text = TAKEN_OVER_TEXT): string[] {
    return inFolder(text, (folder) => {
        const draft = new DefinitionDraft(folder, FEATURES);
        takeOverAll(
            items,
            {
                draft,
                before: loadDefinition(folder),
                day: "2026-11-28",
                managementAccountId: "999999999999",
                tags: new Map<string, Readonly<Record<string, string>>>([
                    [NEW_ACCOUNT.id, { Team: "x" }],
                    [NEW_UNIT.id, { Team: "core", Lab: "1" }],
                ]),
            },
            FEATURE_DRIFTS,
        );
        return draft.numberedChanges().map((line) => line.replace(/^.*?:\d+: /, ""));
    });
}

describe("org take-over: the edit of each kind of item", () => {
    for (const [difference, about, lines] of TAKE_OVER_CASES) {
        it(`${difference.kind} of ${about.key ?? about.name}`, () => {
            assert.deepEqual(takenOver([driftItem(difference, about)]), lines);
        });
    }

    it("lets the guardrail of the library go that only a closed account had", () => {
        const text = `organization: {}
defaults: { email: "{account}@example.com" }
units:
    Workloads:
        accounts:
            shop: { id: "111111111111" }
            old: { id: "222222222222", guardrails: [deny-leaving-organization] }
`;
        const closed = { kind: "account-closed", was: "ACTIVE", is: "CLOSED" } as const;
        const about = { ...account("old"), id: "222222222222" };
        assert.deepEqual(takenOver([driftItem(closed, about)], text), [
            '-             old: { id: "222222222222", guardrails: [deny-leaving-organization] }',
        ]);
    });

    it("acknowledges the guardrails that a moved account has lost, so that a run does not refuse it", () => {
        const moved = { kind: "account-moved", was: unit("Workloads"), is: unit("Security"), gains: [] } as const;
        const [, line] = takenOver([driftItem({ ...moved, loses: ["own"] }, account("data"))]);
        assert.equal(line, '+     data: { unit: Security, tags: { Cost: "1" }, acknowledge: { loses: [own] } }');
    });

    it("leaves to the refresh what the definition says already of an account that up refuses until then", () => {
        const changed = { kind: "account-email-changed", was: "a@example.com", is: "aws+data@example.com" } as const;
        assert.deepEqual(takenOver([driftItem(changed, account("data"), { definitionSays: "is" })]), []);
        const closed = { kind: "account-closed", was: "ACTIVE", is: "CLOSED" } as const;
        assert.deepEqual(takenOver([driftItem(closed, account("gone"), { definitionSays: "nothing" })]), []);
    });

    it("writes a document of 5,000 characters so that people can read the lines", () => {
        const Statement = Array.from({ length: 50 }, (_, index) => ({
            Sid: `Deny${index}`,
            Effect: "Deny",
            Action: ["s3:DeleteBucket", `dynamodb:DeleteTable${index}`],
            Resource: "*",
        }));
        const is = JSON.stringify({ Version: "2012-10-17", Statement });
        assert.ok(is.length > 5_000);
        const lines = takenOver([
            driftItem({ kind: "policy-content-changed", was: "{}", is }, subject("policy", "own")),
        ]);
        const longest = Math.max(...lines.map((line) => line.length));
        assert.ok(lines.length > 50 && longest <= 122, `${lines.length} lines, ${longest}`);
    });

    it("writes what others need first: a unit, and the account that was made in it", () => {
        const made = {
            name: "lab",
            email: "lab@example.com",
            state: "ACTIVE",
            joinedMethod: "CREATED",
            parent: NEW_UNIT,
        };
        const lines = takenOver([
            driftItem({ kind: "account-made", is: made }, NEW_ACCOUNT),
            driftItem({ kind: "unit-made", is: { name: "Our labs", parent: ROOT } }, NEW_UNIT),
        ]);
        assert.match(lines.join("\n"), /unit: Our-labs|accounts: \{ lab/);
    });
});

describe("org take-over: what only a person can write", () => {
    const refusal = (difference: DriftDifference, about: DriftSubject, more = {}): string => {
        try {
            takenOver([driftItem(difference, about, more)]);
        } catch (error) {
            return (error as Error).message;
        }
        return assert.fail("it was written");
    };
    const person: DriftSubject = { kind: "user", id: "u-1", key: "ada@example.com", name: "ada@example.com" };
    const strangeSet: DriftSubject = { kind: "permission-set", id: "arn:1", name: "Admin" };

    for (const [difference, about, said] of [
        [
            { kind: "access-given", permissionSet: strangeSet, accounts: [account("shop")] },
            person,
            /does not have permission set Admin \(arn:1\): write that below `people` first/,
        ],
        [
            { kind: "policy-content-changed", was: "{}", is: DOCUMENT },
            subject("policy", "deny-closing-account"),
            /is made from the library/,
        ],
        [
            { kind: "account-moved", was: unit("Workloads"), is: NEW_UNIT, loses: [], gains: [] },
            account("data"),
            /does not have the unit "Our labs" \(ou-r123-labs0001\)/,
        ],
        [
            { kind: "account-closed", was: "ACTIVE", is: "SUSPENDED" },
            account("data"),
            /AWS has the account as SUSPENDED, and has not closed it/,
        ],
        [
            { kind: "unit-deleted", was: { name: "Workloads", parent: ROOT } },
            unit("Workloads"),
            /still has Workloads\/Production and data in it/,
        ],
        [
            { kind: "tags-changed", was: { Team: "core" }, is: {} },
            account("data"),
            /Something else in the definition still says otherwise/,
        ],
        [{ kind: "account-renamed", was: "a", is: "b" }, account("gone"), /the definition does not have account gone/],
    ] as readonly (readonly [DriftDifference, DriftSubject, RegExp])[]) {
        it(`${difference.kind} of ${about.name}`, () => {
            const message = refusal(difference, about);
            assert.match(message, /^This cannot be written into the definition by org\. Nothing was written\./);
            assert.match(message, said);
        });
    }

    it("is said of all items at once, and of what the definition says already", () => {
        const says = refusal({ kind: "account-renamed", was: "a", is: "data" }, account("data"), {
            definitionSays: "is",
        });
        assert.match(says, /the definition says it already/);
    });

    it("and a mistake that the edit would make: nothing is written", () => {
        assert.match(
            refusal({ kind: "account-renamed", was: "a", is: "<b>" }, account("data")),
            /After this change, which is not written yet/,
        );
    });
});
