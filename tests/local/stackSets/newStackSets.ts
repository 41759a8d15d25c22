import assert from "node:assert/strict";
import {
    ActivateOrganizationsAccessCommand,
    CloudFormationClient,
    CreateStackInstancesCommand,
    CreateStackSetCommand,
    DeleteStackInstancesCommand,
    DescribeStackSetOperationCommand,
    ListStackInstanceResourceDriftsCommand,
    ListStackInstancesCommand,
    ListStackSetOperationResultsCommand,
    type CreateStackInstancesCommandInput,
    type CreateStackSetCommandInput,
    type DeleteStackInstancesCommandInput,
    type DeploymentTargets,
    type StackInstanceResourceDriftsSummary,
    type StackInstanceSummary,
    type StackSetOperation,
    type StackSetOperationPreferences,
    type StackSetOperationResultSummary,
} from "@aws-sdk/client-cloudformation";
import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { Fixture } from "../fixture";
import { startLocalAws, type LocalAws, type LocalAwsOptions } from "../server";

/** How long a stack takes here, and how many seconds later everything is done. */
export const STACK_SECONDS = 60;
export const ALL_DONE = 3600;

const TRUST = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

/** A template with one role. */
export function roleTemplate(RoleName: string, more: Record<string, unknown> = {}): string {
    const Properties = { RoleName, AssumeRolePolicyDocument: TRUST, ...more };
    return JSON.stringify({ Resources: { Role: { Type: "AWS::IAM::Role", Properties } } });
}

/** An organisation that gives StackSets access, with a unit Workloads, below it Prod, and the accounts shop (in Prod) and log (in Workloads). */
export class NewStackSets {
    aws!: LocalAws;
    client!: CloudFormationClient;
    organizations!: OrganizationsClient;
    to!: Fixture;
    management!: string;
    root!: string;
    workloads!: string;
    prod!: string;

    async start(options: LocalAwsOptions = {}): Promise<void> {
        this.aws = await startLocalAws({ stackSeconds: STACK_SECONDS, ...options });
        this.organizations = new OrganizationsClient(this.aws.clientConfig());
        this.client = new CloudFormationClient(this.aws.clientConfig());
    }

    async create(): Promise<void> {
        await this.aws.reset();
        this.to = new Fixture(this.aws, this.organizations);
        ({ management: this.management, root: this.root } = await this.to.createOrganization());
        await this.client.send(new ActivateOrganizationsAccessCommand({}));
        this.workloads = await this.to.createUnit(this.root, "Workloads");
        this.prod = await this.to.createUnit(this.workloads, "Prod");
    }

    /** Creates an account in a unit, and lets everything that follows from it be done. */
    async account(name: string, unit = this.root): Promise<string> {
        const id = await this.to.createAccount(name);
        if (unit !== this.root) await this.move(id, this.root, unit);
        return id;
    }

    async move(AccountId: string, SourceParentId: string, DestinationParentId: string): Promise<void> {
        const { MoveAccountCommand } = await import("@aws-sdk/client-organizations");
        await this.organizations.send(new MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId }));
    }

    async stackSet(StackSetName: string, more: Partial<CreateStackSetCommandInput> = {}): Promise<string> {
        const { StackSetId = assert.fail("no id") } = await this.client.send(
            new CreateStackSetCommand({
                StackSetName,
                TemplateBody: roleTemplate(StackSetName),
                PermissionModel: "SERVICE_MANAGED",
                AutoDeployment: { Enabled: false },
                Capabilities: ["CAPABILITY_NAMED_IAM"],
                ...more,
            }),
        );
        return StackSetId;
    }

    /** Creates instances, and lets the operation be done. */
    async deploy(
        StackSetName: string,
        DeploymentTargets: DeploymentTargets,
        OperationPreferences?: StackSetOperationPreferences,
        more: Partial<CreateStackInstancesCommandInput> = {},
    ): Promise<StackSetOperation> {
        const { OperationId = assert.fail() } = await this.client.send(
            new CreateStackInstancesCommand({
                StackSetName,
                DeploymentTargets,
                Regions: ["us-east-1"],
                OperationPreferences,
                ...more,
            }),
        );
        return this.done(StackSetName, OperationId);
    }

    /** Deletes the instances below units with their stacks, and lets the operation be done. */
    async delete(
        StackSetName: string,
        OrganizationalUnitIds: string[],
        more: Partial<DeleteStackInstancesCommandInput> = {},
    ): Promise<StackSetOperation> {
        const { OperationId } = await this.client.send(
            new DeleteStackInstancesCommand({
                StackSetName,
                DeploymentTargets: { OrganizationalUnitIds },
                Regions: ["us-east-1"],
                RetainStacks: false,
                ...more,
            }),
        );
        return this.done(StackSetName, OperationId);
    }

    /** The operation after everything is done. */
    async done(StackSetName: string, OperationId: string | undefined): Promise<StackSetOperation> {
        assert.ok(OperationId);
        await this.aws.advanceSeconds(ALL_DONE);
        return this.operation(StackSetName, OperationId);
    }

    async operation(StackSetName: string, OperationId: string): Promise<StackSetOperation> {
        const answer = await this.client.send(new DescribeStackSetOperationCommand({ StackSetName, OperationId }));
        return answer.StackSetOperation ?? assert.fail("no operation");
    }

    async results(StackSetName: string, OperationId = ""): Promise<StackSetOperationResultSummary[]> {
        const answer = await this.client.send(new ListStackSetOperationResultsCommand({ StackSetName, OperationId }));
        return answer.Summaries ?? [];
    }

    async instances(StackSetName: string): Promise<StackInstanceSummary[]> {
        const { Summaries = [] } = await this.client.send(new ListStackInstancesCommand({ StackSetName }));
        return Summaries;
    }

    /** What a detection of drift has found in an account. */
    async drifts(
        StackSetName: string,
        OperationId: string,
        StackInstanceAccount: string,
    ): Promise<StackInstanceResourceDriftsSummary[]> {
        const where = { StackSetName, OperationId, StackInstanceAccount, StackInstanceRegion: "us-east-1" };
        const { Summaries = [] } = await this.client.send(new ListStackInstanceResourceDriftsCommand(where));
        return Summaries;
    }

    /** `account region status detailed-status` of each instance. */
    async shownInstances(StackSetName: string): Promise<string[]> {
        const instances = await this.instances(StackSetName);
        return instances.map((one) =>
            [one.Account, one.Region, one.Status, one.StackInstanceStatus?.DetailedStatus].join(" "),
        );
    }

    /** The names of the roles in an account that AWS has not made by itself. */
    async roles(account: string): Promise<string[]> {
        const iam = new IAMClient(this.aws.clientConfig(account));
        const { Roles = [] } = await iam.send(new ListRolesCommand({}));
        iam.destroy();
        const names = Roles.map(({ RoleName = "" }) => RoleName);
        return names
            .filter((name) => name !== "OrganizationAccountAccessRole" && !name.startsWith("stacksets-exec-"))
            .sort();
    }
}

/** Creates the organisation before each test of the calling describe. */
export function newStackSets(options?: LocalAwsOptions): NewStackSets {
    const stackSets = new NewStackSets();
    before(() => stackSets.start(options));
    beforeEach(() => stackSets.create());
    after(() => stackSets.aws.stop());
    return stackSets;
}
