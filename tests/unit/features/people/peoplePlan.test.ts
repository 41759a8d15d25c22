import assert from "node:assert/strict";
import type { RunPlan } from "../../../../program/plan";
import type { ExistingResources } from "../../../../program/state";
import { answering, planned, STACK } from "../../program/plan/planSupport";
import { MANAGEMENT_ID, stateOf, type PeopleSketch } from "./peopleSketch";

const definition = (access: string): string => `
defaults: { email: "{account}@example.com" }
organization: { serviceAccess: [sso.amazonaws.com] }
people:
    groups: { platform: {} }
    users:
        ada@example.com: { name: Ada Lovelace, groups: [platform] }
        eve@example.com: { name: Eve Evans, groups: [platform] }
    permissionSets:
        Admin: { library: break-glass }
        Queues:
            description: Sends messages
            inlinePolicy: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "sqs:SendMessage", Resource: "*" }] }
access:
${access}
units: { U: { accounts: { play: {} } } }
`;

const QUEUES = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" }],
});
const BEFORE: PeopleSketch = {
    groups: { platform: ["ada@example.com", "eve@example.com"] },
    sets: {
        Admin: { managedPolicies: ["AdministratorAccess"] },
        Queues: { inlinePolicy: QUEUES, managedPolicies: [] },
    },
    access: [
        { who: "platform", set: "Admin", in: ["play"] },
        { who: "ada@example.com", set: "Queues", in: ["play"] },
    ],
};

function planOf(access: string): Promise<RunPlan> {
    const { resources, accounts } = stateOf(BEFORE, ["play"]);
    const existing: ExistingResources = {
        ...STACK,
        managementAccountId: MANAGEMENT_ID,
        serviceAccess: ["sso.amazonaws.com"],
        units: new Map([["U", { id: "ou-u", name: "U" }]]),
        accounts: new Map(
            [...accounts].map(([key, { id }]) => [
                key,
                { id, name: key, email: `${key}@example.com`, unit: "U", parentId: "ou-u", closing: false },
            ]),
        ),
        featureResources: resources,
    };
    const services = (): Promise<string[]> => Promise.resolve(["sso.amazonaws.com"]);
    return planned(definition(access), existing, answering({ organization: { services } }));
}

describe("the plan of a run that changes people's access", () => {
    it("says who gains as a warning and who loses as an information, among the effects", async () => {
        const { refusals, notes } = await planOf(`
    - { who: platform, permissionSet: Admin, where: everywhere, because: emergencies }
    - { who: eve@example.com, permissionSet: Queues, where: [play], because: she sends messages }`);
        assert.deepEqual(refusals, []);
        assert.deepEqual(
            notes.filter(({ topic }) => topic === "effect").map(({ severity, message }) => `${severity} ${message}`),
            [
                "warning LOOSER: access is given\n  - eve@example.com gains Queues in play",
                "info Tighter: access is taken away\n  - ada@example.com loses Queues in play",
            ],
        );
    });

    it("is refused if nobody administers an account any more, with the place of the grant that has ended", async () => {
        const { refusals } = await planOf(`
    - { who: platform, permissionSet: Admin, where: everywhere, until: 2026-11-25, because: emergencies }
    - { who: ada@example.com, permissionSet: Queues, where: [play], because: she sends messages }`);
        assert.equal(refusals.length, 1);
        assert.match(
            refusals[0]?.message ?? "",
            /^after this change nobody administers any account .*group platform has Admin until 2026-11-25/,
        );
        assert.deepEqual(refusals[0]?.path, ["access", 0, "until"]);
        assert.equal(refusals[0]?.place.line, 16);
    });

    it("is refused as well if the last line of `access` is removed", async () => {
        const { refusals } = await planOf("    []");
        assert.equal(refusals.length, 1);
        assert.match(refusals[0]?.message ?? "", /^after this change nobody administers any account /);
    });
});
