import assert from "node:assert/strict";
import type { ExistingPeople } from "../../../../../features/people/adoption/existingPeople";
import { AccessComparison } from "../../../../../features/people/drift/accessComparison";
import { appliedPeople } from "../../../../../features/people/drift/appliedPeople";
import type { DriftReading } from "../../../../../operations/commands/drift/feature";
import { DAY, peopleModel, type PeopleSketch } from "../peopleSketch";

const ACCOUNTS: Readonly<Record<string, string>> = { "111111111111": "shop-dev", "222222222222": "play" };
const [DEV = "", PLAY = ""] = Object.keys(ACCOUNTS);
const MANAGEMENT = "123456789012";
const CLOSED = "333333333333";
const ADMIN = "arn:aws:sso:::permissionSet/ssoins-1/ps-admin";

const DEFINITION: PeopleSketch = {
    groups: { shop: ["ada@example.com"], auditors: "external" },
    users: ["bob@example.com"],
    sets: { Admin: { name: "Administrator" } },
    access: [{ who: "shop", set: "Admin", in: ["shop-dev"] }],
};

const urnOf = (type: string, name: string): string => `urn:pulumi:test::aws-organization::${type}::${name}`;
const RESOURCES: DriftReading["resources"] = (
    [
        ["aws:identitystore/group:Group", "shop", { groupId: "g-shop" }],
        ["aws:identitystore/user:User", "ada@example.com", { userId: "u-ada" }],
        ["aws:identitystore/user:User", "bob@example.com", { userId: "u-bob" }],
        ["aws:identitystore/groupMembership:GroupMembership", "ada", { groupId: "g-shop", memberId: "u-ada" }],
        ["pulumi-nodejs:dynamic/people:PermissionSet", "Admin", { arn: ADMIN }],
        [
            "pulumi-nodejs:dynamic/people:AccountAccess",
            "Admin@shop",
            {
                permissionSetArn: ADMIN,
                principalType: "GROUP",
                principalId: "g-shop",
                principal: "group shop",
                accounts: [DEV, CLOSED],
            },
        ],
    ] as const
).map(([type, name, outputs]) => ({ urn: urnOf(type, name), outputs }));

const AS_APPLIED: ExistingPeople = {
    instance: { arn: "arn:instance", identityStoreId: "d-1", region: "us-east-1" },
    groups: [
        { id: "g-shop", name: "shop", description: "", isExternal: false, members: ["u-ada"] },
        { id: "g-other", name: "strangers", description: "", isExternal: false, members: ["u-eve"] },
    ],
    users: [
        ["u-ada", "ada@example.com"],
        ["u-bob", "bob@example.com"],
        ["u-eve", "eve@example.com"],
    ].map(([id = "", userName = ""]) => ({
        id,
        userName,
        givenName: "",
        familyName: "",
        displayName: "",
        emails: [],
        isExternal: false,
    })),
    permissionSets: [],
    assignments: [
        { permissionSet: ADMIN, principal: { kind: "group", id: "g-shop" }, accounts: [DEV] },
        { permissionSet: "arn:strange", principal: { kind: "group", id: "g-other" }, accounts: [PLAY] },
    ],
};

/** What was found, shortly: kind, who, what and where, what the definition says, and the resources. */
function drift(inAws: Partial<ExistingPeople>, sketch = DEFINITION): unknown[] {
    const reading = {
        managementAccountId: MANAGEMENT,
        node: (id: string) => ({ kind: "account", id, name: id, ...(ACCOUNTS[id] && { key: ACCOUNTS[id] }) }),
        isGone: (id: string) => id === CLOSED,
        place: () => ({ file: "people.yaml" }),
        day: DAY,
    } as unknown as DriftReading;
    const existing = { ...AS_APPLIED, ...inAws };
    return new AccessComparison(appliedPeople(RESOURCES), existing, peopleModel(sketch), reading)
        .differences()
        .map((one) => {
            assert.ok("permissionSet" in one || "group" in one);
            const [what, where] = "group" in one ? [one.group, []] : [one.permissionSet, one.accounts];
            const places = where.map(({ key, id }) => key ?? id);
            const names = one.resources.map((urn) => urn.split("::").at(-1));
            return [
                one.kind,
                one.subject.key ?? one.subject.name,
                what.key ?? what.name,
                places,
                one.definitionSays,
                names,
            ];
        });
}

const assigned = (permissionSet: string, id: string, ...accounts: string[]): ExistingPeople["assignments"][number] => ({
    permissionSet,
    principal: { kind: id.startsWith("u-") ? "user" : "group", id },
    accounts,
});

describe("org drift: people", () => {
    it("is nothing where AWS has what the last `up` gave; strangers and closed accounts do not count", () => {
        assert.deepEqual(drift({}), []);
    });

    it("is who was put into a group, and who is no longer in it", () => {
        const [shop, ...others] = AS_APPLIED.groups;
        assert.ok(shop);
        assert.deepEqual(drift({ groups: [{ ...shop, members: ["u-bob", "u-eve"] }, ...others] }), [
            ["member-removed", "ada@example.com", "shop", [], "was", ["ada"]],
            ["member-added", "bob@example.com", "shop", [], "was", []],
            ["member-added", "eve@example.com", "shop", [], "was", []],
        ]);
        const written = {
            ...DEFINITION,
            groups: { ...DEFINITION.groups, shop: ["ada@example.com", "bob@example.com"] },
        };
        assert.deepEqual(drift({ groups: [{ ...shop, members: ["u-ada", "u-bob"] }, ...others] }, written), [
            ["member-added", "bob@example.com", "shop", [], "is", []],
        ]);
    });

    it("is access in another account, of other people with our permission set, and of our people with another", () => {
        const [, strange] = AS_APPLIED.assignments;
        assert.ok(strange);
        assert.deepEqual(
            drift({
                assignments: [
                    strange,
                    assigned(ADMIN, "g-shop", DEV, PLAY, MANAGEMENT),
                    assigned(ADMIN, "g-other", PLAY),
                    assigned("arn:strange", "u-bob", PLAY),
                ],
            }),
            [
                ["access-given", "shop", "Admin", ["play", MANAGEMENT], "was", ["Admin@shop"]],
                ["access-given", "strangers", "Admin", ["play"], "was", []],
                ["access-given", "bob@example.com", "arn:strange", ["play"], "was", []],
            ],
        );
    });

    it("is access that was taken away", () => {
        assert.deepEqual(drift({ assignments: [] }), [
            ["access-taken", "shop", "Admin", ["shop-dev"], "was", ["Admin@shop"]],
        ]);
    });
});
