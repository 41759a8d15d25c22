import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { stringify } from "yaml";
import { AwsClients } from "../../aws/awsClients";
import { awsSettings } from "../../aws/awsSettings";
import type { CostReport } from "../../features/costs/report";
import { EXIT } from "../../operations/cli/commandError";
import { org, stackConfig } from "../unit/operations/orgRuns";
import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

const DAY_MS = 86_400_000;
/** Far enough that a month after this one is over. */
const DAYS = 70;

describe("AWS's time", () => {
    let aws: LocalAws;
    let folder: string;
    const config = () => stackConfig(aws.url, ["organizations", "sts", "costexplorer", "budgets"]);
    /** The day that AWS has, so many days ago. */
    const day = (ago = 0): string => new Date(Date.now() + (DAYS - ago) * DAY_MS).toISOString().slice(0, 10);

    before(async () => {
        aws = await startLocalAws();
        await aws.advanceDays(DAYS);
        const client = new OrganizationsClient(aws.clientConfig());
        const fixture = new Fixture(aws, client);
        const { management } = await fixture.createOrganization("ALL");
        client.destroy();
        await aws.addCosts([{ day: day(1), account: management, service: "AWS Lambda", unblended: 5 }]);
        folder = fs.mkdtempSync(path.join(aws.state, "stack-"));
        fs.writeFileSync(path.join(folder, "Pulumi.test.yaml"), stringify({ config: config() }));
        fs.mkdirSync(path.join(folder, "organizations", "test"), { recursive: true });
        const definition = stringify({ defaults: { email: "{account}@example.com" } });
        fs.writeFileSync(path.join(folder, "organizations", "test", "organization.yaml"), definition);
    });
    after(() => aws.stop());

    it("is read from its answers, and is this machine's before the first", async () => {
        const settings: Record<string, unknown> = { ...config() };
        const clients = new AwsClients(awsSettings((key) => settings[`aws:${key}`]));
        const ahead = (): number => Math.round((clients.now().getTime() - Date.now()) / DAY_MS);
        assert.equal(ahead(), 0);
        await clients.callerAccount();
        assert.equal(ahead(), DAYS);
    });

    it("decides which month org costs is about, and which months there are", async () => {
        const run = (...args: readonly string[]): ReturnType<typeof org> =>
            org(folder, ["costs", "--stack", "test", "--json", ...args]);
        const { code, out, error } = await run();
        assert.equal(code, EXIT.done, error);
        const { until, months, total } = JSON.parse(out) as CostReport;
        assert.deepEqual([until, months.at(-1), total.thisMonth], [day(1), day(1).slice(0, 7), 5]);
        assert.match((await run("--month", "2999-01")).error, new RegExp(`the current month is ${day().slice(0, 7)}`));
    });
});
