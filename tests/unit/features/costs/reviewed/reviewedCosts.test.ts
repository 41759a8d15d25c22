import assert from "node:assert/strict";
import { COST_TYPES } from "../../../../../components/typeTokens";
import type { ResourceChange } from "../../../../../definition/feature";
import { costs } from "../../../../../features/costs/definition";
import { COST_COMPONENTS, COST_RESOURCES } from "../../../../../features/costs/plan/stackBefore";
import { changedDefinition, reviewedBetween } from "../../changedDefinitions";

interface Written {
    readonly costs?: string;
    readonly sandbox?: string;
    readonly workloads?: string;
    readonly shop?: string;
    readonly more?: string;
}

function definition({ costs: keys = "", sandbox = "", workloads = "", shop = "shop", more = "" }: Written): string {
    return `
defaults: { email: "{account}@example.com", tags: { Team: shop } }
costs: { notify: [finops@example.com]${keys === "" ? "" : `, ${keys}`} }
units:
    Sandbox: { kind: sandbox, accounts: { play: { ${sandbox} } } }
    Workloads:
        ${workloads === "" ? "" : `${workloads}`}
        accounts: { shop-prod: { tags: { Team: ${shop} } }${more} }
`;
}

interface Case {
    readonly about: string;
    readonly before?: Written;
    readonly after?: Written;
    /** The risk and sentence of each change, and then its details. */
    readonly expected: readonly string[];
}

const TEAM = "dimensions: { team: { tag: Team, values: [shop, data], default: unassigned } }";

const CASES: readonly Case[] = [
    {
        about: "a dimension that comes with accounts whose ids are not known yet",
        before: {},
        after: {
            costs: "dimensions: { department: { values: { retail: { accounts: [new-one] }, lab: { accounts: [play] } }, default: none } }",
            more: ", new-one: {}",
        },
        expected: ['routine: Cost category "department" is created with the values lab and retail.'],
    },
    {
        about: "a budget that comes",
        after: { workloads: "budget: 500" },
        expected: ['routine: Budget "unit Workloads monthly" is created with 500 USD a month.'],
    },
    {
        about: "a budget that doubles",
        before: { workloads: "budget: 500" },
        after: { workloads: "budget: 1000" },
        expected: ['attention: Budget "unit Workloads monthly" goes from 500 USD to 1,000 USD.'],
    },
    {
        about: "a budget that grows a little",
        before: { workloads: "budget: 500" },
        after: { workloads: "budget: 600" },
        expected: ['routine: Budget "unit Workloads monthly" goes from 500 USD to 600 USD.'],
    },
    {
        about: "a budget that goes",
        before: { workloads: "budget: { yearly: 500 }" },
        expected: ['attention: Budget "unit Workloads yearly" is deleted (500 USD a year).'],
    },
    {
        about: "alerts",
        before: { workloads: "budget: { monthly: 500, alerts: [50%, 80%] }" },
        after: { workloads: "budget: { monthly: 500, alerts: [80%, forecast 100%, 400 USD] }" },
        expected: [
            'attention: Budget "unit Workloads monthly" no longer alerts at 50 % of the actual costs and alerts at 100 % of the forecast costs and 400 USD of the actual costs.',
        ],
    },
    {
        about: "other people",
        before: { workloads: "budget: { monthly: 500, alerts: [50%] }" },
        after: { workloads: "budget: { monthly: 500, alerts: [50%], notify: [cfo@example.com] }" },
        expected: ['routine: Budget "unit Workloads monthly" alerts other people.'],
    },
    {
        about: "a new account in its unit",
        before: { workloads: "budget: 500" },
        after: { workloads: "budget: 500", more: ", shop-dev: {}" },
        expected: ['routine: Budget "unit Workloads monthly" counts new accounts too.'],
    },
    {
        about: "a stop that comes",
        before: { sandbox: "budget: 50" },
        after: { sandbox: "budget: { monthly: 50, stop: true }" },
        expected: [
            'attention: Budget "account play monthly" stops its account when it is spent, as far as AWS Budgets knows.',
            "routine: The role of AWS Budgets is created: it attaches the policy stop-spending to accounts that have spent their budget.",
        ],
    },
    {
        about: "a stop that goes",
        before: { sandbox: "budget: { monthly: 50, stop: true }" },
        after: { sandbox: "budget: 50" },
        expected: [
            'danger: Budget "account play monthly" no longer stops its account when it is spent.',
            "attention: The role of AWS Budgets is deleted: no budget stops an account any more.",
        ],
    },
    {
        about: "a budget that goes with its stop",
        before: { sandbox: "budget: { monthly: 50, stop: true }" },
        after: {},
        expected: [
            'danger: Budget "account play monthly" no longer stops its account when it is spent and is deleted (50 USD a month).',
            "attention: The role of AWS Budgets is deleted: no budget stops an account any more.",
        ],
    },
    {
        about: "a dimension that comes",
        after: { costs: TEAM },
        expected: ['routine: Cost category "team" is created with the value shop.'],
    },
    {
        about: "an account under another value",
        before: { costs: TEAM },
        after: { costs: TEAM, shop: "data", more: ", shop-dev: { tags: { Team: data } }" },
        expected: [
            'routine: Cost category "team" gets the value data, counts a new account and counts an account under another value.',
            "Account shop-dev, which is new, counts under data.",
            "Account shop-prod counts under data instead of shop.",
        ],
    },
    {
        about: "a dimension that goes",
        before: { costs: TEAM },
        expected: ['danger: Cost category "team" is deleted, and Cost Explorer can no longer divide past costs by it.'],
    },
    {
        about: "anomalies and tags that come",
        after: { costs: "anomalies: { watch: [services, accounts], amount: 100 }, tags: [Owner]" },
        expected: [
            'routine: Anomaly monitors "accounts" and "services" are created.',
            'routine: Notification of anomalies "anomalies" is created.',
        ],
    },
    {
        about: "anomalies change",
        before: { costs: "anomalies: { watch: [services, accounts], amount: 100 }, tags: [Owner]" },
        after: { costs: "anomalies: { watch: [services], amount: 200 }" },
        expected: [
            'attention: Anomaly monitor "accounts" is deleted, with the anomalies found.',
            'routine: Notification of anomalies "anomalies" changes its monitors and threshold.',
        ],
    },
    {
        about: "an export comes",
        after: { costs: "export: { format: focus, region: eu-central-1 }" },
        expected: ['routine: The export of costs begins into the bucket "costs-000000000000".'],
    },
    {
        about: "an export goes",
        before: { costs: "export: { format: focus, region: eu-central-1 }" },
        expected: ["attention: The export of costs ends. Its bucket stays in AWS with all files, and S3 bills them."],
    },
    {
        about: "an export changes",
        before: { costs: "export: { format: focus, region: eu-central-1 }" },
        after: { costs: "export: { format: focus, region: eu-central-1, keepOldVersionsDays: 60 }" },
        expected: ["routine: The export of costs changes the settings of its bucket."],
    },
];

