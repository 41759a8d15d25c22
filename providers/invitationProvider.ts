import type { Handshake, OrganizationsClient } from "@aws-sdk/client-organizations";
import type * as pulumi from "@pulumi/pulumi";
import { AwsClients } from "../aws/awsClients";
import {
    foundHandshake,
    isInvitation,
    isOpen,
    isSameRecipient,
    listHandshakes,
    OrganizationCalls,
} from "../aws/organization";
import { awsSettings } from "../aws/awsSettings";
import { explainRefusal } from "./invitationRefusals";
import { patiently } from "../aws/patiently";

/** What the program says of an invitation (components/invitation.ts). */
export interface Inputs {
    readonly targetType: "ACCOUNT" | "EMAIL";
    readonly targetId: string;
    readonly notes?: string;
    readonly previous?: string;
}

/** What the state keeps. There are no secrets in it. */
export interface Outputs extends Inputs {
    readonly handshakeId: string;
    /** As 2026-12-09T10:00:00.000Z. */
    readonly expires: string;
    /** As AWS said it last: `OPEN`, and others after a refresh. The program asks anew at each run. */
    readonly state: string;
}

/** AWS's exceptions that say that there is nothing left to cancel. */
const ENDED = [
    "HandshakeAlreadyInStateException",
    "HandshakeNotFoundException",
    "InvalidHandshakeTransitionException",
    "AWSOrganizationsNotInUseException",
];

/**
 * An invitation to the organisation. Made, it is sent, or one that is open to the same target is taken up; with another
 * `previous` another is sent; deleted, it is cancelled where nobody has answered yet.
 */
export class InvitationProvider implements pulumi.dynamic.ResourceProvider<Inputs, Outputs> {
    #client: Promise<OrganizationsClient> | undefined;

    /** @param client for a test; else the one that the stack's settings describe. */
    constructor(client?: OrganizationsClient) {
        this.#client = client && Promise.resolve(client);
    }

    configure({ config }: pulumi.dynamic.ConfigureRequest): Promise<void> {
        this.#client ??= new AwsClients(awsSettings((key) => config.get(`aws:${key}`))).organizations();
        return Promise.resolve();
    }

    async create(inputs: Inputs): Promise<pulumi.dynamic.CreateResult<Outputs>> {
        return { id: inputs.targetId, outs: await this.#send(inputs) };
    }

    async read(id: string, props?: Outputs): Promise<pulumi.dynamic.ReadResult<Outputs>> {
        if (!props) throw new Error(`an invitation cannot be imported: the next \`up\` takes up the one of ${id}`);
        const { DescribeHandshakeCommand } = await import("@aws-sdk/client-organizations");
        const command = new DescribeHandshakeCommand({ HandshakeId: props.handshakeId });
        const client = await this.#connected();
        // AWS forgets one 30 days after its end. That it was sent stays true: it is not sent again because of that.
        const answer = await patiently(() => client.send(command), ["HandshakeNotFoundException"]);
        return { id, props: answer?.Handshake ? { ...props, ...described(answer.Handshake) } : props };
    }

    diff(_: string, before: Outputs, after: Inputs): Promise<pulumi.dynamic.DiffResult> {
        const isMoved = before.targetType !== after.targetType || before.targetId !== after.targetId;
        return Promise.resolve({
            // AWS cannot change the notes of an invitation: they are no change by themselves.
            changes: isMoved || before.previous !== after.previous,
            replaces: isMoved ? ["targetType", "targetId"] : [],
        });
    }

    async update(_: string, before: Outputs, after: Inputs): Promise<pulumi.dynamic.UpdateResult<Outputs>> {
        await this.#cancel(before.handshakeId);
        return { outs: await this.#send(after) };
    }

    async delete(_: string, { handshakeId }: Outputs): Promise<void> {
        await this.#cancel(handshakeId);
    }

    async #send({ targetType, targetId, notes, previous }: Inputs): Promise<Outputs> {
        const { InviteAccountToOrganizationCommand } = await import("@aws-sdk/client-organizations");
        const command = new InviteAccountToOrganizationCommand({
            Target: { Type: targetType, Id: targetId },
            ...(notes !== undefined && { Notes: notes }),
        });
        const client = await this.#connected();
        const said = {
            targetType,
            targetId,
            ...(notes !== undefined && { notes }),
            ...(previous !== undefined && { previous }),
        };
        try {
            const answer = await patiently(() => client.send(command), ["DuplicateHandshakeException"]);
            return { ...said, ...(answer?.Handshake ? described(answer.Handshake) : await this.#findOpen(said)) };
        } catch (error) {
            throw explainRefusal(error, targetId);
        }
    }

    /** One that a run has sent which then broke off, or a person by hand. */
    async #findOpen({ targetType: type, targetId }: Inputs): Promise<ReturnType<typeof described>> {
        const target = { type, id: targetId };
        const found = (await listHandshakes(new OrganizationCalls(() => this.#connected()))).find(
            (handshake) => isInvitation(handshake) && isOpen(handshake) && isSameRecipient(handshake.target, target),
        );
        if (!found) {
            throw new Error(
                `AWS says that ${targetId} is invited already, and lists no open invitation to it: it may be invited by its other name, id or e-mail. ` +
                    "`aws organizations list-handshakes-for-organization` shows it. Invite it by that name, or cancel that invitation; then run `up` again",
            );
        }
        return { handshakeId: found.id, expires: found.expires?.toISOString() ?? "", state: found.state };
    }

    async #cancel(handshakeId: string): Promise<void> {
        const { CancelHandshakeCommand } = await import("@aws-sdk/client-organizations");
        const command = new CancelHandshakeCommand({ HandshakeId: handshakeId });
        const client = await this.#connected();
        await patiently(() => client.send(command), ENDED);
    }

    #connected(): Promise<OrganizationsClient> {
        if (!this.#client) throw new Error("the provider has no settings: Pulumi configures it first");
        return this.#client;
    }
}

function described(handshake: Handshake): Pick<Outputs, "handshakeId" | "expires" | "state"> {
    const { id, expires, state } = foundHandshake(handshake);
    return { handshakeId: id, expires: expires?.toISOString() ?? "", state };
}

export const invitation = new InvitationProvider();
