import { setTimeout } from "node:timers/promises";
import type { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import { inWords, whileBusy, type Patience } from "../../aws/patiently";
import { IDENTITY_CENTER_RATE } from "../../limits";
import { CallPace } from "../support/callPace";
import { sharedCalls } from "../support/sharedCalls";

/** AWS is busy with too many calls, or with another operation on the same thing. */
const PATIENCE: Patience = {
    busy: ["ThrottlingException", "TooManyRequestsException", "ConflictException", "InternalServerException"],
    firstPause: 500,
    longestPause: 20_000,
    longestWait: 300_000,
};

/** What AWS does in the background. */
type OperationKind = "assignment" | "provisioning";

/** After how many milliseconds an operation is given up. Provisioning is one operation for all accounts of a permission set. */
const LONGEST_OPERATIONS: Readonly<Record<OperationKind, number>> = { assignment: 600_000, provisioning: 1_800_000 };

/** Between two questions about an operation, in milliseconds. */
const [SHORTEST_PAUSE, LONGEST_PAUSE] = [250, 10_000];

function pauseWithin(milliseconds: number): number {
    return Math.min(Math.max(milliseconds, SHORTEST_PAUSE), LONGEST_PAUSE);
}

/** What a test replaces. */
export interface IdentityCenterClients {
    ssoAdmin(region: string): Promise<SSOAdminClient>;
    organizations(): Promise<OrganizationsClient>;
    readonly isLocal: boolean;
}

/**
 * Calls of IAM Identity Center, at AWS's pace. All resources of a run share it, because AWS counts the calls of the whole organisation and
 * Pulumi changes many resources at a time.
 */
export class IdentityCenterCalls {
    readonly #clients: IdentityCenterClients;
    readonly #pace: CallPace;
    readonly #wait: (milliseconds: number) => Promise<unknown>;
    /** After how many milliseconds most operations of a kind are done. */
    readonly #durations = new Map<OperationKind, number>();
    /** How many operations of a kind were given up since one was done. */
    readonly #givenUp = new Map<OperationKind, number>();

    /** @param wait replaced in tests. */
    constructor(clients: IdentityCenterClients, wait: (milliseconds: number) => Promise<unknown> = setTimeout) {
        this.#clients = clients;
        this.#wait = wait;
        // Two calls a second are left to others. The local AWS has no rates, unless a test turns them on.
        const perSecond = clients.isLocal ? Infinity : IDENTITY_CENTER_RATE.perSecond - 2;
        this.#pace = new CallPace({ perSecond, outstanding: IDENTITY_CENTER_RATE.outstanding }, wait);
    }

    organizations(): Promise<OrganizationsClient> {
        return this.#clients.organizations();
    }

    /**
     * Makes a call at AWS's pace, and repeats it while AWS is busy, for five minutes at most.
     *
     * @param final names of exceptions after which the call is not repeated, such as a ConflictException that means "exists already".
     */
    async call<T>(
        region: string,
        send: (client: SSOAdminClient) => Promise<T>,
        final: readonly string[] = [],
    ): Promise<T> {
        const client = await this.#clients.ssoAdmin(region);
        const busy = PATIENCE.busy.filter((name) => !final.includes(name));
        return inWords(() =>
            whileBusy(
                async () => {
                    await this.#pace.turn();
                    return send(client);
                },
                this.#wait,
                { ...PATIENCE, busy },
            ),
        );
    }

    /** Runs an assignment from its call to its end. AWS allows 15 at a time. */
    outstanding<T>(run: () => Promise<T>): Promise<T> {
        return this.#pace.outstanding(run);
    }

    /**
     * Asks for the state of an operation until it is no longer in progress. Each question counts against AWS's rate, so the first one comes
     * when earlier operations of the kind were done. If AWS is stuck, the first ones are waited for, and not each of a thousand.
     *
     * @param ask returns undefined while it is in progress.
     * @throws Error if it takes too long. AWS may still do it.
     */
    async untilDone<T>(kind: OperationKind, ask: () => Promise<T | undefined>): Promise<T> {
        const usual = this.#durations.get(kind) ?? SHORTEST_PAUSE;
        let waited = 0;
        for (let pause = usual; ; pause = pauseWithin(waited / 4)) {
            await this.#wait(pause);
            waited += pause;
            const done = await ask();
            if (done !== undefined) {
                this.#learn(kind, waited, waited === usual);
                return done;
            }
            const givenUp = this.#givenUp.get(kind) ?? 0;
            if (waited < LONGEST_OPERATIONS[kind] / (givenUp + 1)) continue;
            this.#givenUp.set(kind, givenUp + 1);
            throw new Error(
                "AWS has not finished it while this run waited, and may still do it: the next `up` looks at what AWS has then, and goes on",
            );
        }
    }

    /**
     * The first operation says how long they take. Then six of seven come to be done at the first question: how late one is does not matter, so
     * that a few slow ones do not delay all others. Many are asked about at the same time, so each counts for a little.
     */
    #learn(kind: OperationKind, waited: number, isFirstQuestion: boolean): void {
        const known = this.#durations.get(kind);
        const change = isFirstQuestion ? 0.9967 : 1.02;
        this.#durations.set(kind, pauseWithin(known === undefined ? waited : known * change));
        this.#givenUp.delete(kind);
    }
}

/** The calls of this process. */
export const sharedIdentityCenterCalls = sharedCalls((clients) => new IdentityCenterCalls(clients));
