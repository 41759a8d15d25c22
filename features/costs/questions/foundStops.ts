import type { AwsClients } from "../../../aws/awsClients";
import { targetsOfPolicy } from "../../../aws/organization";
import type { OrganizationModel } from "../../../definition";
import { STOP_SPENDING } from "../../../guardrails";
import type { CostsModel } from "../model";
import type { FoundCosts, StoppedAccount } from "../plan/foundCosts";
import type { StackBefore } from "../plan/stackBefore";
import type { CostQuestions } from "./costQuestions";

/** The accounts that AWS Budgets has stopped: `stop-spending` is attached to them, and the stack has not attached it. One call. */
export async function findStops(
    model: CostsModel,
    organization: OrganizationModel,
    before: StackBefore,
    clients: AwsClients,
    questions: CostQuestions,
): Promise<Pick<FoundCosts, "stopped" | "areStopsUnread" | "isStopPolicyKept">> {
    const isStopPolicyKept = organization.policies.some(({ key }) => key === STOP_SPENDING);
    const policy = before.policies.get(STOP_SPENDING);
    if (!policy) return { stopped: [], areStopsUnread: false, isStopPolicyKept };
    const targets = await questions.ask(
        `what ${STOP_SPENDING} is attached to`,
        // A policy that is gone is attached to nothing.
        async () => (await targetsOfPolicy(clients.organizationCalls, policy.id)) ?? [],
    );
    const keys = new Map([...before.accounts].map(([key, { id }]) => [id, key]));
    const defined = new Set(organization.accounts.map(({ key }) => key));
    const stopped = (targets ?? [])
        .filter(({ type }) => type === "ACCOUNT")
        .flatMap(({ id }): StoppedAccount[] => {
            const key = keys.get(id);
            if (key !== undefined && before.attachments.accounts.get(key)?.includes(STOP_SPENDING)) return [];
            return [
                {
                    id,
                    ...(key !== undefined && { key }),
                    isStopKept: key !== undefined && (model.accounts.get(key)?.budgets ?? []).some(({ stop }) => stop),
                    isDefined: key !== undefined && defined.has(key),
                },
            ];
        });
    return { stopped, areStopsUnread: targets === undefined, isStopPolicyKept };
}
