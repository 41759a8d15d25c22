import { setTimeout } from "node:timers/promises";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type * as pulumi from "@pulumi/pulumi";
import { describeOrganization, isEnablingAllFeatures, isOpen, listHandshakes } from "../aws/organization";
import { patiently } from "../aws/patiently";
import { OrganizationsProvider } from "./organizationsProvider";

/** The inputs of the change to all features, from components/allFeaturesChange.ts. */
export interface AllFeaturesInputs {
    /** Whether every account has agreed and all features are enabled, for good. */
    readonly finalise: boolean;
    /** The id (h-...) of an earlier request that ended without consent. Another id sends another request. */
    readonly previous?: string;
}

/** What the state keeps. */
export interface AllFeaturesState extends AllFeaturesInputs {
    /** `h-...`. Empty if the organisation had all features already. */
    readonly handshakeId: string;
    readonly state: "PENDING" | "ALL";
}

/** How long AWS may take to put all features in force after the last consent. */
const LONGEST_WAIT_MS = 600_000;

/**
 * The change of an organisation from consolidated billing to all features. The AWS provider only requests it.
 *
 * - Creating it asks every invited account for its consent, or takes over an open request.
 * - With `finalise` it enables what all accounts have agreed to, and waits until AWS says that it is in force.
 * - Deleting it before that cancels the request. There is no way back from all features.
 */
export class AllFeaturesProvider
    extends OrganizationsProvider
    implements pulumi.dynamic.ResourceProvider<AllFeaturesInputs, AllFeaturesState>
{
    readonly #pause: (milliseconds: number) => Promise<unknown>;

    /**
     * @param client for tests. Default: the one that the stack's settings describe.
     * @param pause for tests.
     */
    constructor(client?: OrganizationsClient, pause: (milliseconds: number) => Promise<unknown> = setTimeout) {
        super(client);
        this.#pause = pause;
    }

    async create(inputs: AllFeaturesInputs): Promise<pulumi.dynamic.CreateResult<AllFeaturesState>> {
        return { id: "all-features", outs: await this.#advance(inputs) };
    }

    async read(id: string, props?: AllFeaturesState): Promise<pulumi.dynamic.ReadResult<AllFeaturesState>> {
        if (!props)
            throw new Error("a change to all features cannot be imported: the next `up` takes over an open request");
        return { id, props: { ...props, state: (await this.#hasAll()) ? "ALL" : "PENDING" } };
    }

    diff(
        _: string,
        before: AllFeaturesState,
        { finalise, previous }: AllFeaturesInputs,
    ): Promise<pulumi.dynamic.DiffResult> {
        const isDone = before.state === "ALL";
        return Promise.resolve({ changes: !isDone && (finalise || before.previous !== previous) });
    }

    async update(
        _: string,
        __: AllFeaturesState,
        inputs: AllFeaturesInputs,
    ): Promise<pulumi.dynamic.UpdateResult<AllFeaturesState>> {
        return { outs: await this.#advance(inputs) };
    }

    async delete(_: string, { handshakeId, state }: AllFeaturesState): Promise<void> {
        if (state === "ALL" || handshakeId === "") return;
        await this.cancelHandshake(handshakeId);
    }

    async #advance({ finalise, previous }: AllFeaturesInputs): Promise<AllFeaturesState> {
        const said = { finalise, ...(previous !== undefined && { previous }) };
        if (await this.#hasAll()) return { ...said, handshakeId: "", state: "ALL" };
        const handshakeId = (await this.#open()) ?? (await this.#request());
        if (!finalise) return { ...said, handshakeId, state: "PENDING" };
        await this.#finalise(handshakeId);
        return { ...said, handshakeId, state: "ALL" };
    }

    async #open(): Promise<string | undefined> {
        const handshakes = await listHandshakes(this.calls);
        return handshakes.find((one) => isEnablingAllFeatures(one) && isOpen(one))?.id;
    }

    async #request(): Promise<string> {
        const { EnableAllFeaturesCommand } = await import("@aws-sdk/client-organizations");
        const client = await this.client();
        const answer = await patiently(() => client.send(new EnableAllFeaturesCommand({})), []);
        return answer?.Handshake?.Id ?? "";
    }

    async #finalise(HandshakeId: string): Promise<void> {
        const { AcceptHandshakeCommand } = await import("@aws-sdk/client-organizations");
        const client = await this.client();
        try {
            await patiently(
                () => client.send(new AcceptHandshakeCommand({ HandshakeId })),
                ["HandshakeAlreadyInStateException"],
            );
        } catch (error) {
            if (!(error instanceof Error) || error.name !== "InvalidHandshakeTransitionException") throw error;
            throw new Error(
                `all features cannot be enabled yet (${HandshakeId}): an account that has to agree has not agreed. It may have joined or changed its mind a moment ago. Nothing is lost: run \`up\` again, and its preview names the account`,
                { cause: error },
            );
        }
        for (let waited = 0, pause = 500; !(await this.#hasAll()); pause = Math.min(pause * 2, 15_000)) {
            if (waited >= LONGEST_WAIT_MS) {
                throw new Error(
                    `all accounts have agreed to all features (${HandshakeId}), but AWS has not put them in force within ${LONGEST_WAIT_MS / 60_000} minutes. Run \`up\` again later`,
                );
            }
            await this.#pause(pause);
            waited += pause;
        }
    }

    async #hasAll(): Promise<boolean> {
        return (await describeOrganization(this.calls)).featureSet === "ALL";
    }
}

export const allFeatures = new AllFeaturesProvider();
