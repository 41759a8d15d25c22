import type { AwsClients } from "../../../aws/awsClients";
import { exceptionName } from "../../../aws/organization";
import { STOP_ROLE_DESCRIPTION, STOP_ROLE_NAME } from "../../../limits";
import type { CostsModel } from "../model";
import type { TakenName } from "../plan/foundCosts";
import { COST_RESOURCES, namesIn, type StackBefore } from "../plan/stackBefore";
import type { CostQuestions } from "./costQuestions";

/**
 * Whether AWS has the role already through which budgets stop accounts. It has a fixed name, so it stays behind after a lost state. It is
 * asked only if this run would create the role.
 */
export async function findStopRole(
    { accounts }: CostsModel,
    { featureResources }: StackBefore,
    clients: AwsClients,
    questions: CostQuestions,
): Promise<{ readonly hasStopRole: boolean; readonly taken: readonly TakenName[] }> {
    const stopping = [...accounts.values()].flatMap(({ budgets }) => budgets).find(({ stop }) => stop);
    const isInStack = namesIn(featureResources, COST_RESOURCES.role).size > 0;
    if (!stopping || isInStack) return { hasStopRole: false, taken: [] };
    const found = await questions.ask(`the role ${STOP_ROLE_NAME}`, () => roleDescription(clients));
    if (found === undefined || found === "no role") return { hasStopRole: false, taken: [] };
    if (found.description === STOP_ROLE_DESCRIPTION) return { hasStopRole: true, taken: [] };
    return { hasStopRole: false, taken: [{ what: "role", name: STOP_ROLE_NAME, path: stopping.path }] };
}

async function roleDescription(clients: AwsClients): Promise<{ readonly description: string } | "no role"> {
    const { GetRoleCommand } = await import("@aws-sdk/client-iam");
    try {
        const { Role } = await (await clients.iam()).send(new GetRoleCommand({ RoleName: STOP_ROLE_NAME }));
        return { description: Role?.Description ?? "" };
    } catch (error) {
        if (exceptionName(error) === "NoSuchEntityException" || exceptionName(error) === "NoSuchEntity")
            return "no role";
        throw error;
    }
}
