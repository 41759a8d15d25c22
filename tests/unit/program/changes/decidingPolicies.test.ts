import assert from "node:assert/strict";
import { reviewBetween, unbound } from "./reviewedDefinitions";

interface Written {
    readonly policies: string;
    readonly root?: string;
    readonly workloads?: string;
    readonly shop?: string;
    readonly sandbox?: string;
}

function definition({ policies, root = "", workloads = "", shop = "", sandbox = "" }: Written): string {
    return `
organization: { serviceAccess: [backup.amazonaws.com] }
defaults: { email: "{account}@example.com" }
guardrails: [${root}]
policies: { ${policies} }
units: { Workloads: { guardrails: [${workloads}] }, Sandbox: { guardrails: [${sandbox}] } }
accounts: { shop: { unit: Workloads, guardrails: [${shop}] }, play: { unit: Sandbox } }
`;
}

const scp = (key: string, ...actions: readonly string[]): string =>
    `${key}: { type: SERVICE_CONTROL_POLICY, document: { Version: "2012-10-17", Statement: [{ Sid: Deny, Effect: Deny, Action: [${actions.map((one) => `"${one}"`).join(", ")}], Resource: "*" }] } }`;
const backups = (key: string, regions: string): string => `${key}: { type: BACKUP_POLICY, document: { plans: { daily: {
    regions: { "@@assign": [${regions}] },
    rules: { day: { schedule_expression: { "@@assign": "cron(0 5 ? * * *)" }, target_backup_vault_name: { "@@assign": Default } } },
    selections: { tags: { all: { iam_role_arn: { "@@assign": "arn:aws:iam::$account:role/Backup" }, tag_key: { "@@assign": Backup }, tag_value: { "@@assign": ["yes"] } } } } } } } }`;

const ALL = ["s3:DeleteBucket", "dynamodb:DeleteTable", "rds:DeleteDBInstance"] as const;
const [MUCH, LITTLE] = [ALL.slice(1), ALL.slice(2)];

/** The texts that one of several definitions needs, without those that another one needs as well. */
async function needed(before: Written, ...after: readonly Written[]): Promise<ReadonlySet<string>> {
    const reviews = await Promise.all(after.map((one) => reviewBetween(definition(before), definition(one))));
    return new Set(reviews.flatMap(({ acknowledgements }) => acknowledgements.missing));
}

describe("what an acknowledgement of a guardrail names besides", function () {
    this.timeout(30_000);
    const own = scp("own", ...ALL);
    const before: Written = { policies: own, workloads: "own" };

    for (const place of ["root", "workloads", "shop"] as const) {
        it(`is the document of what takes the place of a detached one: ${place}`, async () => {
            const texts = await needed(
                before,
                ...[MUCH, LITTLE].map((kept) => ({ policies: scp("ours", ...kept), [place]: "ours" })),
            );
            assert.deepEqual([...texts].map(unbound), ["detach own from Workloads", "detach own from Workloads"]);
        });
    }

    it("is the document of what takes a statement over", async () => {
        const split = (kept: readonly string[]): Written => ({
            policies: `${scp("own", ...ALL.slice(0, 1))}, ${scp("ours", ...kept)}`,
            workloads: "own, ours",
        });
        const texts = await needed(before, split(["dynamodb:DeleteTable"]), split(["rds:DeleteDBInstance"]));
        assert.deepEqual([...texts].map(unbound), ["loosen policy own", "loosen policy own"]);
    });

    it("is nothing that binds others, or is of another type: two pull requests can be merged together", async () => {
        const tags = "spelling: { guardrail: tag-spelling, parameters: { tags: { Team: [shop, data] } } }";
        const texts = await needed(
            before,
            { policies: own },
            { policies: `${own}, ${scp("ours", ...MUCH)}`, sandbox: "ours" },
            { policies: `${own}, ${tags}`, workloads: "spelling" },
        );
        assert.equal(texts.size, 1);
    });

    it("is the document of a policy that takes back what one above sets", async () => {
        const three = backups("backups", "eu-central-1, eu-west-1, us-east-1");
        const texts = await needed(
            { policies: three, root: "backups" },
            ...["eu-central-1, eu-west-1", "eu-central-1"].map((regions) => ({
                policies: `${three}, ${backups("fewer", regions)}`,
                ...{ root: "backups", workloads: "fewer" },
            })),
        );
        assert.deepEqual([...texts].map(unbound), ["attach fewer to Workloads", "attach fewer to Workloads"]);
    });
});
