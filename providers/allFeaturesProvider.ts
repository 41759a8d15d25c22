import { setTimeout } from "node:timers/promises";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type * as pulumi from "@pulumi/pulumi";
import { AwsClients } from "../aws/awsClients";
import { isEnablingAllFeatures, isOpen, listHandshakes, OrganizationCalls } from "../aws/organization";
import { awsSettings } from "../aws/awsSettings";
import { patiently } from "../aws/patiently";

/** What the program says of the change to all features (components/allFeatures.ts). */
export interface Inputs {
    /** Every account has agreed: the change is made, for good. */
    readonly finalise: boolean;
    /** The request in whose place another is made. */
    readonly previous?: string;
}

/** What the state keeps. */
export interface Outputs extends Inputs {
    /** `h-...`; empty where the organisation had all features already. */
    readonly handshakeId: string;
    readonly state: "PENDING" | "ALL";
}

/** AWS's exceptions that say that there is nothing left to cancel. */
const ENDED = [
    "HandshakeAlreadyInStateException",
    "HandshakeNotFoundException",
    "InvalidHandshakeTransitionException",
    "AWSOrganizationsNotInUseException",
];
/** How long AWS may take from the last consent until all features are in force. */
const LONGEST_WAIT_MS = 600_000;

/**
 * The change of an organisation from consolidated billing to all features, which the AWS provider only asks for. Made, it asks every
 * invited account for its consent, or takes up a request that is open; with `finalise` it accepts what all have agreed to, and
 * waits until AWS says that it is in force. Deleted before that, the request is cancelled. There is no way back from all features.
 */
export class AllFeaturesProvider implements pulumi.dynamic.ResourceProvider<Inputs, Outputs> {
    #client: Promise<OrganizationsClient> | undefined;
    readonly #pause: (milliseconds: number) => Promise<unknown>;

    /**
     * @param client for a test; else the one that the stack's settings describe.
     * @param pause for a test.
     */
    constructor(client?: OrganizationsClient, pause: (milliseconds: number) => Promise<unknown> = setTimeout) {
        this.#client = client && Promise.resolve(client);
        this.#pause = pause;
    }

    configure({ config }: pulumi.dynamic.ConfigureRequest): Promise<void> {
        this.#client ??= new AwsClients(awsSettings((key) => config.get(`aws:${key}`))).organizations();
        return Promise.resolve();
    }

    async create(inputs: Inputs): Promise<pulumi.dynamic.CreateResult<Outputs>> {
        return { id: "all-features", outs: await this.#advance(inputs) };
    }

    async read(id: string, props?: Outputs): Promise<pulumi.dynamic.ReadResult<Outputs>> {
        if (!props)
            throw new Error("a change to all features cannot be imported: the next `up` takes up an open request");
        return { id, props: { ...props, state: (await this.#hasAll()) ? "ALL" : "PENDING" } };
    }

    diff(_: string, before: Outputs, { finalise, previous }: Inputs): Promise<pulumi.dynamic.DiffResult> {
        const isDone = before.state === "ALL";
        return Promise.resolve({ changes: !isDone && (finalise || before.previous !== previous) });
    }

    async update(_: string, __: Outputs, inputs: Inputs): Promise<pulumi.dynamic.UpdateResult<Outputs>> {
        return { outs: await this.#advance(inputs) };
    }

    async delete(_: string, { handshakeId, state }: Outputs): Promise<void> {
        if (state === "ALL" || handshakeId === "") return;
        const { CancelHandshakeCommand } = await import("@aws-sdk/client-organizations");
        const client = await this.#connected();
        await patiently(() => client.send(new CancelHandshakeCommand({ HandshakeId: handshakeId })), ENDED);
    }

    async #advance({ finalise, previous }: Inputs): Promise<Outputs> {
        const said = { finalise, ...(previous !== undefined && { previous }) };
        if (await this.#hasAll()) return { ...said, handshakeId: "", state: "ALL" };
        const handshakeId = (await this.#open()) ?? (await this.#request());
        if (!finalise) return { ...said, handshakeId, state: "PENDING" };
        await this.#finalise(handshakeId);
        return { ...said, handshakeId, state: "ALL" };
    }

    async #open(): Promise<string | undefined> {
        const handshakes = await listHandshakes(new OrganizationCalls(() => this.#connected()));
        return handshakes.find((one) => isEnablingAllFeatures(one) && isOpen(one))?.id;
    }

    async #request(): Promise<string> {
        const { EnableAllFeaturesCommand } = await import("@aws-sdk/client-organizations");
        const client = await this.#connected();
        const answer = await patiently(() => client.send(new EnableAllFeaturesCommand({})), []);
        return answer?.Handshake?.Id ?? "";
    }

    async #finalise(HandshakeId: string): Promise<void> {
        const { AcceptHandshakeCommand } = await import("@aws-sdk/client-organizations");
        const client = await this.#connected();
        try {
            await patiently(
                () => client.send(new AcceptHandshakeCommand({ HandshakeId })),
                ["HandshakeAlreadyInStateException"],
            );
        } catch (error) {
            if (!(error instanceof Error) || error.name !== "InvalidHandshakeTransitionException") throw error;
            throw new Error(
                `all features cannot be enabled yet: an account that has to agree has not, since a moment ago (${HandshakeId}). Nothing is lost: run \`up\` again, whose preview names it`,
                { cause: error },
            );
        }
        for (let waited = 0, pause = 500; !(await this.#hasAll()); pause = Math.min(pause * 2, 15_000)) {
            if (waited >= LONGEST_WAIT_MS) {
                throw new Error(
                    `all accounts have agreed to all features (${HandshakeId}), and after ${LONGEST_WAIT_MS / 60_000} minutes AWS does not say that they are in force. Run \`up\` again later`,
                );
            }
            await this.#pause(pause);
            waited += pause;
        }
    }

    async #hasAll(): Promise<boolean> {
        const { DescribeOrganizationCommand } = await import("@aws-sdk/client-organizations");
        const client = await this.#connected();
        const answer = await patiently(() => client.send(new DescribeOrganizationCommand({})), []);
        return answer?.Organization?.FeatureSet === "ALL";
    }

    #connected(): Promise<OrganizationsClient> {
        if (!this.#client) throw new Error("the provider has no settings: Pulumi configures it first");
        return this.#client;
    }
}

export const allFeatures = new AllFeaturesProvider();
