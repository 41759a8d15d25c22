import assert from "node:assert/strict";
import { directoryText } from "../../../../features/people/commands/access/directoryReport";
import { MANAGEMENT_ACCOUNT } from "../../../../features/people/matrix";
import type { PrincipalModel } from "../../../../features/people/model";
import { accessDifferences, type AccessInDirectory } from "../../../../features/people/plan/accessDifferences";
import { DAY, peopleModel, type PeopleSketch } from "./peopleSketch";

const DEFINITION: PeopleSketch = {
    groups: { shop: ["ada@example.com"], auditors: "external" },
    users: ["bob@example.com"],
    sets: { Admin: { name: "Administrator" } },
    access: [
        { who: "shop", set: "Admin", in: ["shop-dev", MANAGEMENT_ACCOUNT] },
        { who: "auditors", set: "Reader", in: ["shop-dev"] },
        { who: "bob@example.com", set: "Reader", in: ["play"], until: "2026-01-01" },
    ],
};
const group = (key: string): PrincipalModel => ({ kind: "group", key });
const user = (key: string): PrincipalModel => ({ kind: "user", key });

const AS_DEFINED: AccessInDirectory = {
    groups: new Map([["shop", ["ada@example.com"]]]),
    access: [
        { who: group("shop"), permissionSet: "Administrator", accounts: [MANAGEMENT_ACCOUNT, "shop-dev"] },
        { who: group("auditors"), permissionSet: "Reader", accounts: ["shop-dev"] },
    ],
};

const compared = (inAws: Partial<AccessInDirectory>) =>
    accessDifferences(peopleModel(DEFINITION), { ...AS_DEFINED, ...inAws }, DAY);

describe("what people have in AWS, beside the definition", () => {
    it("is the same where AWS has what is written, by the names that permission sets have in AWS", () => {
        assert.deepEqual(compared({}), { beyond: [], missing: [] });
        assert.match(directoryText(compared({})), /and nothing else\.$/);
    });

    it("is the same for a group that has another name in AWS than its key", () => {
        const model = peopleModel(DEFINITION);
        const groups = model.groups.map((one) => (one.key === "shop" ? { ...one, name: "The shop" } : one));
        const [first, ...others] = AS_DEFINED.access;
        const inAws: AccessInDirectory = {
            groups: new Map([["The shop", ["ada@example.com"]]]),
            access: [...(first ? [{ ...first, who: group("The shop") }] : []), ...others],
        };
        assert.deepEqual(accessDifferences({ ...model, groups }, inAws, DAY), { beyond: [], missing: [] });
        assert.equal(accessDifferences({ ...model, groups }, AS_DEFINED, DAY).missing.length, 2);
    });

    it("is more: in a group, in another account, with a permission set of somebody else, and after the last day", () => {
        const { beyond, missing } = compared({
            groups: new Map([
                ["shop", ["ada@example.com", "eve@example.com"]],
                ["strangers", ["mallory"]],
            ]),
            access: [
                ...AS_DEFINED.access.slice(1),
                {
                    who: group("shop"),
                    permissionSet: "Administrator",
                    accounts: [MANAGEMENT_ACCOUNT, "shop-dev", "play"],
                },
                { who: user("mallory"), permissionSet: "Administrator", accounts: ["data-prod"] },
                { who: user("bob@example.com"), permissionSet: "Reader", accounts: ["play"] },
                { who: user("bob@example.com"), permissionSet: "Theirs", accounts: ["123456789012"] },
                { who: group("strangers"), permissionSet: "Theirs", accounts: ["play"] },
            ],
        });
        assert.deepEqual(missing, []);
        assert.deepEqual(directoryText({ beyond, missing }).split("\n").slice(1), [
            "  eve@example.com in group shop",
            "  group shop: Administrator in play",
            "  mallory: Administrator in data-prod",
            "  bob@example.com: Reader in play",
            "  bob@example.com: Theirs in 123456789012",
        ]);
    });

    it("is less: somebody is not in a group, and a group lacks an account", () => {
        const { beyond, missing } = compared({
            groups: new Map(),
            access: [{ who: group("shop"), permissionSet: "Administrator", accounts: ["shop-dev"] }],
        });
        assert.deepEqual(beyond, []);
        assert.deepEqual(directoryText({ beyond, missing }).split("\n").slice(1), [
            "  ada@example.com in group shop",
            "  group shop: Administrator in the management account",
            "  group auditors: Reader in shop-dev",
        ]);
    });
});
