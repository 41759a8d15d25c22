import assert from "node:assert/strict";
import { sessionsOf, type IdentityDirectory, type IdentityHolder } from "../../../../../definition/access";
import { MANAGEMENT_ACCOUNT } from "../../../../../features/people/matrix";
import { load } from "../../../definition/definitionFixtures";

const MODEL = load(`
defaults: { email: "{account}@example.com" }
organization: { serviceAccess: [sso.amazonaws.com] }
units: { Production: { accounts: { shop-prod: {} } }, Sandbox: { accounts: { play: {} } } }
people:
    groups: { developers: {}, auditors: { external: true } }
    users:
        ada@example.com: { name: Ada Lovelace, groups: [developers] }
        bob@example.com: { name: Bob Bobson }
    permissionSets:
        Developer:
            description: Develops
            managedPolicies: [job-function/ViewOnlyAccess]
            customerManagedPolicies: [{ name: Restart }]
            inlinePolicy:
                Version: "2012-10-17"
                Statement:
                    - { Sid: Read, Effect: Allow, Action: "s3:Get*", Resource: "*" }
                    - { Sid: Write, Effect: Allow, Action: "s3:Put*", Resource: "*" }
            boundary: { managed: PowerUserAccess }
access:
    - { who: developers, permissionSet: Developer, where: everywhere, because: they work there }
    - { who: auditors, permissionSet: read-only, where: [shop-prod], because: audit, until: 2026-12-31 }
    - { who: bob@example.com, permissionSet: break-glass, where: { managementAccount: true }, because: emergencies }
    - { who: bob@example.com, permissionSet: break-glass, where: [play], because: emergencies }
`);

const directory = (day = "2026-11-27"): IdentityDirectory => {
    const found = MODEL.features.identities(MODEL, day);
    assert.ok(found);
    return found;
};
const sets = (account: string, holder: IdentityHolder, day?: string): string[] =>
    sessionsOf(directory(day), account, holder).map(({ session }) => session.permissionSet);
const line = (place: string | undefined): string => place?.replace(/^.*organization\.yaml:(\d+):.*$/, "$1") ?? "";

describe("the people of a definition as a directory", () => {
    it("has persons, and groups with their members", () => {
        const { persons, groups } = directory();
        assert.deepEqual(persons, ["ada@example.com", "bob@example.com"]);
        assert.deepEqual(groups, [
            { key: "auditors", members: [], isExternal: true },
            { key: "developers", members: ["ada@example.com"], isExternal: false },
        ]);
    });

    it("gives persons what their groups have, and groups what grants name them for", () => {
        assert.deepEqual(sets("shop-prod", { kind: "person", key: "ada@example.com" }), ["Developer"]);
        assert.deepEqual(sets("shop-prod", { kind: "group", key: "developers" }), ["Developer"]);
        assert.deepEqual(sets("shop-prod", { kind: "person", key: "bob@example.com" }), []);
        assert.deepEqual(sets("play", { kind: "person", key: "bob@example.com" }), ["break-glass"]);
        assert.deepEqual(sets(MANAGEMENT_ACCOUNT, { kind: "person", key: "bob@example.com" }), ["break-glass"]);
        assert.deepEqual(sets("nowhere", { kind: "person", key: "bob@example.com" }), []);
    });

    it("knows the last day of a grant", () => {
        assert.deepEqual(sets("shop-prod", { kind: "group", key: "auditors" }, "2026-12-31"), ["read-only"]);
        assert.deepEqual(sets("shop-prod", { kind: "group", key: "auditors" }, "2027-01-01"), []);
    });

    it("has each policy with its document, as far as it is known, and its line", () => {
        const [granted] = sessionsOf(directory(), "play", { kind: "group", key: "developers" });
        assert.equal(line(granted?.grantedAt), "22");
        assert.deepEqual(
            granted?.session.policies.map((one) => [one.label, line(one.place), one.content !== undefined]),
            [
                ["job-function/ViewOnlyAccess", "13", true],
                ["/Restart", "14", false],
                ["its inline policy", "15", true],
            ],
        );
        assert.deepEqual(granted?.session.policies[2]?.statementPlaces?.map(line), ["18", "19"]);
        assert.equal(granted?.session.boundary?.label, "PowerUserAccess");
        assert.equal(granted?.session.role.permissionSet, "Developer");
    });

    it("has one session for a permission set, in whatever account it is", () => {
        const ada: IdentityHolder = { kind: "person", key: "ada@example.com" };
        const all = directory();
        assert.equal(sessionsOf(all, "play", ada)[0]?.session, sessionsOf(all, "shop-prod", ada)[0]?.session);
    });
});
