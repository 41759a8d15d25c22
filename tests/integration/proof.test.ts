import assert from "node:assert/strict";
import { EXIT } from "../../operations/cli/commandError";
import { assertChanges, assertRefused, inAws, Project } from "./support";

const FILE = "organizations/test/organization.yaml";

/**
 * An organisation of units only. Assertions test them for the accounts that they will have, and no time is spent on creating
 * accounts.
 */
const organization = (regions: string, more = ""): string => `policies:
    regions:
        guardrail: region-deny
        parameters: { regions: [eu-central-1] }
${regions === "" ? "" : `        ${regions}\n`}units:
    Workloads: { guardrails: [regions] }
    PolicyStaging: { name: Policy Staging }
assertions:
    works-in-frankfurt: { can: [s3:GetObject], regions: [eu-central-1] }
${more === "" ? "" : `    ${more}\n`}`;

describe("proof of guardrails before they are attached", function () {
    this.timeout(180_000);
    let project: Project;
    before(async () => {
        project = await Project.start();
    });
    after(() => project.stop());

    const attached = async (): Promise<Record<string, readonly string[]>> =>
        Object.fromEntries(
            Object.entries((await inAws(project.client)).units).map(([key, unit]) => [key, unit.policies]),
        );

    it("a failed assertion stops the preview and names the responsible statement, and AWS is not called", async () => {
        project.defineText(
            organization(
                "",
                "works-in-dublin: { can: [s3:GetObject], in: [Workloads], regions: [eu-west-1], because: data is there }",
            ),
        );
        const expected = [
            "The definition has 1 mistake. Nothing was sent to AWS.",
            `${FILE}:10:5 assertions.works-in-dublin does not hold, and it should: data is there`,
            "cannot s3:GetObject in a new account in unit Workloads (eu-west-1): " +
                `statement DenyOtherRegions of service control policy regions at unit Workloads (${FILE}:2:5)`,
            '"Effect": "Deny", "NotAction": ["a4b:*", "access-analyzer:*"',
        ];
        for (const run of [await project.preview(), await project.previewAndUp()]) assertRefused(run, ...expected);
        assert.deepEqual(await project.aws.calls(), {});

        const check = await project.org(["check"]);
        assert.equal(check.code, EXIT.refused, check.output);
        assertRefused(check, ...expected);
    });

    it("a staged guardrail binds only the staging unit", async () => {
        const staged = organization("staged: true");
        // A mistake in the organisation's own policy, which AWS would accept silently, is reported in the same run.
        const typo = `    typo: { type: SERVICE_CONTROL_POLICY, document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "s3:GetObjekt", Resource: "*" }] } }\n`;
        project.defineText(staged.replace("units:\n", `${typo}units:\n`));
        for (const { code, output } of [await project.preview(), await project.org(["check"])]) {
            assert.equal(code, 0, output);
            for (const expected of [
                "policy regions is staged: it is attached to unit PolicyStaging and nowhere else; unit Workloads will get it",
                `${FILE}:6:106 policies.typo.document.Statement[0].Action`,
                'policy typo: statement 1 names s3:GetObjekt in Action, which matches no action. Did you mean "s3:GetObject"?',
            ]) {
                assert.ok(output.includes(expected), output);
            }
        }
        project.defineText(staged);
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await attached(), { Workloads: [], "Policy Staging": ["regions"] });
    });

    it("removing one line promotes it: it is attached everywhere before it leaves the staging unit", async () => {
        project.defineText(organization(""));
        await project.aws.resetCalls();
        assertChanges(await project.up(), { created: 1, deleted: 1 });
        assert.deepEqual(await project.mutations(), ["organizations.AttachPolicy", "organizations.DetachPolicy"]);
        assert.deepEqual(await attached(), { Workloads: ["regions"], "Policy Staging": [] });
        assertChanges(await project.preview(), {});
    });

    it("a guardrail in force cannot be disabled by staging it", async () => {
        project.defineText(organization("staged: true"));
        await project.aws.resetCalls();
        for (const run of [await project.preview(), await project.up()]) {
            assertRefused(run, `${FILE}:2:5 policies.regions.staged policy regions is in force on unit Workloads`);
        }
        assert.deepEqual(await project.mutations(), []);
    });

    it("another version of a guardrail is staged beside it, and promoted without a moment in which neither binds", async () => {
        project.defineText(organization("staged: { parameters: { regions: [eu-central-1, eu-west-1] } }"));
        assertChanges(await project.up(), { created: 2 });
        assert.deepEqual(await attached(), { Workloads: ["regions"], "Policy Staging": ["regions-staged"] });

        project.defineText(organization("").replace("[eu-central-1] }\nunits", "[eu-central-1, eu-west-1] }\nunits"));
        await project.aws.resetCalls();
        assertChanges(await project.up(), { updated: 1, deleted: 2 });
        assert.deepEqual(await project.mutations(), [
            "organizations.UpdatePolicy",
            "organizations.DetachPolicy",
            "organizations.DeletePolicy",
        ]);
        const { policies } = await inAws(project.client);
        assert.deepEqual(Object.keys(policies), ["regions"]);
        assert.match(JSON.stringify(policies.regions), /eu-west-1/);
        assertChanges(await project.preview(), {});
    });
});
