import assert from "node:assert/strict";
import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { GetRoleCommand, IAMClient, ListAttachedRolePoliciesCommand } from "@aws-sdk/client-iam";
import { GetBucketEncryptionCommand, S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { bootstrap } from "../../operations/commands/bootstrap/bootstrapCommand";
import { CommandContext } from "../../operations/cli/commandContext";
import { startLocalAws, type LocalAws } from "./server";

const ACCOUNT = "123456789012";
const BUCKET = `aws-organization-state-${ACCOUNT}`;

describe("a stack of the template of org bootstrap", function () {
    this.timeout(60_000);
    let aws: LocalAws;
    let outputs: Readonly<Record<string, string>>;

    before(async () => {
        aws = await startLocalAws();
        const { text } = await bootstrap.run(new CommandContext("dev", []), {
            repository: "acme/aws-organization",
            allow: ["close-accounts"],
        });
        const cloudFormation = new CloudFormationClient(aws.clientConfig());
        const StackName = "aws-organization";
        await cloudFormation.send(
            new CreateStackCommand({ StackName, TemplateBody: text, Capabilities: ["CAPABILITY_NAMED_IAM"] }),
        );
        const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
        assert.equal(stack?.StackStatus, "CREATE_COMPLETE");
        outputs = Object.fromEntries(
            (stack.Outputs ?? []).map(({ OutputKey = "", OutputValue = "" }) => [OutputKey, OutputValue]),
        );
        cloudFormation.destroy();
    });
    after(() => aws.stop());

    it("gives the values of the workflows' variables", () => {
        assert.deepEqual(outputs, {
            PreviewRoleArn: `arn:aws:iam::${ACCOUNT}:role/aws-organization-preview`,
            DriftRoleArn: `arn:aws:iam::${ACCOUNT}:role/aws-organization-drift`,
            UpRoleArn: `arn:aws:iam::${ACCOUNT}:role/aws-organization-up`,
            UpSessionSeconds: "7200",
            BackendUrl: `s3://${BUCKET}?region=us-east-1`,
            SecretsProvider: "awskms://alias/aws-organization?region=us-east-1",
        });
    });

    it("makes roles, of which those for up and drift have the policies of the preview role too", async () => {
        const iam = new IAMClient(aws.clientConfig());
        const policies = async (RoleName: string): Promise<string[]> => {
            const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
            return AttachedPolicies.map(({ PolicyName = "" }) => PolicyName.replace("aws-organization-", "")).sort();
        };
        const reads = ["preview-costs", "preview-organization", "preview-people", "preview-state"];
        assert.deepEqual(await policies("aws-organization-preview"), reads);
        const changes = ["accounts", "costs", "organization", "people", "powers", "state"].map((area) => `up-${area}`);
        assert.deepEqual(await policies("aws-organization-up"), [...reads, ...changes]);
        assert.deepEqual(await policies("aws-organization-drift"), reads);

        const { Role } = await iam.send(new GetRoleCommand({ RoleName: "aws-organization-up" }));
        const trust = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")) as {
            Statement: { Principal: { Federated: string }; Condition: unknown }[];
        };
        const [gitHub] = trust.Statement;
        assert.equal(
            gitHub?.Principal.Federated,
            `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`,
        );
        iam.destroy();
    });

    it("lets a workflow assume a role with its token", async () => {
        // moto checks neither the token nor the trust policy: the conditions are tested with the template.
        const sts = new STSClient(aws.clientConfig());
        const { Credentials } = await sts.send(
            new AssumeRoleWithWebIdentityCommand({
                RoleArn: outputs.PreviewRoleArn,
                RoleSessionName: "preview-1",
                WebIdentityToken: "a token",
            }),
        );
        sts.destroy();
        const session = new STSClient({
            ...aws.clientConfig(),
            credentials: {
                accessKeyId: Credentials?.AccessKeyId ?? "",
                secretAccessKey: Credentials?.SecretAccessKey ?? "",
                sessionToken: Credentials?.SessionToken,
            },
        });
        const { Arn } = await session.send(new GetCallerIdentityCommand({}));
        assert.equal(Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/aws-organization-preview/preview-1`);
        session.destroy();
    });

    // moto's CloudFormation leaves out the rest of the bucket's properties.
    it("makes a bucket that is encrypted with the key", async () => {
        const s3 = new S3Client({ ...aws.clientConfig(), forcePathStyle: true });
        const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket: BUCKET }));
        const [rule] = ServerSideEncryptionConfiguration?.Rules ?? [];
        assert.equal(rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm, "aws:kms");
        assert.match(rule.ApplyServerSideEncryptionByDefault.KMSMasterKeyID ?? "", /^arn:aws:kms:us-east-1:/);
        s3.destroy();
    });
});
