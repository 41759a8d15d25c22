import assert from "node:assert/strict";
import { AccountAccessProvider } from "../../../../providers/accountAccessProvider";
import { InvitationProvider } from "../../../../providers/invitationProvider";
import { PermissionSetProvider } from "../../../../providers/permissionSetProvider";
import { ServiceMembersProvider } from "../../../../providers/serviceMembersProvider";
import { ForecastEngine } from "../../../../program/forecast";

type Inputs = Readonly<Record<string, unknown>>;
interface Diff {
    diff(id: string, before: Inputs, after: Inputs): Promise<{ readonly changes?: boolean }>;
}

const INVITATION = { targetType: "EMAIL", targetId: "shop@example.com", notes: "Welcome", previous: "h-1" };
const ACCESS = {
    ...{ instanceArn: "arn:instance", region: "us-east-1", permissionSetArn: "arn:set", permissionSet: "Developer" },
    ...{ principalType: "GROUP", principalId: "g-1", principal: "group developers", accounts: ["1", "2"] },
};
const SET = {
    ...{ name: "Developer", description: "", sessionMinutes: 60, relayState: "", managedPolicies: ["a", "b"] },
    ...{ customerManagedPolicies: [], inlinePolicy: "", tags: {}, instanceArn: "arn:instance", region: "us-east-1" },
    ...{ takenOver: false, isBreakGlass: false },
};
const MEMBERS = {
    ...{ service: "guardduty", region: "eu-west-1", administratorId: "1" },
    accounts: [{ id: "2", email: "shop@example.com" }],
};

describe("the inputs that our own providers compare", () => {
    for (const [type, provider, before, changed] of [
        ["organizations:Invitation", new InvitationProvider(), INVITATION, { notes: "Hello" }],
        ["organizations:Invitation", new InvitationProvider(), INVITATION, { previous: "h-2" }],
        ["people:AccountAccess", new AccountAccessProvider(), ACCESS, { principal: "group makers" }],
        ["people:AccountAccess", new AccountAccessProvider(), ACCESS, { permissionSet: "Makers" }],
        ["people:AccountAccess", new AccountAccessProvider(), ACCESS, { accounts: ["1"] }],
        ["people:PermissionSet", new PermissionSetProvider(), SET, { takenOver: true }],
        ["people:PermissionSet", new PermissionSetProvider(), SET, { managedPolicies: ["b", "a"] }],
        ["people:PermissionSet", new PermissionSetProvider(), SET, { sessionMinutes: 120 }],
        ["people:PermissionSet", new PermissionSetProvider(), SET, { isBreakGlass: true }],
        [
            "security:ServiceMembers",
            new ServiceMembersProvider(),
            MEMBERS,
            { accounts: [{ id: "2", email: "owner@example.com" }] },
        ],
        [
            "security:ServiceMembers",
            new ServiceMembersProvider(),
            MEMBERS,
            { accounts: [{ id: "3", email: "shop@example.com" }] },
        ],
    ] as const) {
        it(`of ${type} have a difference where the provider has one: ${JSON.stringify(changed)}`, async () => {
            const after = { ...before, ...changed };
            const { changes } = await (provider as unknown as Diff).diff("id", before, after);
            assert.equal(forecastOf(type, { inputs: before }, after) > 0, changes);
        });
    }
});

describe("a resource that an earlier run has not finished", () => {
    for (const [type, unfinished] of [
        ["baseline:BlockStackSet", { outputs: { pending: ["1"] } }],
        ["people:PermissionSet", { outputs: { outdated: ["1"] } }],
        ["organizations:Invitation", { initErrors: ["AWS refused it"] }],
    ] as const) {
        it(`${type} is changed although its inputs are the same`, () => {
            assert.equal(forecastOf(type, { inputs: { name: "x" } }, { name: "x" }), 0);
            assert.equal(forecastOf(type, { inputs: { name: "x" }, ...unfinished }, { name: "x" }), 1);
        });
    }
});

describe("a resource of which AWS has something else than the last run wanted", () => {
    for (const type of ["baseline:BlockStackSet", "people:AccountAccess", "security:ServiceMembers"]) {
        const inputs = { accounts: { shop: "1" }, region: "us-east-1" };
        it(`${type} is changed although its inputs are the same`, () => {
            const same = { ...inputs, stackSetId: "one" };
            assert.equal(forecastOf(type, { inputs, outputs: same }, inputs), 0);
            const more = { ...same, accounts: { shop: "1", closed: "2" } };
            assert.equal(forecastOf(type, { inputs, outputs: more }, inputs), 1);
        });
    }
});

/** How many changes a forecast finds. */
function forecastOf(
    ownType: string,
    before: { inputs: Inputs; outputs?: Inputs; initErrors?: readonly string[] },
    inputs: Inputs,
): number {
    const type = `pulumi-nodejs:dynamic/${ownType}`;
    const urn = `urn:pulumi:test::aws-organization::${type}::one`;
    const engine = new ForecastEngine([{ urn, id: "id", custom: true, ...before }]);
    engine.register({
        ...{ urn, type, name: "one", isCustom: true, inputs, ignoreChanges: [], aliases: [], isRetained: false },
    });
    return engine.finish().changes.length;
}