describe("the words on costs in a review", () => {
    for (const { about, before = {}, after = {}, expected } of CASES) {
        it(`name ${about}`, async () => {
            const changes = await reviewedBetween(costs, definition(before), definition(after));
            assert.deepEqual(
                changes.flatMap(({ text, risk, details }) => [`${risk}: ${text}`, ...details]),
                expected,
            );
        });
    }

    it("need an acknowledgement where an account that stays is no longer stopped", async () => {
        const STOP: Written = { sandbox: "budget: { monthly: 50, stop: true }" };
        const acknowledged = async (after: string): Promise<readonly (string | undefined)[]> => {
            const changes = await reviewedBetween(costs, definition(STOP), after);
            return changes.flatMap(({ acknowledge }) => acknowledge ?? []);
        };
        assert.deepEqual(await acknowledged(definition({})), ["remove the stop of budget account play monthly"]);
        assert.deepEqual(await acknowledged(definition({}).replace("play: {  }", "other: {}")), []);
        const closing = 'play: { state: closing, acknowledge: { closing: "111122223333" } }';
        assert.deepEqual(await acknowledged(definition({}).replace("play: {  }", closing)), []);
    });

    it("name tags, and what is replaced", async () => {
        const { changes, state, model } = await changedDefinition(
            definition({}),
            definition({ workloads: "budget: 500", costs: TEAM }),
        );
        const replaced = changes.map((change): ResourceChange => ({
            ...change,
            operation: "replace",
            before: change.after ?? {},
        }));
        const tag = { type: COST_RESOURCES.tag, name: "Owner", properties: [] };
        const tags: readonly ResourceChange[] = [
            { ...tag, urn: "new tag", operation: "create" },
            { ...tag, urn: "old tag", operation: "delete" },
        ];
        const reviewed = costs.reviewedChanges?.(model.features.get(costs), [...replaced, ...tags], state, model);
        assert.deepEqual(
            reviewed?.map(({ text, risk }) => `${risk}: ${text}`),
            [
                'attention: Budget "unit Workloads monthly" is replaced by "unit Workloads monthly", which has no history and alerts again for what is spent already.',
                'danger: Cost category "team" is replaced by another one, which knows nothing of the months before.',
                'routine: Cost allocation tag "Owner" is activated.',
                'attention: Cost allocation tag "Owner" is deactivated, and AWS divides no further costs by it.',
            ],
        );
    });

    it("know the components by their types", () => {
        assert.deepEqual(COST_COMPONENTS, { spendingStop: COST_TYPES.spendingStop, export: COST_TYPES.export });
    });
});
