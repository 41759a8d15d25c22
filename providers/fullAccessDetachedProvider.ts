import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type * as pulumi from "@pulumi/pulumi";
import { AwsClients } from "../aws/awsClients";
import { OrganizationCalls, policiesAttachedTo, targetsOfPolicy } from "../aws/organization";
import { awsSettings } from "../aws/awsSettings";
import { FULL_AWS_ACCESS } from "../limits";
import { inWords, patiently } from "../aws/patiently";

export interface Inputs {
    /** The root, unit or account. */
    readonly targetId: string;
}

/** What is asked of AWS; a test has its own. */
export type Send = Pick<OrganizationsClient, "send">;

/** AWS's exceptions that say that it is so already, or that there is nothing left that it could be so for. */
const DETACHED = ["PolicyNotAttachedException"];
const ATTACHED = [
    "DuplicatePolicyAttachmentException",
    "TargetNotFoundException",
    "AWSOrganizationsNotInUseException",
    // Enabled again, AWS attaches it everywhere.
    "PolicyTypeNotEnabledException",
];

/**
 * AWS attaches FullAWSAccess to every root, unit and account. This resource is that it is detached from one: made, it detaches it;
 * deleted, it attaches it again. What is attached in its place comes before and goes after, by the dependencies of the resource.
 */
export class FullAccessDetached implements pulumi.dynamic.ResourceProvider<Inputs, Inputs> {
    #client: Promise<Send> | undefined;
    readonly #calls = new OrganizationCalls(() => this.#connected() as Promise<OrganizationsClient>);

    /** @param client for a test; else the one that the stack's settings describe. */
    constructor(client?: Send) {
        this.#client = client && Promise.resolve(client);
    }

    configure({ config }: pulumi.dynamic.ConfigureRequest): Promise<void> {
        this.#client ??= new AwsClients(awsSettings((key) => config.get(`aws:${key}`))).organizations();
        return Promise.resolve();
    }

    async create({ targetId }: Inputs): Promise<pulumi.dynamic.CreateResult<Inputs>> {
        const { DetachPolicyCommand } = await import("@aws-sdk/client-organizations");
        const command = new DetachPolicyCommand({ PolicyId: FULL_AWS_ACCESS, TargetId: targetId });
        const client = await this.#connected();
        // What is taken over is detached already: nothing is written to AWS then.
        await inWords(async () => {
            if (await isAttached(this.#calls, targetId)) await patiently(() => client.send(command), DETACHED);
        });
        return { id: targetId, outs: { targetId } };
    }

    async read(id: string, props?: Inputs): Promise<pulumi.dynamic.ReadResult<Inputs>> {
        const targets = await targetsOfPolicy(this.#calls, FULL_AWS_ACCESS);
        // It was attached behind Pulumi's back: the next `up` detaches it.
        if (targets?.some((target) => target.id === id)) return { id: "", props: {} as Inputs };
        return { id, props: props ?? { targetId: id } };
    }

    diff(_: string, before: Inputs, after: Inputs): Promise<pulumi.dynamic.DiffResult> {
        const changes = before.targetId !== after.targetId;
        return Promise.resolve({ changes, replaces: changes ? ["targetId"] : [] });
    }

    async delete(id: string): Promise<void> {
        const { AttachPolicyCommand } = await import("@aws-sdk/client-organizations");
        const command = new AttachPolicyCommand({ PolicyId: FULL_AWS_ACCESS, TargetId: id });
        const client = await this.#connected();
        await inWords(() => patiently(() => client.send(command), ATTACHED));
    }

    #connected(): Promise<Send> {
        if (!this.#client) throw new Error("the provider has no settings: Pulumi configures it first");
        return this.#client;
    }
}

/** A target that AWS does not have counts as one to detach it from: then AWS says what is wrong. */
async function isAttached(calls: OrganizationCalls, targetId: string): Promise<boolean> {
    const attached = await policiesAttachedTo(calls, targetId, "SERVICE_CONTROL_POLICY");
    return attached?.some(({ id }) => id === FULL_AWS_ACCESS) ?? true;
}

export const fullAccessDetached = new FullAccessDetached();
