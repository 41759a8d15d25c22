import assert from "node:assert/strict";
import { messageText } from "../../../../evaluator/effect";
import type { ExistingResource } from "../../../../definition/feature";
import { NO_COSTS_FOUND, type FoundCosts } from "../../../../features/costs/plan/foundCosts";
import { COST_RESOURCES } from "../../../../features/costs/plan/stackBefore";
import { ACTION, APPLIED, BUCKET, DEFINITION, messages, modelOf, reviewed, WITHOUT_STOP } from "./reviewFixture";

describe("the review of costs", () => {
    it("names the line of what is refused", () => {
        const taken = [{ what: "budget" as const, name: "Everything", path: ["budget"] }];
        const placeOf = (): { file: string; line: number; column: number } => ({ file: "b.yaml", line: 7, column: 3 });
        const places = (found: object): unknown => reviewed({ taken, ...found }).problems.map(({ place }) => place);
        assert.deepEqual(places({ placeOf }), [placeOf()]);
        assert.deepEqual(places({}), [NO_COSTS_FOUND.anywhere]);
    });

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
        assert.match(
            messageText(warnings[0] ?? ""),
            /^budget B has a filter in AWS, and does not count the whole organisation/,
        );
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
            warnings.map(messageText).join("\n"),
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
