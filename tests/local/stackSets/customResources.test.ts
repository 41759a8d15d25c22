import assert from "node:assert/strict";
import {
    CloudFormationClient,
    DescribeStackEventsCommand,
    UpdateStackSetCommand,
} from "@aws-sdk/client-cloudformation";
import { CloudTrailClient, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { GetAccountPasswordPolicyCommand, GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { newStackSets } from "./newStackSets";

const CODE = `
import boto3
import cfnresponse
import time

def handler(event, context):
    properties = event["ResourceProperties"]
    iam = boto3.client("iam")
    try:
        time.sleep(1000)
        if event["RequestType"] == "Delete":
            iam.delete_account_password_policy()
        else:
            iam.update_account_password_policy(MinimumPasswordLength=int(properties["Length"]), RequireSymbols=properties["Symbols"] == "true")
        data = {"Was": (event.get("OldResourceProperties") or {}).get("Length", "none")}
        cfnresponse.send(event, context, cfnresponse.SUCCESS, data, "password-policy")
    except Exception as error:
        cfnresponse.send(event, context, cfnresponse.FAILED, {}, "password-policy", reason=str(error))
`;

/** A template whose function sets the password policy. */
function template(length: number, { code = CODE, action = "iam:*PasswordPolicy" } = {}): string {
    const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
    const allow = { Effect: "Allow", Action: action, Resource: "*" };
    return JSON.stringify({
        Resources: {
            Setting: {
                Type: "Custom::PasswordPolicy",
                Properties: { ServiceToken: { "Fn::GetAtt": ["Function", "Arn"] }, Length: length, Symbols: true },
            },
            Function: {
                Type: "AWS::Lambda::Function",
                Properties: {
                    Handler: "index.handler",
                    Runtime: "python3.13",
                    Role: { "Fn::GetAtt": ["Role", "Arn"] },
                    Code: { ZipFile: code },
                },
            },
            Role: {
                Type: "AWS::IAM::Role",
                Properties: {
                    AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [trust] },
                    Policies: [
                        { PolicyName: "setting", PolicyDocument: { Version: "2012-10-17", Statement: [allow] } },
                    ],
                },
            },
        },
        Outputs: { Was: { Value: { "Fn::GetAtt": ["Setting", "Was"] } } },
    });
}

describe("custom resources of StackSets", () => {
    const sets = newStackSets();
    let shop: string;

    beforeEach(async () => {
        shop = await sets.account("shop", sets.prod);
    });

    async function deploy(TemplateBody: string): Promise<{ status?: string; reason?: string }> {
        await sets.stackSet("password", { TemplateBody });
        const { Status, OperationId } = await sets.deploy("password", { OrganizationalUnitIds: [sets.prod] });
        const [result] = await sets.results("password", OperationId);
        return { status: Status, reason: result?.StatusReason };
    }

    /** The minimum length and whether symbols are required, in the account. */
    async function passwordPolicy(): Promise<readonly unknown[]> {
        const iam = new IAMClient(sets.aws.clientConfig(shop));
        const { PasswordPolicy } = await iam.send(new GetAccountPasswordPolicyCommand({}));
        iam.destroy();
        return [PasswordPolicy?.MinimumPasswordLength, PasswordPolicy?.RequireSymbols];
    }

    it("run the function's own code in the account, with texts for values", async () => {
        assert.deepEqual(await deploy(template(14)), { status: "SUCCEEDED", reason: undefined });
        assert.deepEqual(await passwordPolicy(), [14, true]);
    });

    it("are in the account's event history: by CloudFormation's role, and by the function's", async () => {
        await deploy(template(14));
        const trail = new CloudTrailClient(sets.aws.clientConfig(shop));
        const { Events = [] } = await trail.send(new LookupEventsCommand({}));
        trail.destroy();
        const who = (name: string): string => {
            const event = Events.find(({ EventName }) => EventName === name)?.CloudTrailEvent ?? assert.fail(name);
            return (JSON.parse(event) as { userIdentity: { arn: string } }).userIdentity.arn;
        };
        const [, name = ""] =
            /assumed-role\/(stacksets-exec-[0-9a-f]{32})\/cloudformation$/.exec(who("CreateRole")) ?? [];
        const iam = new IAMClient(sets.aws.clientConfig(shop));
        const { Role } = await iam.send(new GetRoleCommand({ RoleName: name }));
        iam.destroy();
        assert.match(
            decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""),
            new RegExp(
                `arn:aws:iam::${sets.management}:role/aws-service-role/stacksets[.]cloudformation[.]amazonaws[.]com/`,
            ),
        );
        assert.match(who("UpdateAccountPasswordPolicy"), /assumed-role\/StackSet-password-.*-Role-/);
    });

    it("are asked to update, and to delete", async () => {
        await deploy(template(14));
        const { OperationId } = await sets.client.send(
            new UpdateStackSetCommand({
                StackSetName: "password",
                TemplateBody: template(20),
                Capabilities: ["CAPABILITY_NAMED_IAM"],
            }),
        );
        assert.equal((await sets.done("password", OperationId)).Status, "SUCCEEDED");
        assert.deepEqual(await passwordPolicy(), [20, true]);
        await sets.delete("password", [sets.prod]);
        await assert.rejects(passwordPolicy(), { name: "NoSuchEntityException" });
        assert.deepEqual(await sets.roles(shop), []);
    });

    it("fail the stack with the function's reason, and leave nothing", async () => {
        const { status, reason = "" } = await deploy(template(3));
        assert.equal(status, "FAILED");
        assert.match(
            reason,
            /^ResourceLogicalId:Setting, ResourceType:Custom::PasswordPolicy, ResourceStatusReason:Received response status \[FAILED\] from custom resource. Message returned: Parameter validation failed/,
        );
        assert.deepEqual(await sets.roles(shop), []);
        const [instance] = await sets.instances("password");
        const client = new CloudFormationClient(sets.aws.clientConfig(shop));
        const { StackEvents = [] } = await client.send(
            new DescribeStackEventsCommand({ StackName: instance?.StackId }),
        );
        client.destroy();
        const failed = StackEvents.find(({ ResourceStatus }) => ResourceStatus === "CREATE_FAILED");
        assert.equal(failed?.LogicalResourceId, "Setting");
    });

    it("may do only what the function's role allows", async () => {
        const { status, reason = "" } = await deploy(template(14, { action: "iam:GetAccountPasswordPolicy" }));
        assert.equal(status, "FAILED");
        assert.match(reason, /not authorized to perform: iam:UpdateAccountPasswordPolicy/);
    });

    it("fail if the function does not answer", async () => {
        const { reason = "" } = await deploy(
            template(14, { code: "def handler(event, context):\n    raise KeyError('x')" }),
        );
        assert.match(reason, /CloudFormation did not receive a response from your Custom Resource.*KeyError/);
    });
});
