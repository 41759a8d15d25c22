import type * as pulumi from "@pulumi/pulumi";
import { policiesAttachedTo, targetsOfPolicy, type OrganizationCalls } from "../aws/organization";
import { FULL_AWS_ACCESS } from "../limits";
import { inWords, patiently } from "../aws/patiently";
import { OrganizationsProvider } from "./organizationsProvider";

export interface FullAccessDetachedInputs {
    /** The id of the root, unit or account. */
    readonly targetId: string;
}

/** AWS's exceptions that say that nothing is left to do. */
const DETACHED = ["PolicyNotAttachedException"];
const ATTACHED = [
    "DuplicatePolicyAttachmentException",
    "TargetNotFoundException",
    "AWSOrganizationsNotInUseException",
    // When the type is enabled again, AWS attaches it everywhere.
    "PolicyTypeNotEnabledException",
];

/**
 * AWS attaches FullAWSAccess to every root, unit and account. Created, this resource detaches it from one of them; deleted, it attaches
 * it again. The resource depends on the attachments of what takes its place, so they are made before and deleted after.
 */
export class FullAccessDetachedProvider
    extends OrganizationsProvider
    implements pulumi.dynamic.ResourceProvider<FullAccessDetachedInputs, FullAccessDetachedInputs>
{
    async create({
        targetId,
    }: FullAccessDetachedInputs): Promise<pulumi.dynamic.CreateResult<FullAccessDetachedInputs>> {
        const { DetachPolicyCommand } = await import("@aws-sdk/client-organizations");
        const command = new DetachPolicyCommand({ PolicyId: FULL_AWS_ACCESS, TargetId: targetId });
        const client = await this.client();
        // It may be detached already, in an organisation that is imported. Then nothing is written to AWS.
        await inWords(async () => {
            if (await isAttached(this.calls, targetId)) await patiently(() => client.send(command), DETACHED);
        });
        return { id: targetId, outs: { targetId } };
    }

    async read(
        id: string,
        props?: FullAccessDetachedInputs,
    ): Promise<pulumi.dynamic.ReadResult<FullAccessDetachedInputs>> {
        const targets = await targetsOfPolicy(this.calls, FULL_AWS_ACCESS);
        // Somebody has attached it again: without an id the resource is gone from the state, and the next `up` detaches it.
        if (targets?.some((target) => target.id === id)) return { id: "", props: {} as FullAccessDetachedInputs };
        return { id, props: props ?? { targetId: id } };
    }

    diff(
        _: string,
        before: FullAccessDetachedInputs,
        after: FullAccessDetachedInputs,
    ): Promise<pulumi.dynamic.DiffResult> {
        const changes = before.targetId !== after.targetId;
        return Promise.resolve({ changes, replaces: changes ? ["targetId"] : [] });
    }

    async delete(id: string): Promise<void> {
        const { AttachPolicyCommand } = await import("@aws-sdk/client-organizations");
        const command = new AttachPolicyCommand({ PolicyId: FULL_AWS_ACCESS, TargetId: id });
        const client = await this.client();
        await inWords(() => patiently(() => client.send(command), ATTACHED));
    }
}

/** A target that AWS does not have counts as one to detach it from: then AWS says what is wrong. */
async function isAttached(calls: OrganizationCalls, targetId: string): Promise<boolean> {
    const attached = await policiesAttachedTo(calls, targetId, "SERVICE_CONTROL_POLICY");
    return attached?.some(({ id }) => id === FULL_AWS_ACCESS) ?? true;
}

export const fullAccessDetached = new FullAccessDetachedProvider();
