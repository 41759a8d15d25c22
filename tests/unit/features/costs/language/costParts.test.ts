import assert from "node:assert/strict";
import { refused } from "../../../definition/definitionFixtures";
import { costsIn, NOTIFY } from "./costsFixture";

const TOPIC = "arn:aws:sns:us-east-1:111122223333:costs";

describe("anomalies", () => {
    it("have a monitor for each thing that is watched, and e-mails once a day", () => {
        const { anomalies } = costsIn(`costs:
  notify: [finops@example.com]
  dimensions: { team: { tag: Team } }
  anomalies: { watch: [services, accounts, team], share: 40% }`);
        assert.deepEqual(
            anomalies?.monitors.map(({ key, watches }) => [key, watches]),
            [
                ["services", { kind: "services" }],
                ["accounts", { kind: "accounts" }],
                ["team", { kind: "dimension", dimension: "team" }],
            ],
        );
        assert.deepEqual(anomalies?.subscriptions, [
            {
                key: "anomalies",
                name: "anomalies",
                monitors: ["services", "accounts", "team"],
                emails: ["finops@example.com"],
                topics: [],
                frequency: "daily",
                threshold: { percent: 40 },
            },
        ]);
    });

    it("have a second subscription for SNS topics, which AWS notifies at once", () => {
        const { anomalies } = costsIn(`costs:
  anomalies: [{ name: big, notify: [a@example.com, "${TOPIC}"], amount: 500, frequency: weekly }, { name: all, notify: ["${TOPIC}"], frequency: immediate }]`);
        assert.deepEqual(
            anomalies?.subscriptions.map(({ key, frequency, emails, topics, threshold }) => [
                key,
                frequency,
                emails.length,
                topics.length,
                threshold,
            ]),
            [
                ["big", "weekly", 1, 0, { amount: 500 }],
                ["big immediate", "immediate", 0, 1, { amount: 500 }],
                ["all", "immediate", 0, 1, { amount: 100 }],
            ],
        );
        assert.equal(anomalies?.monitors.length, 1);
    });

    it("take over monitors and subscriptions", () => {
        const arn = (what: string) => `arn:aws:ce::111122223333:anomaly${what}/1a2b-3c`;
        const { anomalies } = costsIn(
            `${NOTIFY.replace(" }", `, anomalies: { name: old, id: "${arn("subscription")}", monitors: { services: { name: Default, id: "${arn("monitor")}" } } } }`)}`,
        );
        assert.deepEqual([anomalies?.monitors[0]?.name, anomalies?.monitors[0]?.id], ["Default", arn("monitor")]);
        assert.equal(anomalies?.subscriptions[0]?.id, arn("subscription"));
    });

    it("take over each monitor and subscription once, and make no two subscriptions with one name", () => {
        const arn = (what: string) => `arn:aws:ce::111122223333:anomaly${what}/1a2b-3c`;
        const [monitor, subscription] = [arn("monitor"), arn("subscription")];
        refused(
            `costs:
  anomalies:
    - { name: a, notify: [a@example.com], watch: [services, accounts], id: "${subscription}", monitors: { services: { id: "${monitor}" }, accounts: { ▶id: "${monitor}" } } }
    - { name: b, notify: [b@example.com], ▶id: "${subscription}", monitors: { services: { id: "${monitor}" } } }
    - { name: c, notify: [c@example.com, "${TOPIC}"] }
    - { ▶name: c immediate, notify: ["${TOPIC}"] }`,
            "is that of the monitor services already",
            "is that of the subscription a already",
            'is a second subscription with the name "c immediate"',
        );
    });

    it("have no second mistake because nobody can be notified", () => {
        refused("costs: { anomalies: { ▶notify: [account] } }", "names account, and an anomaly is of no one account");
        refused("costs: { anomalies: { notify: [▶finops], frequency: immediate } }", '"finops" is nobody');
    });

    it("have a share and an amount in the form that AWS needs", () => {
        for (const [key, value, message] of [
            ["share", "200", 'is the number 200, and must be a share of the expected costs, with its sign: "40%"'],
            ["share", '"200"', 'is no share of the expected costs: write one with its sign, such as "40%"'],
            ["amount", "100 USD", "must be an amount in the currency of the budgets, such as 100"],
        ] as const) {
            refused(`costs: { notify: [a@example.com], anomalies: { ▶${key}: ${value} } }`, message);
        }
    });

    it("watch what exists, and notify who can be notified", () => {
        refused(
            `costs:
  dimensions: { team: { tag: Team } }
  anomalies:
    - ▶{ watch: [▶teem, services, ▶services], name: a }
    - { ▶name: a, notify: [b@example.com], ▶watch: [], ▶amount: -1, ▶share: much, ▶frequency: immediate, monitors: { ▶accounts: {} } }
    - { name: c, notify: ["${TOPIC}"], ▶frequency: daily }
    - { name: d, ▶notify: [account, d@example.com] }
    - { name: e, notify: ["${TOPIC}", e@example.com], ▶▶id: arn:aws:ce::1:x, monitors: { services: { ▶id: x } } }`,
            "has nobody to notify",
            '"teem" cannot be watched. Did you mean "team"? Use services, accounts, or a dimension: team.',
            'names "services" a second time: keep one',
            'is a second subscription with the name "a"',
            "is an empty list: name services, accounts or dimensions",
            "-1 is not an amount",
            '"much" is no share of the expected costs: write one with its sign, such as "40%"',
            "AWS sends e-mails daily or weekly, and notifies only SNS topics at once",
            '"accounts" is not watched here',
            "AWS notifies SNS topics at once, and only e-mails daily",
            "names account, and an anomaly is of no one account",
            "is one subscription, and e-mails and SNS topics need one each",
            "is not the ARN of a subscription",
            "is not the ARN of a monitor",
        );
    });
});

