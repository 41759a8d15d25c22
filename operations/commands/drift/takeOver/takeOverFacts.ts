import type { CommandContext } from "../../../cli/commandContext";
import type { TakeOverContext } from "./takeOver";

/** What take-overs need to know besides the definition. */
export async function takeOverFacts({
    clients,
}: CommandContext): Promise<Pick<TakeOverContext, "day" | "managementAccountId">> {
    const managementAccountId = await clients.managementAccount();
    return { day: clients.now().toISOString().slice(0, 10), managementAccountId };
}
