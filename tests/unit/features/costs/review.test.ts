import assert from "node:assert/strict";
import type { ExistingResource, Findings } from "../../../../definition/feature";
import { costs } from "../../../../features/costs/definition";
import type { CostsModel } from "../../../../features/costs/model";
import { NO_COSTS_FOUND, type FoundCosts } from "../../../../features/costs/plan/foundCosts";
import { COST_RESOURCES } from "../../../../features/costs/plan/stackBefore";
import { reviewCosts } from "../../../../features/costs/review";
import { load } from "../../definition/definitionFixtures";

const DEFINITION = `
defaults: { email: "{account}@example.com" }
costs: { notify: [a@example.com], dimensions: { team: { tag: Team } }, export: { bucket: acme-costs } }
units:
    Sandbox: { kind: sandbox, accountBudget: { monthly: 50, stop: true }, accounts: { play: { tags: { Team: shop } } } }
`;

function modelOf(text = DEFINITION): CostsModel {
    return load(text).features.get(costs);
}

type State = Readonly<Record<string, readonly ExistingResource[]>>;

function reviewed(found: Partial<FoundCosts>, state: State = {}, model = modelOf()): Findings {
    const before = { accounts: new Map([["play", { id: "111122223333" }]]), resources: new Map(Object.entries(state)) };
    return reviewCosts(model, before, { ...NO_COSTS_FOUND, ...found });
}

const messages = ({ problems, warnings }: Findings): string =>
    [...problems.map(({ message }) => message), ...warnings].join("\n");

const STOPPED = { key: "play", id: "111122223333", isStopKept: true, isDefined: true };
const ACTION: ExistingResource = {
    name: "stop account play monthly",
    outputs: {
        budgetName: "account play monthly",
        definition: { scpActionDefinition: { targetIds: ["111122223333"] } },
    },
};
const WRITTEN = { place: { file: "sandbox.yaml", line: 3, column: 5 }, path: ["accounts", "play"] };
const BUCKET = { [COST_RESOURCES.bucket]: [{ name: "costs", outputs: { bucket: "acme-costs" } }] };
/** What the definition has, as an earlier run has applied it. */
const APPLIED = { ...BUCKET, [COST_RESOURCES.action]: [ACTION] };
const WITHOUT_STOP = DEFINITION.replace(", stop: true", "");

