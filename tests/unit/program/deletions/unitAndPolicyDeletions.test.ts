import assert from "node:assert/strict";
import type { OrganizationModel } from "../../../../definition";
import { refusedDeletions, type DeletionReader } from "../../../../program/deletions";
import { fromState, type ExistingResources } from "../../../../program/state";

const NOTHING: DeletionReader = {
    accountsIn: () => Promise.resolve([]),
    unitsIn: () => Promise.resolve([]),
    targetsOf: () => Promise.resolve([]),
};
const account = (id: string, parentId: string, more: object = {}) => ({
    id,
    email: `${id}@example.com`,
    parentId,
    closing: false,
    ...more,
});
const existing: ExistingResources = {
    ...fromState({}),
    organizationId: "o-1",
    units: new Map([
        ["Old", { id: "ou-old" }],
        ["Old/Below", { id: "ou-below", parent: "Old" }],
        ["New", { id: "ou-new" }],
    ]),
    accounts: new Map([
        ["moves", account("111111111111", "ou-old")],
        ["closes", account("222222222222", "ou-old", { closing: true })],
        ["leaves", account("333333333333", "ou-old", { leaving: true })],
        ["elsewhere", account("444444444444", "ou-new")],
    ]),
    policies: new Map([["guard", { id: "p-guard" }]]),
    attachments: { root: ["guard"], units: new Map([["Old", ["guard"]]]), accounts: new Map([["moves", ["guard"]]]) },
};
/** The model with what remains. */
const model = (keys: { units?: string[]; policies?: string[]; accounts?: string[] }): OrganizationModel =>
    ({
        units: (keys.units ?? []).map((key) => ({ key })),
        policies: (keys.policies ?? []).map((key) => ({ key })),
        accounts: (keys.accounts ?? []).map((key) => ({ key })),
    }) as unknown as OrganizationModel;
const messages = async (left: OrganizationModel, aws: Partial<DeletionReader>): Promise<string[]> =>
    (await refusedDeletions(left, existing, "organizations/prod", { ...NOTHING, ...aws })).map(
        ({ message }) => message,
    );
const inOld =
    (...found: { id: string; name: string; state?: string }[]): DeletionReader["accountsIn"] =>
    (unit) =>
        Promise.resolve(unit === "ou-old" ? found : []);

describe("program: units and policies that are removed from the definition", () => {
    it("ask AWS nothing if there are none", async () => {
        const asked = (): never => assert.fail("AWS is asked");
        const all = model({ units: ["Old", "Old/Below", "New"], policies: ["guard"] });
        assert.deepEqual(await messages(all, { accountsIn: asked, unitsIn: asked, targetsOf: asked }), []);
    });

    it("are deleted if a unit's contents move, leave or are deleted in the same run", async () => {
        const left = model({ units: ["New"], policies: ["guard"], accounts: ["moves", "elsewhere"] });
        const accountsIn = inOld({ id: "111111111111", name: "a" }, { id: "333333333333", name: "c" });
        const unitsIn = (unit: string) => Promise.resolve(unit === "ou-old" ? [{ id: "ou-below", name: "Below" }] : []);
        assert.deepEqual(await messages(left, { accountsIn, unitsIn }), []);
    });

    for (const [what, found, said] of [
        [
            "that the stack does not know",
            { id: "999999999999", name: "theirs" },
            /account theirs \(999999999999\), which this stack does not know/,
        ],
        [
            "that is closed",
            { id: "999999999999", name: "gone", state: "SUSPENDED" },
            /account gone \(999999999999\), which is closed/,
        ],
        [
            "that closes in the same run",
            { id: "222222222222", name: "b" },
            /account closes \(222222222222\), which this change closes/,
        ],
        [
            "that was moved there by hand",
            { id: "444444444444", name: "d" },
            /account elsewhere \(444444444444\), which was moved there behind the stack's back/,
        ],
    ] as const) {
        it(`are refused for an account in a unit ${what}`, async () => {
            const left = model({ units: ["New"], policies: ["guard"], accounts: ["moves", "elsewhere"] });
            const [first, ...more] = await messages(left, { accountsIn: inOld(found) });
            assert.match(first ?? "", said);
            assert.match(first ?? "", /^unit Old \(ou-old\) is in the stack and no longer in the definition/);
            assert.deepEqual(more, []);
        });
    }

    it("are refused for a unit below that the stack does not know", async () => {
        const left = model({ units: ["New"], policies: ["guard"] });
        const unitsIn = (unit: string) =>
            Promise.resolve(unit === "ou-below" ? [{ id: "ou-their", name: "Their" }] : []);
        assert.match((await messages(left, { unitsIn }))[0] ?? "", /^unit Old\/Below .* unit Their \(ou-their\)/);
    });

    it("are refused for a policy that others have attached, but not for what the stack itself detaches", async () => {
        const left = model({ units: ["Old", "Old/Below", "New"] });
        const ours = [
            { id: "r-1", name: "Root", type: "ROOT" },
            { id: "ou-old", name: "Old", type: "ORGANIZATIONAL_UNIT" },
            { id: "111111111111", name: "a", type: "ACCOUNT" },
        ];
        assert.deepEqual(await messages(left, { targetsOf: () => Promise.resolve(ours) }), []);
        const theirs = { id: "444444444444", name: "d", type: "ACCOUNT" };
        const [message] = await messages(left, { targetsOf: () => Promise.resolve([...ours, theirs]) });
        assert.match(
            message ?? "",
            /^policy guard \(p-guard\) .* somebody else has attached it to account d \(444444444444\)/,
        );
        assert.match(
            message ?? "",
            /Put the policy back \(to rename it, keep the key and write the new name in `name`\)/,
        );
        assert.match(message ?? "", /detach-policy --policy-id p-guard --target-id 444444444444$/);
    });
});
