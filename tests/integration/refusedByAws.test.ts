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
    const refuse = (operation: string): Promise<void> =>
        project.aws.fault({
            operation: `organizations.${operation}`,
            error: { code: "ConstraintViolationException", message: "not today", status: 400 },
        });
    for (const [what, operation, change] of changes) {
        it(`is made by the next run: ${what}`, async () => {
            change();
            project.define(definition);
            await refuse(operation);
            assertRefused(await project.upAsMake(), "not today");
            await project.aws.resetCalls();
            const run = await project.upAsMake();
            assert.equal(run.code, 0, run.output);
            assert.deepEqual([...new Set(await project.mutations())], [`organizations.${operation}`]);
            assertChanges(await project.preview("--refresh"), {});
        });
    }

    const UNREAD = /AWS refused a change of Work in an earlier run, .* First run `pulumi refresh --stack test`/;
    /** A plain `pulumi up`, after which the state has tags of the unit that AWS has refused. */
    const refuseTags = async (owner: string): Promise<void> => {
        unit.tags.Owner = owner;
        project.define(definition);
        await refuse("TagResource");
        assertRefused(await project.previewAndUp(), "not today");
        await project.aws.resetCalls();
    };
    const assertOwner = async (owner: string): Promise<void> => {
        assertChanges(await project.preview("--refresh"), {});
        assert.equal((await inAws(project.client)).units.Work?.tags.Owner, owner);
    };

    it("after a plain `pulumi up`: the preview warns, another `pulumi up` does nothing, and `make up` makes it", async () => {
        await refuseTags("kim");
        const preview = await project.preview();
        assert.equal(preview.code, 0, preview.output);
        assert.match(preview.output, UNREAD);
        for (const plain of [await project.previewAndUp(), await project.up("--refresh")]) {
            assertRefused(plain, "Nothing was done");
            assert.match(plain.output, UNREAD);
        }
        assert.deepEqual(await project.mutations(), []);
        const run = await project.upAsMake();
        assert.equal(run.code, 0, run.output);
        assert.doesNotMatch(run.output, UNREAD);
        await assertOwner("kim");
    });

    it("after a plain `pulumi up`: `pulumi refresh` lets `pulumi up` make it", async () => {
        await refuseTags("lee");
        assert.equal((await project.refresh()).code, 0);
        const run = await project.previewAndUp();
        assert.equal(run.code, 0, run.output);
        assert.doesNotMatch(run.output, UNREAD);
        await assertOwner("lee");
    });

    it("is made by the `make up` after one that could not read what AWS has", async () => {
        unit.tags.Owner = "pat";
        project.define(definition);
        for (const operation of ["TagResource", "ListTagsForResource"]) await refuse(operation);
        // The first run reads the tags only after the change was refused; the second one before everything else.
        assertRefused(await project.upAsMake(), "The next `make up` tries it again");
        await refuse("ListTagsForResource");
        await project.aws.resetCalls();
        assertRefused(await project.upAsMake(), "The next `make up` tries it again");
        assert.deepEqual(await project.mutations(), []);
        const run = await project.upAsMake();
        assert.equal(run.code, 0, run.output);
        await assertOwner("pat");
    });

    it("is in AWS at the end", async () => {
        const { accounts, policies, units } = await inAws(project.client);
        assert.deepEqual([accounts.shop?.unit, units.Work?.tags.Owner], ["Sandbox", "pat"]);
        assert.deepEqual(policies.own, document);
    });
});
