import { AwsClients } from "../../aws/awsClients";
import { awsSettings } from "../../aws/awsSettings";

/**
 * The calls that all resources of a process share, so that they keep one pace: made when the first of them is configured. Pulumi configures every
 * provider with the same settings.
 */
export function sharedCalls<Calls>(
    callsOf: (clients: AwsClients) => Calls,
): (setting: (key: string) => string | undefined) => Calls {
    let shared: Calls | undefined;
    return (setting) => (shared ??= callsOf(new AwsClients(awsSettings(setting))));
}
