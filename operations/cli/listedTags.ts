import type { AwsClients } from "../../aws/awsClients";
import type { TagQuestion } from "../../aws/organization";
import type { PacedCaller } from "../../aws/pacedCaller";
import { taggedResources } from "../../aws/taggedResources";
import { answerFrom, type Endpoints } from "./awsAnswer";

/** The tagging API's list of the tags of units, accounts and policies, for `tagsOfMany`; the reason why there is none as text. */
export async function listedTags(
    clients: Pick<AwsClients, "tagging">,
    endpoints: Endpoints,
    caller: PacedCaller,
): ReturnType<TagQuestion["list"]> {
    const answer = await answerFrom(endpoints, ["resourcegroupstaggingapi"], async () =>
        taggedResources(await clients.tagging(), caller),
    );
    return "value" in answer ? answer.value : answer.unread;
}
