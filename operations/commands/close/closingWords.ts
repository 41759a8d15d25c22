import { policiesAttachedTo } from "../../../aws/organization";
import type { AccountModel } from "../../../definition";
import { answerOf } from "../../cli/awsAnswer";
import type { CommandContext } from "../../cli/commandContext";

/** What features say of an account that is to be closed. It takes one call; without an answer they say what they know without it. */
export async function closingWords(
    { clients, model }: CommandContext,
    account: AccountModel,
    id: string,
): Promise<string[]> {
    const answer = await answerOf(() => policiesAttachedTo(clients.organizationCalls, id, "SERVICE_CONTROL_POLICY"));
    const attached = "value" in answer ? answer.value?.map(({ name }) => name) : undefined;
    return model.features.wordsOnAccount(account, {
        kind: "closing",
        day: clients.now().toISOString().slice(0, 10),
        ...(attached && { attached }),
    });
}
