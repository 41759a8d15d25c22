import type {
    CloudFormationClient,
    DeploymentTargets,
    Parameter,
    StackSetOperationPreferences,
} from "@aws-sdk/client-cloudformation";
import type { BlockStackSetInputs } from "./blockStackSetInputs";
import type { StackSetInAws } from "../../aws/stackSetInAws";
import type { RolloutStep, StackSelection } from "./rolloutStep";

/** How many accounts an operation changes at a time, and how many may fail before AWS stops it. */
export interface OperationPace {
    readonly concurrency: number;
    readonly tolerance: number;
}

/** @returns the id of the new StackSet, which has no stacks yet. */
export async function createStackSet(client: CloudFormationClient, wanted: BlockStackSetInputs): Promise<string> {
    const { CreateStackSetCommand } = await import("@aws-sdk/client-cloudformation");
    const { StackSetId = "" } = await client.send(
        new CreateStackSetCommand({
            StackSetName: wanted.name,
            ...content(wanted),
            TemplateBody: wanted.template,
            Parameters: parameters(wanted.parameters),
            Tags: tags(wanted),
            PermissionModel: "SERVICE_MANAGED",
            AutoDeployment: automatic(wanted),
            CallAs: "SELF",
        }),
    );
    return StackSetId;
}

/**
 * Starts an operation.
 *
 * @param found the StackSet as AWS has it.
 * @returns its id.
 */
export async function startOperation(
    client: CloudFormationClient,
    step: RolloutStep,
    wanted: BlockStackSetInputs,
    found: StackSetInAws,
    pace: OperationPace,
): Promise<string> {
    const { OperationId = "" } = await sent(client, step, wanted, found, preferences(pace));
    return OperationId;
}

type SetStep = Extract<RolloutStep, { kind: "automatic" | "description" | "update" | "content" }>;
type Started = Promise<{ readonly OperationId?: string | undefined }>;

function sent(
    client: CloudFormationClient,
    step: RolloutStep,
    wanted: BlockStackSetInputs,
    found: StackSetInAws,
    OperationPreferences: StackSetOperationPreferences,
): Started {
    switch (step.kind) {
        case "automatic":
        case "description":
        case "update":
        case "content":
            return sentToSet(client, step, wanted, found, OperationPreferences);
        default:
            return sentToStacks(client, step, wanted, OperationPreferences);
    }
}

async function sentToSet(
    client: CloudFormationClient,
    step: SetStep,
    wanted: BlockStackSetInputs,
    found: StackSetInAws,
    OperationPreferences: StackSetOperationPreferences,
): Started {
    const { UpdateStackSetCommand } = await import("@aws-sdk/client-cloudformation");
    const set = { StackSetName: wanted.name, CallAs: "SELF" as const };
    if (step.kind === "automatic") {
        // AWS takes no targets with it, and would change nothing in the stacks: they get what they have.
        return client.send(
            new UpdateStackSetCommand({
                ...set,
                OperationPreferences,
                ...same(found),
                AutoDeployment: automatic(wanted),
            }),
        );
    }
    const changed =
        step.kind === "content"
            ? {
                  ...content(wanted),
                  TemplateBody: wanted.template,
                  Parameters: parameters(wanted.parameters),
                  Tags: tags(wanted),
              }
            : same({ ...found, description: wanted.description });
    const where = step.selection && at(step.selection);
    return client.send(new UpdateStackSetCommand({ ...set, OperationPreferences, ...changed, ...where }));
}

async function sentToStacks(
    client: CloudFormationClient,
    step: Exclude<RolloutStep, SetStep>,
    wanted: BlockStackSetInputs,
    OperationPreferences: StackSetOperationPreferences,
): Started {
    const { CreateStackInstancesCommand, DeleteStackInstancesCommand, UpdateStackInstancesCommand } =
        await import("@aws-sdk/client-cloudformation");
    const common = {
        StackSetName: wanted.name,
        CallAs: "SELF" as const,
        OperationPreferences,
        ...at(step.selection),
    };
    switch (step.kind) {
        case "override":
            // A list takes away the values that it does not have; an empty one all.
            return client.send(
                new UpdateStackInstancesCommand({ ...common, ParameterOverrides: parameters(step.parameters) }),
            );
        case "create": {
            const isOwn = Object.keys(step.parameters).length > 0;
            const overrides = isOwn && { ParameterOverrides: parameters(step.parameters) };
            return client.send(new CreateStackInstancesCommand({ ...common, ...overrides }));
        }
        case "target":
            return client.send(new CreateStackInstancesCommand(common));
        case "delete":
        case "untarget":
            return client.send(new DeleteStackInstancesCommand({ ...common, RetainStacks: step.keeps }));
    }
}

/** AWS takes the accounts of a service-managed StackSet only as a filter of its units. */
function at({ units, regions, accounts, excluded }: StackSelection): {
    readonly DeploymentTargets: DeploymentTargets;
    readonly Regions: string[];
} {
    const named = accounts.length > 0 ? accounts : excluded;
    return {
        DeploymentTargets: {
            OrganizationalUnitIds: [...units],
            AccountFilterType: accounts.length > 0 ? "INTERSECTION" : excluded.length > 0 ? "DIFFERENCE" : "NONE",
            ...(named.length > 0 && { Accounts: [...named] }),
        },
        Regions: [...regions],
    };
}

function content({ description, capabilities }: Pick<StackSetInAws, "description" | "capabilities">): object {
    return {
        ...(description !== "" && { Description: description }),
        Capabilities: [...capabilities] as never,
    };
}

/** What AWS takes for no change of template and parameters: only the stacks of the operation are touched, and the others keep their status. */
function same(found: Pick<StackSetInAws, "description" | "capabilities" | "parameters">) {
    return {
        ...content(found),
        UsePreviousTemplate: true,
        Parameters: Object.keys(found.parameters).map((ParameterKey): Parameter => ({
            ParameterKey,
            UsePreviousValue: true,
        })),
    };
}

function parameters(values: Readonly<Record<string, string>>): Parameter[] {
    return Object.entries(values).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
}

function tags({ tags: of }: BlockStackSetInputs): { Key: string; Value: string }[] {
    return Object.entries(of).map(([Key, Value]) => ({ Key, Value }));
}

/** Without automatic deployment, AWS takes no answer to whether stacks stay. */
function automatic({ isAutomatic, keepsStacks }: BlockStackSetInputs): object {
    return isAutomatic ? { Enabled: true, RetainStacksOnAccountRemoval: keepsStacks } : { Enabled: false };
}

/** With AWS's default, no more accounts would be changed at a time than may fail, and one more. */
function preferences({ concurrency, tolerance }: OperationPace): StackSetOperationPreferences {
    return {
        RegionConcurrencyType: "PARALLEL",
        FailureToleranceCount: tolerance,
        MaxConcurrentCount: concurrency,
        ConcurrencyMode: "SOFT_FAILURE_TOLERANCE",
    };
}
