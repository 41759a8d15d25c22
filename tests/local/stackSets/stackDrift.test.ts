import assert from "node:assert/strict";
import {
    DescribeStackSetCommand,
    DetectStackSetDriftCommand,
    type StackInstanceResourceDriftsSummary,
} from "@aws-sdk/client-cloudformation";
import { AttachRolePolicyCommand, DeleteRolePolicyCommand, DeleteRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { newStackSets, roleTemplate } from "./newStackSets";

const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const INLINE = {
    Policies: [
        {
            PolicyName: "read",
            PolicyDocument: {
                Version: "2012-10-17",
                Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
            },
        },
    ],
};

describe("drift of StackSets", () => {
    const sets = newStackSets();
    let shop: string;
    let log: string;

    beforeEach(async () => {
        shop = await sets.account("shop", sets.prod);
        log = await sets.account("log", sets.workloads);
        await sets.stackSet("audit", {
            TemplateBody: roleTemplate("audit", { ...INLINE, ManagedPolicyArns: [READ_ONLY] }),
        });
        await sets.deploy("audit", { OrganizationalUnitIds: [sets.workloads] });
    });

    async function detect(): Promise<string> {
        const { OperationId = "" } = await sets.client.send(new DetectStackSetDriftCommand({ StackSetName: "audit" }));
        assert.equal((await sets.operation("audit", OperationId)).Status, "RUNNING");
        assert.equal((await sets.done("audit", OperationId)).Status, "SUCCEEDED");
        return OperationId;
    }

    const drifts = (operation: string, account: string): Promise<StackInstanceResourceDriftsSummary[]> =>
        sets.drifts("audit", operation, account);

    it("is none after a deployment", async () => {
        const operation = await detect();
        const { StackSet } = await sets.client.send(new DescribeStackSetCommand({ StackSetName: "audit" }));
        const details = StackSet?.StackSetDriftDetectionDetails;
        assert.deepEqual(
            [details?.DriftStatus, details?.DriftDetectionStatus, details?.InSyncStackInstancesCount],
            ["IN_SYNC", "COMPLETED", 2],
        );
        const [role] = await drifts(operation, shop);
        assert.deepEqual([role?.StackResourceDriftStatus, role?.PhysicalResourceId], ["IN_SYNC", "audit"]);
    });

    it("is found in what somebody has changed or deleted", async () => {
        const shopIam = new IAMClient(sets.aws.clientConfig(shop));
        const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
        await shopIam.send(new AttachRolePolicyCommand({ RoleName: "audit", PolicyArn }));
        const operation = await detect();
        const [role] = await drifts(operation, shop);
        assert.equal(role?.StackResourceDriftStatus, "MODIFIED");
        assert.deepEqual(role.PropertyDifferences, [
            {
                PropertyPath: "/ManagedPolicyArns/0",
                ExpectedValue: "null",
                ActualValue: PolicyArn,
                DifferenceType: "ADD",
            },
        ]);
        const instances = await sets.instances("audit");
        assert.deepEqual(
            instances.map(({ Account, DriftStatus }) => [Account, DriftStatus]),
            [
                [log, "IN_SYNC"],
                [shop, "DRIFTED"],
            ],
        );
        const { StackSet } = await sets.client.send(new DescribeStackSetCommand({ StackSetName: "audit" }));
        assert.equal(StackSet?.StackSetDriftDetectionDetails?.DriftedStackInstancesCount, 1);
        shopIam.destroy();
    });

    it("is found in a resource that is gone", async () => {
        const logIam = new IAMClient(sets.aws.clientConfig(log));
        await logIam.send(new DeleteRolePolicyCommand({ RoleName: "audit", PolicyName: "read" }));
        const changed = await drifts(await detect(), log);
        assert.deepEqual(
            changed[0]?.PropertyDifferences?.map(({ PropertyPath, DifferenceType }) => [PropertyPath, DifferenceType]),
            [["/Policies/0", "REMOVE"]],
        );
        const { DetachRolePolicyCommand } = await import("@aws-sdk/client-iam");
        await logIam.send(new DetachRolePolicyCommand({ RoleName: "audit", PolicyArn: READ_ONLY }));
        await logIam.send(new DeleteRoleCommand({ RoleName: "audit" }));
        const [gone] = await drifts(await detect(), log);
        assert.equal(gone?.StackResourceDriftStatus, "DELETED");
        logIam.destroy();
    });
});
