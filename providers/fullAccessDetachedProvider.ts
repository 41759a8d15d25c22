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
 * AWS attaches FullAWSAccess to every root, unit and account. Creating this resource detaches it from one of them, deleting it attaches it
 * again. The resource depends on the attachments of the allow list, so they are made before it and deleted after it.
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
        // In an imported organisation it may be detached already. Then this writes nothing to AWS.
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
        // Somebody has attached it again. An empty id removes the resource from the state, so the next `up` detaches it.
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

/** Also true for a target that AWS does not have: DetachPolicy then reports what is wrong. */
async function isAttached(calls: OrganizationCalls, targetId: string): Promise<boolean> {
    const attached = await policiesAttachedTo(calls, targetId, "SERVICE_CONTROL_POLICY");
    return attached?.some(({ id }) => id === FULL_AWS_ACCESS) ?? true;
}

export const fullAccessDetached = new FullAccessDetachedProvider();
