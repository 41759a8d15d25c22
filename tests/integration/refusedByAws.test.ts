import assert from "node:assert/strict";
import { assertChanges, assertRefused, inAws, Project, type Definition } from "./support";

describe("a change that AWS refuses", function () {
    this.timeout(300_000);
    let project: Project;
    const unit = { name: "Workloads", tags: { Owner: "ada" } };
    const shop = { unit: "Work" };
    const document = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "s3:GetObject", Resource: "*" }] };
    const definition: Definition = {
        defaults: { email: "aws+{account}@example.com" },
        guardrails: ["own"],
        policies: { own: { type: "SERVICE_CONTROL_POLICY", document } },
        units: { Work: unit, Sandbox: {} },
        accounts: { shop },
    };

    before(async () => {
        project = await Project.start();
        await project.apply(definition);
    });
    after(() => project.stop());

    const changes: readonly (readonly [string, string, () => void])[] = [
        [
            "the document of a policy",
            "UpdatePolicy",
            () => (document.Statement[0] = { ...document.Statement[0]!, Action: "s3:*" }),
        ],
        ["the tags of a unit", "TagResource", () => (unit.tags.Owner = "eve")],
        ["the name of a unit", "UpdateOrganizationalUnit", () => (unit.name = "Work")],
        ["the unit of an account", "MoveAccount", () => (shop.unit = "Sandbox")],
    ];
    for (const [what, operation, change] of changes) {
        it(`is made by the next run: ${what}`, async () => {
            change();
            project.define(definition);
            await project.aws.fault({
                operation: `organizations.${operation}`,
                error: { code: "ConstraintViolationException", message: "not today", status: 400 },
            });
            assertRefused(await project.upAsMake(), "not today");
            await project.aws.resetCalls();
            const run = await project.upAsMake();
            assert.equal(run.code, 0, run.output);
            assert.deepEqual([...new Set(await project.mutations())], [`organizations.${operation}`]);
            assertChanges(await project.preview("--refresh"), {});
        });
    }

    it("is in AWS at the end", async () => {
        const { accounts, policies, units } = await inAws(project.client);
        assert.deepEqual([accounts.shop?.unit, units.Work?.tags.Owner], ["Sandbox", "eve"]);
        assert.deepEqual(policies.own, document);
    });
});
