import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type * as pulumi from "@pulumi/pulumi";
import { AwsClients } from "../aws/awsClients";
import { awsSettings } from "../aws/awsSettings";
import { OrganizationCalls } from "../aws/organization";
import { patiently } from "../aws/patiently";

/** AWS's exceptions for a handshake that has ended already: there is nothing to cancel. */
const ENDED = [
    "HandshakeAlreadyInStateException",
    "HandshakeNotFoundException",
    "InvalidHandshakeTransitionException",
    "AWSOrganizationsNotInUseException",
];

/** The base of the dynamic providers: a client of AWS Organizations with the stack's settings of the AWS provider. */
export abstract class OrganizationsProvider {
    /** The paged reads. */
    protected readonly calls = new OrganizationCalls(() => this.client());
    #client: Promise<OrganizationsClient> | undefined;

    /** @param client for tests. Default: the one that the stack's settings describe. */
    constructor(client?: OrganizationsClient) {
        this.#client = client && Promise.resolve(client);
    }

    /** Pulumi calls it before anything else. */
    configure({ config }: pulumi.dynamic.ConfigureRequest): Promise<void> {
        this.#client ??= new AwsClients(awsSettings((key) => config.get(`aws:${key}`))).organizations();
        return Promise.resolve();
    }

    protected client(): Promise<OrganizationsClient> {
        if (!this.#client) throw new Error("the provider has no settings: Pulumi configures it first");
        return this.#client;
    }

    /** Cancels an open invitation or request. One that has ended stays as it is. */
    protected async cancelHandshake(HandshakeId: string): Promise<void> {
        const { CancelHandshakeCommand } = await import("@aws-sdk/client-organizations");
        const client = await this.client();
        await patiently(() => client.send(new CancelHandshakeCommand({ HandshakeId })), ENDED);
    }
}
