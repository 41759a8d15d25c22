import type { CloudFormationClient, StackSetSummary } from "@aws-sdk/client-cloudformation";
import type { CommandClients } from "../../../cli/commandClients";
import type { StackInstance } from "./leavingAccount";
import { everyRegion, type RegionalAnswers } from "./everyRegion";

/**
 * The stacks that service-managed StackSets have created in an account. These StackSets belong to the management account, including those
 * of delegated administrators. Takes one call for a region without any, and one more for each StackSet.
 *
 * @param clients with credentials of the management account.
 * @param regions the regions that may have StackSets: the enabled regions of the management account.
 */
export async function readStackInstances(
    clients: CommandClients,
    account: string,
    regions: readonly string[],
): Promise<RegionalAnswers<StackInstance>> {
    return everyRegion(regions, async (region) => {
        const client = await clients.cloudFormation(region);
        const found: StackInstance[] = [];
        for (const stackSet of await serviceManaged(client)) {
            found.push(...(await instances(client, stackSet, account, region)));
        }
        return found;
    });
}

/** Self-managed StackSets use roles of their own, so they keep working. */
async function serviceManaged(client: CloudFormationClient): Promise<StackSetSummary[]> {
    const { paginateListStackSets } = await import("@aws-sdk/client-cloudformation");
    const found: StackSetSummary[] = [];
    for await (const { Summaries = [] } of paginateListStackSets({ client }, { Status: "ACTIVE", CallAs: "SELF" })) {
        found.push(...Summaries.filter(({ PermissionModel }) => PermissionModel === "SERVICE_MANAGED"));
    }
    return found;
}

async function instances(
    client: CloudFormationClient,
    { StackSetName = "", AutoDeployment: automatic }: StackSetSummary,
    StackInstanceAccount: string,
    administeredIn: string,
): Promise<StackInstance[]> {
    const { paginateListStackInstances } = await import("@aws-sdk/client-cloudformation");
    const found: StackInstance[] = [];
    for await (const { Summaries = [] } of paginateListStackInstances(
        { client },
        { StackSetName, StackInstanceAccount, CallAs: "SELF" },
    )) {
        found.push(
            ...Summaries.map(({ Region = "" }) => ({
                stackSet: StackSetName,
                administeredIn,
                region: Region,
                onLeaving: onLeaving(automatic),
            })),
        );
    }
    return found;
}

/**
 * AWS, "Enable or disable automatic deployments for StackSets", read 2026-11-25: only automatic deployment acts on an account that
 * leaves.
 */
function onLeaving(automatic: StackSetSummary["AutoDeployment"]): StackInstance["onLeaving"] {
    if (automatic?.Enabled === undefined) return "unknown";
    if (!automatic.Enabled) return "left";
    return automatic.RetainStacksOnAccountRemoval === true ? "retained" : "deleted";
}
