import { unlessNamed } from "../../aws/organization";
import { foreignCredentials } from "../../program/adoption";
import type { ExistingResources } from "../../program/state";
import { CommandError } from "./commandError";
import type { CommandContext } from "./commandContext";
import { existingResources } from "./exportedState";
import { StackRunner } from "./stackRunner";

/**
 * Refuses credentials that are for another organisation than the one in the stack's state. What AWS says about accounts would be wrong.
 *
 * @throws CommandError
 */
export async function requireOrganizationOfState(
    { clients }: CommandContext,
    existing: Pick<ExistingResources, "organizationId" | "managementAccountId">,
): Promise<void> {
    const account = await clients.managementAccount();
    const organization = await unlessNamed("AWSOrganizationsNotInUseException", () => clients.organization());
    const foreign = foreignCredentials(existing, { account, organization });
    if (foreign !== undefined) throw new CommandError(foreign);
}

/**
 * The same for a command that has not read the state. Call it before a message that an account is not in the organisation: an account that
 * is found needs no check, because its id and its e-mail exist once in AWS. It starts Pulumi, which takes seconds.
 *
 * @throws CommandError also if the state cannot be read.
 */
export async function requireOrganizationOfStack(context: CommandContext): Promise<void> {
    const runner = await StackRunner.open(context);
    await requireOrganizationOfState(context, existingResources(await runner.exportState()));
}
