import { setTimeout } from "node:timers/promises";
import type { CloudFormationClient, StackSetOperation, StackSetOperationStatus } from "@aws-sdk/client-cloudformation";
import { PlaceTexts, type OrganizationCalls } from "../../aws/organization";
import { inWords, whileBusy, type Patience } from "../../aws/patiently";
import type { StackSetQuestion } from "../../aws/stackSetInAws";
import { CallPace } from "../support/callPace";
import { sharedCalls } from "../support/sharedCalls";
import { showProgress } from "../support/showProgress";
import { LeavingAccounts } from "./leavingAccounts";

/** AWS takes no more calls for the moment. */
const PATIENCE: Patience = {
    busy: ["Throttling", "ThrottlingException", "TooManyRequestsException", "RequestLimitExceeded"],
    firstPause: 500,
    longestPause: 20_000,
    longestWait: 300_000,
};

/** AWS publishes no rates for StackSets. */
const PER_SECOND = 8;

/** Between two questions about an operation, in milliseconds. */
const [SHORTEST_PAUSE, LONGEST_PAUSE] = [250, 15_000];
/** After how many milliseconds the user is told that an operation still runs. */
const STILL = 120_000;
/** After how many milliseconds an operation is given up: a thousand accounts, ten at a time, take hours. */
const LONGEST_OPERATION = 4 * 3_600_000;

const RUNNING: readonly (StackSetOperationStatus | undefined)[] = ["QUEUED", "RUNNING", "STOPPING"];

/** What a test replaces. */
export interface StackSetClients {
    cloudFormation(region: string): Promise<CloudFormationClient>;
    readonly organizationCalls: OrganizationCalls;
    readonly isLocal: boolean;
}

/** Calls of CloudFormation's StackSets. All resources of a run share it. */
export class StackSetCalls {
    /** What the blocks of a run have to know of each other. */
    readonly leaving = new LeavingAccounts();
    /** How messages name what AWS has and the state does not. */
    readonly places: PlaceTexts;
    readonly #clients: StackSetClients;
    readonly #pace: CallPace;
    readonly #wait: (milliseconds: number) => Promise<unknown>;

    /** @param wait replaced in tests. */
    constructor(clients: StackSetClients, wait: (milliseconds: number) => Promise<unknown> = setTimeout) {
        this.#clients = clients;
        this.places = new PlaceTexts(clients.organizationCalls);
        this.#wait = wait;
        this.#pace = new CallPace({ perSecond: clients.isLocal ? Infinity : PER_SECOND, outstanding: Infinity }, wait);
    }

    /** Makes a call, and repeats it while AWS takes no more, for five minutes at most. */
    async call<T>(region: string, send: (client: CloudFormationClient) => Promise<T>): Promise<T> {
        const client = await this.#clients.cloudFormation(region);
        return inWords(() =>
            whileBusy(
                async () => {
                    await this.#pace.turn();
                    return send(client);
                },
                this.#wait,
                PATIENCE,
            ),
        );
    }

    /** The calls of one region, as aws/stackSetInAws.ts makes them. */
    in(region: string): StackSetQuestion {
        return (_, send) => this.call(region, send);
    }

    /**
     * Waits for the end of an operation.
     *
     * @param what for the user: `baseline block deploy-role`.
     * @param say tells the user what it waits for.
     * @throws Error if it takes too long. AWS goes on with it.
     */
    async untilDone(
        region: string,
        name: string,
        OperationId: string,
        what: string,
        say = showProgress,
    ): Promise<StackSetOperation> {
        const { DescribeStackSetOperationCommand } = await import("@aws-sdk/client-cloudformation");
        let [waited, told] = [0, 0];
        for (let pause = SHORTEST_PAUSE; ; pause = Math.min(Math.max(waited / 4, SHORTEST_PAUSE), LONGEST_PAUSE)) {
            const { StackSetOperation: operation = {} } = await this.call(region, (client) =>
                client.send(new DescribeStackSetOperationCommand({ StackSetName: name, OperationId, CallAs: "SELF" })),
            );
            if (!RUNNING.includes(operation.Status)) return operation;
            if (waited >= LONGEST_OPERATION) {
                throw new Error(
                    `${what}: AWS has not finished the operation ${OperationId} while this run waited, and goes on with it. The next \`up\` waits for its end, and goes on then`,
                );
            }
            if (waited - told >= STILL) {
                told = waited;
                say(`${what}: AWS still works on it (${Math.round(waited / 60_000)} minutes)`);
            }
            await this.#wait(pause);
            waited += pause;
        }
    }

    /** Waits for what AWS does with the StackSet already: an automatic deployment, or what a killed run has begun. */
    async untilFree(region: string, name: string, what: string, say = showProgress): Promise<void> {
        const { ListStackSetOperationsCommand } = await import("@aws-sdk/client-cloudformation");
        const { Summaries = [] } = await this.call(region, (client) =>
            // The newest come first.
            client.send(new ListStackSetOperationsCommand({ StackSetName: name, MaxResults: 20, CallAs: "SELF" })),
        );
        const running = Summaries.filter(({ Status }) => RUNNING.includes(Status));
        if (running.length > 0) say(`${what}: AWS works on another operation of it, which this run waits for`);
        // AWS refuses a moment longer than it lists.
        else await this.#wait(2_000);
        for (const { OperationId = "" } of running) await this.untilDone(region, name, OperationId, what, say);
    }
}

/** The calls of this process. */
export const sharedStackSetCalls = sharedCalls((clients) => new StackSetCalls(clients));
