import type { ChangePlan } from "./orgCommand";
import type { CommandContext } from "./commandContext";
import { errorText } from "./errorText";

/**
 * The stack, organisation and account that a plan changes. Every plan begins with them, so that a wrong stack shows before anything is
 * confirmed.
 */
export interface PlanHead {
    readonly stack: string;
    readonly organization?: string;
    readonly managementAccount?: string;
    /** The reason why AWS did not say which organisation it is. */
    readonly unasked?: string;
    readonly account?: ChangePlan["about"];
}

/** Asks AWS for the organisation. If the command works without AWS, the head says why AWS was not asked. */
export async function headOf({ clients, settings, stack }: CommandContext, { about }: ChangePlan): Promise<PlanHead> {
    const account = about && { account: about };
    try {
        const { id, managementAccountId } = await clients.organization();
        return { stack, organization: id, managementAccount: managementAccountId, ...account };
    } catch (error) {
        return { stack, unasked: errorText(error, settings.aws.endpoints.organizations), ...account };
    }
}

/** In one line: `Stack prod, organisation o-c1hkl4v47m, management account 123456789012: account shop (111122223333)`. */
export function describeHead({ stack, organization, managementAccount, unasked, account }: PlanHead): string {
    const where =
        organization === undefined
            ? `organisation unknown (${unasked ?? "AWS names none"})`
            : `organisation ${organization}, management account ${managementAccount ?? ""}`;
    return `Stack ${stack}, ${where}${account ? `: account ${named(account)}` : ""}`;
}

function named({ key, id }: NonNullable<ChangePlan["about"]>): string {
    if (id === undefined) return `${key ?? ""}, which AWS has not created yet`;
    return key === undefined ? id : `${key} (${id})`;
}
