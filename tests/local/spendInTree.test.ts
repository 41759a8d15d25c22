import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { stringify } from "yaml";
import { EXIT } from "../../operations/cli/commandError";
import { org, type OrgRun, stackConfig } from "../unit/operations/orgRuns";
import { firstOfMonth } from "./costs/dates";
import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

const DEFINITION = `defaults: { email: "{account}@example.com" }
budget: 1000
costs: { notify: [finops@example.com] }
units: { Workloads: { accounts: { shop: {}, lake: {} } } }
`;

describe("org tree --spend on the local AWS", () => {
    let aws: LocalAws;
    let folder: string;

    before(async () => {
        aws = await startLocalAws();
        folder = fs.mkdtempSync(path.join(aws.state, "stack-"));
        writeSettings(["organizations", "sts", "costexplorer"]);
        fs.mkdirSync(path.join(folder, "organizations", "test"), { recursive: true });
        fs.writeFileSync(path.join(folder, "organizations", "test", "organization.yaml"), DEFINITION);
        const client = new OrganizationsClient(aws.clientConfig());
        const fixture = new Fixture(aws, client);
        const { management } = await fixture.createOrganization("ALL");
        const [shop, lake] = [await fixture.createAccount("shop"), await fixture.createAccount("lake")];
        client.destroy();
        const [day, service] = [firstOfMonth(-1), "AWS Lambda"];
        await aws.addCosts([
            { day, account: shop, service, unblended: 100 },
            { day, account: shop, service, kind: "Credit", unblended: -10 },
            { day, account: lake, service, unblended: 50 },
            { day, account: management, service, unblended: 7 },
        ]);
    });
    after(() => aws.stop());
    beforeEach(() => aws.resetCalls());
    afterEach(() => aws.clearFaults());

    function writeSettings(services: readonly string[]): void {
        fs.writeFileSync(path.join(folder, "Pulumi.test.yaml"), stringify({ config: stackConfig(aws.url, services) }));
    }
    async function tree(): Promise<OrgRun & { readonly billed: number }> {
        const shown = await org(folder, ["tree", "--stack", "test", "--no-ids", "--spend"]);
        const { "ce.GetCostAndUsage": billed = 0 } = await aws.calls();
        return { ...shown, billed };
    }

    it("shows what Cost Explorer says of last month, for one request", async () => {
        const { code, out, error, billed } = await tree();
        assert.deepEqual([code, billed], [EXIT.done, 1], error);
        assert.match(out, /── shop +shop@example\.com .*\$100\.00/);
        assert.match(out, /^the root .*\$150\.00 .* 15 % of \$1,000/m);
        assert.match(out, /Costs are from Cost Explorer, .* \(1 request to AWS, 0\.01 USD\)/);
        assert.match(out, /cost \$157\.00 in \w+ \d{4}: \$7\.00 of it are costs of accounts that the definition does/);
    });

    const REFUSALS: readonly (readonly [operation: string, message: RegExp])[] = [
        ["ce.GetCostAndUsage", /AWS denies Cost Explorer to the credentials.*no billing for you\.$/],
        ["organizations.ListAccounts", /AccessDenied.*: no billing for you\.$/],
    ];
    for (const [operation, message] of REFUSALS) {
        it(`shows the tree without costs, and says why, where AWS refuses ${operation}`, async () => {
            const error = { code: "AccessDeniedException", message: "no billing for you", status: 400 };
            await aws.fault({ operation, times: 50, error });
            const { code, out } = await tree();
            assert.deepEqual([code, out.includes("$")], [EXIT.done, false]);
            assert.match(out, /── shop +shop@example\.com/);
            assert.match(out, /\nWhat accounts cost is not shown: /);
            assert.match(out, message);
        });
    }

    it("does not ask the real AWS where the stack's endpoints lack Cost Explorer", async () => {
        writeSettings(["organizations", "sts"]);
        const { code, out, billed } = await tree();
        assert.deepEqual([code, billed], [EXIT.done, 0]);
        assert.match(
            out,
            /What accounts cost is not shown: Cost Explorer is not asked: aws:endpoints of the stack names/,
        );
    });
});