describe("the review of costs", () => {
    it("says nothing where nothing changes", () => {
        assert.deepEqual(reviewed({}, APPLIED), {
            problems: [],
            warnings: [],
        });
    });

    it("says once what a new stop cannot do, and what it costs", () => {
        const state = { ...BUCKET, [COST_RESOURCES.tag]: [{ name: "Team", outputs: {} }] };
        assert.match(
            messages(reviewed({}, state)),
            /^account play: `stop` is no hard cap\. AWS Budgets learns of costs up to about a day late[^\n]*$/,
        );
        const four = modelOf(DEFINITION.replace("play: {", "p1: {}, p2: {}, p3: {}, play: {"));
        const found = messages(reviewed({}, { ...state, [COST_RESOURCES.action]: [ACTION] }, four));
        assert.match(found, /^accounts p1, p2 and p3: `stop` is no hard cap/);
        assert.ok(
            found.endsWith(
                "4 budgets can stop an account: AWS bills 0.10 USD a day for each after the first 2, 0.20 USD a day in all",
            ),
            found,
        );
    });

    it("says once that a new tag of resources does not count for earlier costs", () => {
        const model = modelOf(WITHOUT_STOP.replace("{ tag: Team }", "{ tag: Team, resources: true }"));
        const tags = { registered: ["Team"], active: new Set<string>(), waiting: [], unread: [] };
        assert.match(
            messages(reviewed({ tags }, BUCKET, model)),
            /^dimension team: a resource's tag Team counts from the day/,
        );
        assert.equal(messages(reviewed({ tags: { ...tags, active: new Set(["Team"]) } }, BUCKET, model)), "");
        const state = { ...BUCKET, [COST_RESOURCES.tag]: [{ name: "Team", outputs: {} }] };
        assert.equal(messages(reviewed({ tags }, state, model)), "");
    });

    it("warns of a stopped account that stays stopped, and refuses nothing", () => {
        const { problems, warnings } = reviewed(
            { stopped: [STOPPED] },
            { ...BUCKET, [COST_RESOURCES.action]: [ACTION] },
        );
        assert.deepEqual(problems, []);
        assert.match(
            warnings.join("\n"),
            /account play \(111122223333\) has spent the budget[^]*\.\/org resume-spending play$/,
        );
    });

    for (const [what, stopped, state, definition] of [
        ["stop is removed", { ...STOPPED, isStopKept: false }, [ACTION], WITHOUT_STOP],
        [
            "its budget gets another name",
            STOPPED,
            [{ ...ACTION, outputs: { ...ACTION.outputs, budgetName: "old" } }],
            DEFINITION,
        ],
        ["its action gets another key", STOPPED, [{ ...ACTION, name: "stop account play other" }], DEFINITION],
        [
            "it is closed, and the policy goes too",
            { ...STOPPED, isStopKept: false, isDefined: false },
            [ACTION],
            WITHOUT_STOP,
        ],
    ] as const) {
        it(`refuses to strand the policy of a stopped account if ${what}`, () => {
            const { problems } = reviewed(
                { stopped: [stopped], places: new Map([["play", WRITTEN]]) },
                { [COST_RESOURCES.action]: state },
                modelOf(definition),
            );
            assert.equal(problems.length, 1);
            assert.deepEqual([problems[0]?.place, problems[0]?.path], [WRITTEN.place, WRITTEN.path]);
            assert.match(
                problems[0]?.message ?? "",
                /^account play \(111122223333\) has spent its budget[^]*resume-spending play$/,
            );
        });
    }

    it("lets a stopped account be closed while other accounts need the policy", () => {
        const { problems } = reviewed({ stopped: [{ ...STOPPED, key: "old", isStopKept: false, isDefined: false }] });
        assert.deepEqual(problems, []);
    });

    it("refuses an existing monitor that watches something else", () => {
        const { problems } = reviewed({
            misusedMonitors: [{ id: "arn:m", key: "team shop", watched: "the services" }],
        });
        assert.deepEqual(
            problems.map(({ path, message }) => [path, message]),
            [
                [
                    ["costs", "anomalies"],
                    "the monitor arn:m, which is taken over for team shop, watches the services. Use the ARN of another, or leave it out to create one",
                ],
            ],
        );
    });

    it("lets the last stopped account be closed while the definition keeps the policy", () => {
        const stopped = [{ ...STOPPED, key: "old", isStopKept: false, isDefined: false }];
        const { problems } = reviewed({ stopped, isStopPolicyKept: true }, {}, modelOf(WITHOUT_STOP));
        assert.deepEqual(problems, []);
    });

    it("refuses to delete an action if AWS does not say whether its account is stopped", () => {
        const state = { [COST_RESOURCES.action]: [ACTION] };
        const { problems } = reviewed({ areStopsUnread: true }, state, modelOf(WITHOUT_STOP));
        assert.match(
            problems.map(({ message }) => message).join("\n"),
            /^AWS did not say which accounts are stopped, and this run deletes "stop account play monthly"[^\n]*organizations:ListTargetsForPolicy[^\n]*$/,
        );
        assert.deepEqual(reviewed({ areStopsUnread: true }, APPLIED).problems, []);
    });

    it("refuses names that AWS has already, each with what to write", () => {
        const path = ["costs"];
        const { problems } = reviewed({
            taken: [
                { what: "budget", name: "B", path },
                { what: "category", name: "C", path, id: "arn:c" },
                { what: "monitor", name: "M", path, id: "arn:m" },
                { what: "subscription", name: "S", path, id: "arn:s" },
                { what: "bucket", name: "b", path },
                { what: "bucket", name: "f", path, isForeign: true },
            ],
        });
        const wanted = [
            /existing: true/,
            /`id: arn:c`/,
            /arn:m$/,
            /`id: arn:s`/,
            /no export of this program/,
            /another AWS account/,
        ];
        assert.equal(problems.length, wanted.length);
        for (const [index, pattern] of wanted.entries()) assert.match(problems[index]?.message ?? "", pattern);
    });

    it("refuses to take over a filtered budget for the whole organisation, and warns of one in the stack", () => {
        const path = ["budget"];
        const { problems, warnings } = reviewed(
            {
                filtered: [
                    { name: "A", path, isInStack: false },
                    { name: "B", path, isInStack: true },
                ],
            },
            APPLIED,
        );
        assert.equal(problems.length, 1);
        assert.match(problems[0]?.message ?? "", /^AWS's budget "A" has a filter, and counts only a part/);
        assert.deepEqual(warnings.length, 1);
        assert.match(warnings[0] ?? "", /^budget B has a filter in AWS, and does not count the whole organisation/);
    });

    it("says that a budget that is taken over can stop its account after the next run only", () => {
        const budgets = new Map([["account play monthly", "1:Play"]]);
        assert.match(
            messages(reviewed({ imports: { ...NO_COSTS_FOUND.imports, budgets } }, APPLIED)),
            /What the definition says differently is changed by the next run, which also lets account play monthly stop its account/,
        );
    });

    it("refuses another name of a category, and says what a removed one loses", () => {
        const state = {
            [COST_RESOURCES.category]: [
                { name: "team", outputs: { name: "Teams" } },
                { name: "gone", outputs: { name: "Gone" } },
            ],
        };
        const { problems, warnings } = reviewed({}, { ...BUCKET, ...state });
        assert.match(problems[0]?.message ?? "", /cannot rename the cost category "Teams".*Keep `name: Teams`/);
        assert.match(
            warnings.join("\n"),
            /dimension gone is no longer in the definition: its cost category "Gone" is deleted/,
        );
    });

    it("says which budgets are exceeded, the largest excess first, and which never saw a cost", () => {
        const figures = (name: string, spent: number): FoundCosts["exceeded"][number] => ({
            name,
            spent,
            amount: 50,
            currency: "USD",
            period: "MONTHLY",
        });
        const text = messages(
            reviewed({ exceeded: [figures("little", 51), figures("much", 1234.5)], silent: ["tagged"] }, BUCKET),
        );
        assert.match(text, /budgets are exceeded: "much" \(1,234\.50 USD of 50\.00 USD this month\) and "little"/);
        assert.match(text, /budget tagged is months old and has never seen a cost/);
    });

    it("says what an account that moves cost, the most expensive first, and which budgets it leaves and enters", () => {
        const move = (key: string, amount: number): FoundCosts["moves"][number] => ({
            key,
            id: "1",
            changes: ["moves to unit B"],
            leaves: ["unit A monthly"],
            enters: ["unit B monthly"],
            lastMonth: { month: "2026-10", amount, currency: "USD" },
        });
        const { warnings } = reviewed({ moves: [move("cheap", 1), move("dear", 900)], billedRequests: 1 }, APPLIED);
        assert.deepEqual(warnings, [
            'account dear (1) moves to unit B, leaves the budget "unit A monthly" and enters the budget "unit B monthly". It cost 900.00 USD in 2026-10, without credits, refunds and tax',
            'account cheap (1) moves to unit B, leaves the budget "unit A monthly" and enters the budget "unit B monthly". It cost 1.00 USD in 2026-10, without credits, refunds and tax',
            "Cost Explorer was asked what accounts cost last month: 1 request, which AWS bills with 0.01 USD",
        ]);
    });

    it("says which budgets an account that will be closed leaves only then", () => {
        const move = {
            key: "old",
            id: "1",
            changes: ["moves to unit Suspended", "will be closed when it is removed from the definition"],
            leaves: ["unit A monthly"],
            enters: [],
            leavesWhenRemoved: ["team shop monthly", "account old monthly"],
        };
        assert.deepEqual(reviewed({ moves: [move] }, APPLIED).warnings, [
            'account old (1) moves to unit Suspended, will be closed when it is removed from the definition and leaves the budget "unit A monthly". ' +
                'It leaves the budgets "team shop monthly" and "account old monthly" when it is removed',
        ]);
    });

    it("says what a new export costs, that the bucket of one that ends stays, and that it is taken over", () => {
        assert.match(messages(reviewed({})), /S3 bills what it stores/);
        const without = modelOf(DEFINITION.replace(", export: { bucket: acme-costs }", ""));
        assert.match(messages(reviewed({}, BUCKET, without)), /bucket "acme-costs" stays in AWS with all files/);
        assert.match(
            messages(reviewed({ imports: { ...NO_COSTS_FOUND.imports, bucket: "acme-costs" } })),
            /is taken over with its files/,
        );
        const renamed = { [COST_RESOURCES.bucket]: [{ name: "costs", outputs: { bucket: "old-costs" } }] };
        assert.match(messages(reviewed({}, renamed)), /The bucket "old-costs" stays in AWS with its files/);
    });

    it("refuses to move the bucket to another region, which AWS cannot", () => {
        const state = {
            [COST_RESOURCES.bucket]: [{ name: "costs", outputs: { bucket: "acme-costs", region: "eu-west-1" } }],
        };
        const [problem] = reviewed({}, state).problems;
        assert.deepEqual(problem?.path, ["costs", "export", "region"]);
        assert.match(problem.message, /is in eu-west-1, and AWS cannot move it to us-east-1\. Keep region: eu-west-1/);
        const other = modelOf(DEFINITION.replace("bucket: acme-costs", "bucket: other-costs"));
        assert.deepEqual(reviewed({}, state, other).problems, []);
    });

    it("warns of budgets that end, and of those that take their place", () => {
        const budget = (name: string): ExistingResource => ({ name, outputs: { name } });
        const kept = budget("account play monthly");
        const state = { ...APPLIED, [COST_RESOURCES.budget]: [kept, budget("team lake monthly")] };
        assert.equal(messages(reviewed({}, state)), 'budget "team lake monthly" is deleted');
        const renamed = { ...APPLIED, [COST_RESOURCES.budget]: [budget("team lake monthly")] };
        assert.match(
            messages(reviewed({}, renamed)),
            /^budget "team lake monthly" is deleted, and "account play monthly" created: a new budget has no history/,
        );
    });

    it("says which tags wait, which budgets are not created, and what AWS did not answer", () => {
        const text = messages(
            reviewed(
                {
                    tags: { registered: [], active: new Set<string>(), waiting: ["Team"], unread: ["Cost"] },
                    empty: ["unit Empty monthly"],
                    unread: ["the budgets (AccessDeniedException)"],
                },
                BUCKET,
            ),
        );
        assert.match(text, /cost allocation tag Team: AWS does not know it yet/);
        assert.match(text, /cost allocation tag Cost: not activated by this run/);
        assert.match(text, /budget unit Empty monthly has no accounts to count/);
        assert.match(text, /the budgets \(AccessDeniedException\)\. The run continues without it/);
    });

    it("warns of a budget that another one replaces", () => {
        const state = {
            ...BUCKET,
            [COST_RESOURCES.budget]: [{ name: "account play monthly", outputs: { name: "Old" } }],
        };
        assert.match(messages(reviewed({}, state)), /A new budget replaces "?.*Old.*by.*account play monthly/);
    });
});
