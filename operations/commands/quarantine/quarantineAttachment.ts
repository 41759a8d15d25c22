import type { AwsClients } from "../../../aws/awsClients";
import { findRoot, policiesAttachedTo, type FoundPolicy } from "../../../aws/organization";
import { POLICY_TYPES } from "../../../limits";
import { CommandError, EXIT } from "../../cli/commandError";

const TYPE = "SERVICE_CONTROL_POLICY";
/** How often to look. AWS lists an attachment a moment after it was made. */
const LOOKS = 5;
const PAUSE_MS = 1_000;

/** The service control policies attached directly to a root, a unit or an account. */
export async function attachedTo({ organizationCalls }: AwsClients, targetId: string): Promise<FoundPolicy[]> {
    return (await policiesAttachedTo(organizationCalls, targetId, TYPE)) ?? [];
}

/** The root's id if service control policies are not enabled in the organisation. Undefined if they are. */
export async function rootToEnable({ organizationCalls }: AwsClients): Promise<string | undefined> {
    const root = await findRoot(organizationCalls);
    return root?.policyTypes.includes(TYPE) ? undefined : root?.id;
}

/** Enables service control policies. This denies nothing, because AWS attaches FullAWSAccess everywhere. */
export async function enablePolicyType(clients: AwsClients, RootId: string): Promise<void> {
    const { EnablePolicyTypeCommand, PolicyTypeAlreadyEnabledException } =
        await import("@aws-sdk/client-organizations");
    try {
        await (await clients.organizations()).send(new EnablePolicyTypeCommand({ RootId, PolicyType: TYPE }));
    } catch (error) {
        if (!(error instanceof PolicyTypeAlreadyEnabledException)) throw error;
    }
    await until(async () => (await rootToEnable(clients)) === undefined, "enabled service control policies");
}

/**
 * Attaches a policy to an account, and checks that AWS lists it.
 *
 * @returns whether it was missing before.
 * @throws CommandError if AWS allows no further policy on the account.
 */
export async function attach(clients: AwsClients, PolicyId: string, TargetId: string): Promise<boolean> {
    const { AttachPolicyCommand, ConstraintViolationException, DuplicatePolicyAttachmentException } =
        await import("@aws-sdk/client-organizations");
    let isNew = true;
    try {
        await (await clients.organizations()).send(new AttachPolicyCommand({ PolicyId, TargetId }));
    } catch (error) {
        if (error instanceof DuplicatePolicyAttachmentException) isNew = false;
        else if (
            error instanceof ConstraintViolationException &&
            error.Reason === "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED"
        ) {
            throw await full(clients, TargetId);
        } else throw error;
    }
    const isThere = async (): Promise<boolean> =>
        (await attachedTo(clients, TargetId)).some(({ id }) => id === PolicyId);
    await until(isThere, "attached the policy");
    return isNew;
}

async function full(clients: AwsClients, target: string): Promise<CommandError> {
    const attached = await attachedTo(clients, target);
    const list = attached.map(({ id, name }) => `  ${id}  ${name}`).join("\n");
    return new CommandError(
        `account ${target} has ${attached.length} service control policies attached, and AWS allows ${POLICY_TYPES[TYPE].maxAttached}:\n${list}\n` +
            "NOTHING IS DENIED YET. During a quarantine the others add nothing: detach one, and run this again:\n" +
            `aws organizations detach-policy --target-id ${target} --policy-id <one of these>\n` +
            "The next `up` after the quarantine attaches it again.",
    );
}

/**
 * Detaches a policy from an account, and checks that AWS no longer lists it.
 *
 * @returns whether it was attached before.
 */
export async function detach(clients: AwsClients, PolicyId: string, TargetId: string): Promise<boolean> {
    const { ConstraintViolationException, DetachPolicyCommand, PolicyNotAttachedException } =
        await import("@aws-sdk/client-organizations");
    try {
        await (await clients.organizations()).send(new DetachPolicyCommand({ PolicyId, TargetId }));
    } catch (error) {
        if (error instanceof PolicyNotAttachedException) return false;
        if (
            error instanceof ConstraintViolationException &&
            error.Reason === "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED"
        ) {
            throw new CommandError(
                `it is the last service control policy of account ${TargetId}, and AWS requires one. Attach AWS's own first, and run this again:\n` +
                    `aws organizations attach-policy --target-id ${TargetId} --policy-id p-FullAWSAccess`,
            );
        }
        throw error;
    }
    const isGone = async (): Promise<boolean> =>
        (await attachedTo(clients, TargetId)).every(({ id }) => id !== PolicyId);
    await until(isGone, "detached the policy");
    return true;
}

async function until(done: () => Promise<boolean>, what: string): Promise<void> {
    for (let look = 1; look <= LOOKS; look++) {
        if (await done()) return;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    throw new CommandError(
        `AWS says that it has ${what}, but its lists do not show that after ${LOOKS} s. Run this again until they do`,
        EXIT.failed,
    );
}
