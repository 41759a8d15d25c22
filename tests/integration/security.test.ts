import assert from "node:assert/strict";
import { GuardDutyClient, ListDetectorsCommand, ListMembersCommand } from "@aws-sdk/client-guardduty";
import { assertChanges, assertRefused, inAws, Project, type Definition } from "./support";

const REGIONS = ["us-east-1", "eu-central-1"];
const BASE = {
    defaults: { email: "aws+{account}@example.com" },
    units: {
        Security: {
            kind: "security",
            without: ["protect-security-services", "protect-logs"],
            accounts: { audit: {}, "log-archive": {} },
        },
        Workloads: { accounts: { shop: {}, legacy: {} } },
    },
} as const;

describe("security", function () {
    this.timeout(600_000);
    let project: Project;
    let definition: object;
    const define = (changes: object): void => project.define((definition = { ...definition, ...changes }) as Definition);
    const audit = async (): Promise<string> => (await inAws(project.client)).accounts.audit?.id ?? "";
    const members = async (region: string): Promise<string[]> => {
        const client = new GuardDutyClient({ ...project.aws.clientConfig(await audit()), region });
        const { DetectorIds: [DetectorId] = [] } = await client.send(new ListDetectorsCommand({}));
        const { Members = [] } = await client.send(new ListMembersCommand({ DetectorId, OnlyAssociated: "true" }));
        return Members.flatMap(({ AccountId, RelationshipStatus }) =>
            RelationshipStatus === "Enabled" && AccountId !== undefined ? [AccountId] : [],
        ).sort();
    };
    const ids = async (...keys: string[]): Promise<string[]> => {
        const { accounts } = await inAws(project.client);
        return keys.map((key) => accounts[key]?.id ?? key).sort();
    };

    before(async () => {
        project = await Project.start({ ownProviders: true });
        await project.apply(BASE as unknown as Definition);
        definition = BASE;
    });
    after(() => project.stop());

    it("watches the accounts that exist, in every region, in the run that turns GuardDuty on", async () => {
        define({ security: { regions: REGIONS, guardDuty: true } });
        const run = await project.previewAndUp();
        assert.equal(run.code, 0, run.output);
        assert.match(run.output, /GuardDuty is turned on\. GuardDuty bills by what it reads/);
        for (const region of REGIONS) {
            assert.deepEqual(await members(region), await ids("123456789012", "log-archive", "shop", "legacy"), region);
        }
    });

    it("stays as it is in a run that refreshes", async () => {
        const run = await project.previewAndUp("--refresh");
        assert.equal(run.code, 0, run.output);
        assertChanges(run, {});
    });

    it("watches an account that is added later, without another run", async () => {
        define({ units: { ...BASE.units, Workloads: { accounts: { shop: {}, legacy: {}, fresh: {} } } } });
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await members("eu-central-1"), await ids("123456789012", "log-archive", "shop", "legacy", "fresh"));
    });

    it("turns everything on in one run", async () => {
        define({
            security: {
                regions: REGIONS,
                guardDuty: true,
                auditTrail: { dataEvents: ["s3"] },
                configuration: true,
                securityHub: true,
                accessAnalyzer: { unusedAccessDays: 90 },
                inspector: true,
                macie: true,
                findings: { emails: ["security@example.com"] },
            },
        });
        const run = await project.previewAndUp();
        assert.equal(run.code, 0, run.output);
        console.log(run.output);
        const again = await project.previewAndUp("--refresh");
        assert.equal(again.code, 0, again.output);
        assertChanges(again, {});
    });
});
