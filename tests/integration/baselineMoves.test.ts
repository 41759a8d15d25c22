import assert from "node:assert/strict";
import { BaselineInAws } from "./baselineInAws";
import { assertChanges, Project, type Definition } from "./support";

/** Two blocks in two units, which make a role of the same name. */
function definition(shopUnit: "Sandbox" | "Production"): Definition {
    const worker = (description: string): object => ({
        roles: {
            worker: {
                trust: { services: "lambda.amazonaws.com" },
                description,
                statements: [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }],
            },
        },
    });
    return {
        organization: { serviceAccess: ["member.org.stacksets.cloudformation.amazonaws.com"] },
        defaults: { email: "aws+{account}@example.com" },
        units: {
            Sandbox: { baseline: { "sandbox-worker": worker("sandbox") }, accounts: { playground: {} } },
            Production: { baseline: { "production-worker": worker("production") }, accounts: { data: {} } },
        },
        accounts: { shop: { unit: shopUnit } },
    } as unknown as Definition;
}

describe("an account that moves between units whose blocks make something of the same name", function () {
    this.timeout(480_000);
    let project: Project;
    let baseline: BaselineInAws;

    before(async () => {
        project = await Project.start({ stackSeconds: 1 });
        baseline = new BaselineInAws(project);
        await project.apply(definition("Sandbox"));
    });
    after(async () => {
        baseline.stop();
        await project.stop();
    });

    it("has those of its new unit after one up, although AWS makes the new stack before it deletes the old one", async () => {
        project.define(definition("Production"));
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await baseline.stacks("baseline-production-worker"), [
            "data us-east-1 CURRENT",
            "shop us-east-1 CURRENT",
        ]);
        assert.deepEqual(await baseline.stacks("baseline-sandbox-worker"), ["playground us-east-1 CURRENT"]);
        assert.deepEqual(await baseline.rolesIn("shop"), ["worker"]);
        assertChanges(await project.up("--refresh"), {});
    });
});
