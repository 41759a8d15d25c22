import assert from "node:assert/strict";
import {
    CloudFormationClient,
    DeleteStackCommand,
    DescribeStackSetCommand,
    DescribeStacksCommand,
    ListStackInstancesCommand,
    ListStackSetOperationsCommand,
    paginateListStackInstances,
    type StackInstanceSummary,
    type StackSetOperationSummary,
} from "@aws-sdk/client-cloudformation";
import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { inAws, type Project } from "./support";

/** Asks AWS, and not Pulumi, which stacks and roles the accounts have. */
export class BaselineInAws {
    readonly #project: Project;
    readonly client: CloudFormationClient;

    constructor(project: Project) {
        this.#project = project;
        this.client = new CloudFormationClient(project.aws.clientConfig());
    }

    stop(): void {
        this.client.destroy();
    }

    async idOf(account: string): Promise<string> {
        const { accounts } = await inAws(this.#project.client);
        return accounts[account]?.id ?? assert.fail(`no account ${account}`);
    }

    async unitOf(unit: string): Promise<string> {
        const { units } = await inAws(this.#project.client);
        return units[unit]?.id ?? assert.fail(`no unit ${unit}`);
    }

    /** The names of the roles in an account that AWS has not made by itself, sorted. */
    async rolesIn(account: string): Promise<string[]> {
        const iam = new IAMClient(this.#project.aws.clientConfig(await this.idOf(account)));
        const { Roles = [] } = await iam.send(new ListRolesCommand({}));
        iam.destroy();
        return Roles.filter(({ Path }) => !Path?.startsWith("/aws-service-role/"))
            .map(({ RoleName = "" }) => RoleName)
            .filter((name) => name !== "OrganizationAccountAccessRole" && !name.startsWith("stacksets-exec-"))
            .sort();
    }

    async instances(StackSetName: string): Promise<readonly StackInstanceSummary[]> {
        const all: StackInstanceSummary[] = [];
        for await (const { Summaries = [] } of paginateListStackInstances({ client: this.client }, { StackSetName })) {
            all.push(...Summaries);
        }
        return all;
    }

    /** As somebody does in CloudFormation of the account. */
    async deleteStack(StackSetName: string, account: string): Promise<void> {
        const id = await this.idOf(account);
        const { StackId } = (await this.instances(StackSetName)).find((one) => one.Account === id) ?? assert.fail();
        const client = new CloudFormationClient(this.#project.aws.clientConfig(id));
        await client.send(new DeleteStackCommand({ StackName: StackId }));
        client.destroy();
    }

    /** `shop-prod eu-central-1 CURRENT` of each stack, sorted. */
    async stacks(StackSetName: string): Promise<string[]> {
        const { accounts } = await inAws(this.#project.client);
        const names = new Map(Object.entries(accounts).map(([name, { id }]) => [id, name]));
        const { Summaries = [] } = await this.client.send(new ListStackInstancesCommand({ StackSetName }));
        return Summaries.map(
            ({ Account = "", Region = "", Status = "" }) => `${names.get(Account) ?? Account} ${Region} ${Status}`,
        ).sort();
    }

    /** The output `Value` of the stack in an account and region. */
    async valueIn(StackSetName: string, account: string, region: string): Promise<string | undefined> {
        const id = await this.idOf(account);
        const found = (await this.instances(StackSetName)).find((one) => one.Account === id && one.Region === region);
        const client = new CloudFormationClient({ ...this.#project.aws.clientConfig(id), region });
        const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: found?.StackId }));
        client.destroy();
        return stack?.Outputs?.find(({ OutputKey }) => OutputKey === "Value")?.OutputValue;
    }

    /** The oldest comes first. */
    async operations(StackSetName: string): Promise<readonly StackSetOperationSummary[]> {
        const { Summaries = [] } = await this.client.send(new ListStackSetOperationsCommand({ StackSetName }));
        return [...Summaries].reverse();
    }

    async template(StackSetName: string): Promise<unknown> {
        const { StackSet } = await this.client.send(new DescribeStackSetCommand({ StackSetName }));
        return JSON.parse(StackSet?.TemplateBody ?? "null");
    }
}
