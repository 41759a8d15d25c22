import assert from "node:assert/strict";
import { CreateRoleCommand, DeleteRoleCommand, GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { STOP_ROLE_DESCRIPTION, STOP_ROLE_NAME } from "../../limits";
import { assertChanges, assertRefused, Project, type Definition } from "./support";

const DEFINITION: Definition = {
    defaults: { email: "aws+{account}@example.com" },
    costs: { notify: ["finops@example.com"] },
    units: { Sandbox: { kind: "sandbox", accountBudget: { monthly: 50, stop: true }, accounts: { play: {} } } },
} as Definition;

/** Without the conditions that the program writes. */
const TRUST = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "budgets.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

describe("the role through which budgets stop accounts, if AWS has it already", function () {
    this.timeout(240_000);
    let project: Project;
    let iam: IAMClient;

    before(async () => {
        project = await Project.start();
        iam = new IAMClient(project.aws.clientConfig());
    });
    after(async () => {
        iam.destroy();
        await project.stop();
    });

    it("is refused if it is not one of this program", async () => {
        await iam.send(new CreateRoleCommand({ RoleName: STOP_ROLE_NAME, AssumeRolePolicyDocument: TRUST }));
        project.define(DEFINITION);
        assertRefused(
            await project.up(),
            `the management account has a role "${STOP_ROLE_NAME}"`,
            "rename the other one",
        );
        await iam.send(new DeleteRoleCommand({ RoleName: STOP_ROLE_NAME }));
    });

    it("is taken over if an earlier stack has left it, and gets its trust by the next run", async () => {
        await iam.send(
            new CreateRoleCommand({
                RoleName: STOP_ROLE_NAME,
                Description: STOP_ROLE_DESCRIPTION,
                AssumeRolePolicyDocument: TRUST,
            }),
        );
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assert.equal(run.changes.imported, 1, run.output);
        const next = await project.up();
        assertChanges(next, { updated: 1, unchanged: next.changes.unchanged });
        const { Role } = await iam.send(new GetRoleCommand({ RoleName: STOP_ROLE_NAME }));
        assert.match(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""), /aws:SourceAccount/);
        const again = await project.preview("--refresh");
        assertChanges(again, { unchanged: again.changes.unchanged });
    });
});
