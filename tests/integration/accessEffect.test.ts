import assert from "node:assert/strict";
import { assertRefused, Project, type Definition } from "./support";

const PEOPLE = {
    groups: { platform: {}, developers: {} },
    users: {
        "ada@example.com": { name: "Ada Lovelace", groups: ["platform"] },
        "grace@example.com": { name: "Grace Hopper", groups: ["developers"] },
        "linus@example.com": { name: "Linus Torvalds" },
    },
    permissionSets: {
        Queues: {
            description: "Sends messages",
            inlinePolicy: {
                Version: "2012-10-17",
                Statement: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" }],
            },
        },
    },
};
const EMERGENCIES = { who: "platform", permissionSet: "break-glass", where: "everywhere", because: "emergencies" };
const QUEUES = { who: "developers", permissionSet: "Queues", where: ["shop"], because: "their queues" };

function definition(people: object = PEOPLE, access: object[] = [EMERGENCIES, QUEUES]): Definition {
    return {
        organization: { serviceAccess: ["sso.amazonaws.com"] },
        defaults: { email: "aws+{account}@example.com" },
        units: { Workloads: { accounts: { shop: {}, data: {} } } },
        people,
        access,
    } as Definition;
}

describe("the effect of a change on people, in a stack", function () {
    this.timeout(480_000);
    let project: Project;

    before(async () => {
        project = await Project.start();
        project.define(definition());
        // The first run makes the organisation, and the second one its people.
        await project.up();
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
    });
    after(() => project.stop());

    it("is nothing after an `up`, also for org effect", async () => {
        const { output, code } = await project.preview();
        assert.equal(code, 0, output);
        assert.doesNotMatch(output, /access is (given|taken)|allows (more|less)/);
        const effect = await project.org(["effect", "--json"]);
        const { access } = JSON.parse(effect.output) as { access: { people: unknown[]; groups: unknown[] } };
        assert.deepEqual(access, { people: [], groups: [] });
    });

    it("is said by the preview: who gains and loses what, and what a permission set allows", async () => {
        const users = {
            ...PEOPLE.users,
            "grace@example.com": { name: "Grace Hopper" },
            "linus@example.com": { name: "Linus Torvalds", groups: ["developers"] },
        };
        const Queues = structuredClone(PEOPLE.permissionSets.Queues);
        Queues.inlinePolicy.Statement[0] = { Effect: "Allow", Action: "sqs:PurgeQueue", Resource: "*" };
        const people = { ...PEOPLE, users, permissionSets: { Queues } };
        project.define(definition(people, [EMERGENCIES, { ...QUEUES, where: ["Workloads"] }]));
        const { output, code } = await project.preview();
        assert.equal(code, 0, output);
        for (const text of [
            "LOOSER: access is given",
            "group developers (1 person) gains Queues in data",
            "linus@example.com gains Queues in shop, by joining group developers",
            "LOOSER: permission set Queues (1 person, in 2 accounts) allows more",
            "sqs: PurgeQueue",
            "Tighter: access is taken away",
            "grace@example.com loses Queues in shop, by leaving group developers",
            "sqs: SendMessage",
        ]) {
            assert.ok(output.includes(text), `${text} is not in:\n${output}`);
        }
    });

    it("is refused if nobody administers an account any more, unless that is acknowledged", async () => {
        project.define(definition(PEOPLE, [QUEUES]));
        assertRefused(
            await project.preview(),
            "after this change nobody administers any account of the organisation: group platform loses break-glass.",
            "people: { acknowledge: { withoutAdministrator: [data, shop] } }",
        );
        project.define(definition({ ...PEOPLE, acknowledge: { withoutAdministrator: ["data", "shop"] } }, [QUEUES]));
        const { output, code } = await project.preview();
        assert.equal(code, 0, output);
        assert.match(output, /group platform \(1 person\) loses break-glass in every account \(2\)/);
    });
});