describe("the monitors of a dimension", () => {
    it("are one for each value, so none of them is taken over by itself, and they are at most five hundred", () => {
        const values = Array.from({ length: 500 }, (_, index) => `v${index}`).join(", ");
        refused(
            `costs: { notify: [a@example.com], dimensions: { d: { tag: T, values: [${values}] } }, ▶anomalies: { watch: [services, d], monitors: { d: { ▶id: x } } } }`,
            "needs 501 monitors: AWS allows 500",
            "is one monitor, and a dimension has one for each value: use ids",
        );
    });

    it("are taken over by the ARN of each value", () => {
        const arn = "arn:aws:ce::111122223333:anomalymonitor/1a2b";
        const said = (monitors: string): string =>
            `costs: { notify: [a@example.com], dimensions: { d: { tag: T, values: [shop, data] } }, anomalies: { watch: [services, d], monitors: ${monitors} } }`;
        const { anomalies } = costsIn(said(`{ d: { name: Teams, ids: { data: "${arn}" } } }`));
        assert.deepEqual(anomalies?.monitors[1], {
            key: "d",
            name: "Teams",
            watches: { kind: "dimension", dimension: "d" },
            ids: { data: arn },
        });
        refused(
            said(`{ d: { ids: { ▶shap: "${arn}", ▶data: arn } }, services: { ▶ids: {} } }`),
            'the dimension has no value "shap". Did you mean "shop"? It has shop and data.',
            '"arn" is not the ARN of a monitor',
            "is for the values of a dimension, and this is one monitor: use id",
        );
    });
});

describe("the export", () => {
    it("has defaults, and its own values", () => {
        assert.equal(costsIn("costs: { export: false }").export, undefined);
        assert.deepEqual(costsIn("costs: { export: true }").export, {
            name: "costs",
            format: "focus",
            prefix: "focus",
            region: "us-east-1",
            resources: false,
            keepOldVersionsDays: 30,
        });
        assert.deepEqual(
            costsIn(
                "costs: { export: { name: all, format: cur2, bucket: acme-costs, prefix: a/b, region: eu-central-1, resources: true, keepOldVersionsDays: 7 } }",
            ).export,
            {
                name: "all",
                format: "cur2",
                bucket: "acme-costs",
                prefix: "a/b",
                region: "eu-central-1",
                resources: true,
                keepOldVersionsDays: 7,
            },
        );
    });

    it("has names that AWS allows", () => {
        refused(
            "costs: { export: { ▶name: a b, ▶bucket: Acme, ▶prefix: /x, ▶region: Frankfurt, ▶keepOldVersionsDays: 0 } }",
            "export name",
            "bucket name",
            "prefix",
            '"Frankfurt" is not a region',
            "0 is no number of days: give 1 to 3650",
        );
        refused("costs: { export: { ▶name: All } }", "becomes the bucket's name, and bucket name");
        refused("costs: { export: { ▶format: csv } }", '"csv" is not allowed');
    });
});

describe("cost allocation tags", () => {
    it("are those of dimensions and those that are named", () => {
        const { allocationTags } = costsIn(
            'costs: { tags: [CostCenter, "aws:createdBy"], dimensions: { team: { tag: Team }, t2: { tag: Team } } }',
        );
        assert.deepEqual(allocationTags, ["CostCenter", "Team", "aws:createdBy"]);
    });

    it("are named once, have keys that AWS allows, and are at most five hundred", () => {
        refused('costs: { tags: [A, ▶A, ▶"b#c"] }', 'names "A" a second time: keep one', "tag key");
        const many = Array.from({ length: 500 }, (_, index) => `t${index}`).join(", ");
        refused(
            `costs: { ▶tags: [${many}], dimensions: { d: { tag: T } } }`,
            "activates 501 tags with those of the dimensions: AWS allows 500",
        );
    });
});
