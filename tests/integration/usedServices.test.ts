import assert from "node:assert/strict";
import * as path from "node:path";
import { EXIT } from "../../operations/cli/commandError";
import { Project, type Definition } from "./support";

const PEOPLE = {
    groups: { platform: {}, developers: {} },
    users: {
        "ada@example.com": { name: "Ada Lovelace", groups: ["platform"] },
        "grace@example.com": { name: "Grace Hopper", groups: ["developers"] },
    },
    permissionSets: {
        Queues: {
            description: "Sends messages",
            inlinePolicy: {
                Version: "2012-10-17",
                Statement: [{ Effect: "Allow", Action: ["sqs:SendMessage", "states:*"], Resource: "*" }],
            },
        },
    },
};
const EMERGENCIES = { who: "platform", permissionSet: "break-glass", where: "everywhere", because: "emergencies" };
const QUEUES = { who: "developers", permissionSet: "Queues", where: ["shop"], because: "their queues" };

function policy(description: string, Effect: "Allow" | "Deny", ...Action: string[]): object {
    const document = { Version: "2012-10-17", Statement: [{ Effect, Action, Resource: "*" }] };
    return { type: "SERVICE_CONTROL_POLICY", description, document };
}

interface Guards {
    readonly workloads?: readonly string[];
    readonly play?: object;
    readonly access?: readonly object[];
}

function definition({ workloads = [], play = {}, access = [EMERGENCIES, QUEUES] }: Guards = {}): Definition {
    return {
        organization: { serviceAccess: ["sso.amazonaws.com"] },
        defaults: { email: "aws+{account}@example.com" },
        policies: {
            unused: policy("Nobody uses this", "Deny", "glue:*"),
            tables: policy("No tables", "Deny", "dynamodb:*"),
            storage: policy("Only buckets", "Allow", "s3:*", "sts:*"),
        },
        units: {
            Workloads: { guardrails: workloads, accounts: { shop: {}, data: {}, lake: {} } },
            Sandbox: { accounts: { play, other: {} } },
        },
        people: PEOPLE,
        access,
    } as unknown as Definition;
}

const CHANGED = definition({
    workloads: ["unused", "tables"],
    play: { fullAccess: false, guardrails: ["storage"] },
    access: [EMERGENCIES],
});

interface UsedJson {
    readonly used: {
        readonly losses: readonly {
            readonly heading: string;
            readonly accounts: readonly string[];
            readonly used: readonly { service: string; count: number; by?: readonly string[] }[];
        }[];
        readonly problem?: string;
    };
}

describe("what accounts used of services, in a stack", function () {
    this.timeout(480_000);
    let project: Project;
    const org = async (...args: string[]): Promise<string> => {
        const cache = { XDG_CACHE_HOME: path.join(project.folder, "cache") };
        const { code, output } = await project.org(args, cache);
        assert.equal(code, EXIT.done, output);
        return output;
    };
    const reports = async (): Promise<number> =>
        (await project.aws.calls())["iam.GenerateOrganizationsAccessReport"] ?? 0;

    before(async () => {
        project = await Project.start();
        // The first run makes the organisation, and the second one its people.
        project.define(definition());
        await project.up();
        await project.apply(definition());
        const { accounts } = await project.outputs();
        const id = (key: string): string => accounts[key]?.id ?? assert.fail(key);
        await project.aws.addUsage([
            { account: id("shop"), service: "dynamodb", daysAgo: 2, region: "eu-west-1" },
            { account: id("data"), service: "dynamodb", daysAgo: 40, region: "eu-central-1" },
            { account: id("lake"), service: "dynamodb", daysAgo: 200 },
            { account: id("lake"), service: "glue", daysAgo: 300 },
            { account: id("shop"), service: "sqs", daysAgo: 0, region: "eu-west-1" },
            { account: id("play"), service: "ec2", daysAgo: 5, region: "us-east-1" },
            { account: id("play"), service: "s3", daysAgo: 1, region: "us-east-1" },
        ]);
    });
    after(() => project.stop());

    it("org used says it of a unit, of an account, and of a guardrail at the place that it is meant for", async () => {
        assert.match(await org("used", "Workloads"), /dynamodb +2 days ago +3 in 400 days +shop +eu-west-1/);
        assert.match(await org("used", "lake", "--since", "250d"), /dynamodb +200 days ago/);
        project.define(CHANGED);
        assert.match(await org("used", "tables"), /dynamodb +unit Workloads +entirely +2 days ago +2 of 3 +shop/);
        const outside = await org("used", "storage");
        assert.match(outside, /ec2 +account play +entirely +5 days ago/);
        assert.doesNotMatch(outside, /s3 +account/);
    });

    it("org effect asks AWS nothing, and says that nothing is lost where nothing changes", async () => {
        await project.aws.resetCalls();
        assert.match(await org("effect"), /Tighter: Workloads \(3 accounts\) may do less/);
        project.define(definition());
        assert.match(await org("effect", "--used"), /Nothing changes in what can be done/);
        assert.deepEqual(await project.aws.calls(), {});
        project.define(CHANGED);
    });

    it("org effect --used says it beside each loss, what was used first, and takes few reports", async () => {
        await project.aws.resetCalls();
        const output = await org("effect", "--used", "--fresh");
        const at = (text: string): number => {
            const found = output.indexOf(text);
            assert.ok(found >= 0, `${text} is not in:\n${output}`);
            return found;
        };
        const order = [
            "Tighter: Workloads (3 accounts) may do less",
            "2 of these 3 accounts (data and shop) used dynamodb in the last 90 days, the last time 2 days ago, from eu-west-1",
            "none of these 3 accounts used glue in the last 90 days",
            "Tighter: access is taken away",
            "shop used sqs in the last 90 days, the last time today, from eu-west-1",
        ].map(at);
        assert.deepEqual(
            order,
            [...order].sort((one, two) => one - two),
            output,
        );
        at("play used ec2 in the last 90 days, the last time 5 days ago, from us-east-1");
        at("The report is per service, not per action");
        // Workloads and its three accounts, shop for the people, and play.
        assert.equal(await reports(), 5);
        await project.aws.resetCalls();
        const json = await org("effect", "--used", "--json");
        const { used } = JSON.parse(json.slice(json.indexOf("{"))) as UsedJson;
        assert.equal(await reports(), 0);
        const [worst] = used.losses;
        assert.deepEqual(worst?.accounts, ["data", "lake", "shop"]);
        assert.deepEqual(
            worst?.used.map(({ service, count, by }) => [service, count, by]),
            [["dynamodb", 2, ["data", "shop"]]],
        );
    });

    it("org effect --used shows the effect as it is if AWS refuses, and says why in one line", async () => {
        await project.aws.fault({
            operation: "iam.GenerateOrganizationsAccessReport",
            times: 100,
            error: { code: "AccessDenied", message: "not authorized to perform it", status: 403 },
        });
        const output = await org("effect", "--used", "--fresh");
        await project.aws.clearFaults();
        const effect = await org("effect");
        const problem = /^What was used is not shown: AWS denies this .*not authorized to perform it$/m;
        assert.match(output, problem);
        assert.ok(output.includes(effect.trim()), output);
    });

    it("org effect --used goes on if AWS makes no more reports for the moment", async () => {
        await project.aws.fault({
            operation: "iam.GenerateOrganizationsAccessReport",
            error: { code: "ReportGenerationLimitExceeded", status: 409 },
        });
        assert.match(await org("effect", "--used", "--fresh", "--summary"), /2 of these 3 accounts .* used dynamodb/);
    });
});
