import type { AwsClients } from "./awsClients";
import type { PacedCaller } from "./pacedCaller";
import type { StackSetQuestion } from "./stackSetInAws";

/** The calls of one region, paced and counted. */
export function stackSetQuestion(clients: AwsClients, caller: PacedCaller, region: string): StackSetQuestion {
    return async (operation, send) => {
        const client = await clients.cloudFormation(region);
        return caller.call(operation, () => send(client));
    };
}
