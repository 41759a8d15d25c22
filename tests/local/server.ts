import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { AccountClient, PutContactInformationCommand } from "@aws-sdk/client-account";

import { endWithTests } from "../endWithTests";
import type {
    ActionChange,
    AssignmentFailure,
    CostFigure,
    LastUseRow,
    QueryAnswer,
    RootCredentialCounts,
    StackFailure,
} from "./serverRows";

export type * from "./serverRows";

const COMMAND = path.resolve(__dirname, "../../local/aws");

export interface LocalAwsOptions {
    /** Enforce AWS's request rates. Default "off". */
    rates?: "off" | "aws";
    /** The most accounts in an organisation. Default 1,000. */
    accountLimit?: number;
    /** The most organisational units in an organisation. Default 2,000. */
    unitLimit?: number;
    /** The seconds for which CreateAccount is IN_PROGRESS. Default 0.2. */
    creationSeconds?: number;
    /** The seconds for which CloseAccount is PENDING_CLOSURE. Default 0.2. */
    closingSeconds?: number;
    /** The seconds for which an assignment, or a permission set that is provisioned, is IN_PROGRESS. Default 0.2. */
    assignmentSeconds?: number;
    /** The seconds for which a StackSet changes a stack. Default 0.1. */
    stackSeconds?: number;
    /** The recorded requests to start with; absent if there are none. */
    journal?: Buffer;
}

export interface Fault {
    /** `organizations.CreateAccount`; `organizations.*` for all operations of a service. */
    operation: string;
    /** The number of calls that it affects. Default 1. */
    times?: number;
    error?: { code: string; message?: string; reason?: string; status?: number };
    delaySeconds?: number;
    /** Close the connection before the call is executed, or after it, so that only the answer is lost. */
    drop?: "before" | "after";
}

export interface MutatingCall {
    operation: string;
    account: string;
    status: number;
    /** AWS's time, in seconds since the epoch. */
    at: number;
}

/** A local AWS for one test, on a free port, with a state directory that is removed when it stops. */
export interface LocalAws {
    readonly url: string;
    readonly port: number;
    /** The directory with its journal. */
    readonly state: string;
    /** The configuration of an AWS SDK client that does not retry, in the management account or the given account. */
    clientConfig(account?: string): ClientConfig;
    /** The number of calls of each operation, as `service.Operation`, since the start or resetCalls(). */
    calls(): Promise<Record<string, number>>;
    /** The mutating calls in the order in which they were executed. */
    log(): Promise<MutatingCall[]>;
    resetCalls(): Promise<void>;
    /** Advances AWS's time. */
    advanceDays(days: number): Promise<void>;
    /** Advances AWS's time past background work: account creations and closings. */
    advanceSeconds(seconds: number): Promise<void>;
    /** Gives a created account the contact information that it needs to leave its organisation. */
    putContactInformation(account: string): Promise<void>;
    /** Does so for every account that has none, and returns those accounts. */
    completeAccounts(): Promise<readonly string[]>;
    /** Opens a closed account again, as AWS Support does within 90 days. */
    reopen(account: string): Promise<void>;
    /**
     * Adds cost figures. `replace`: removes those that are there. `activateTags`: the tags in them become active cost allocation tags; without
     * that they are in no answer until UpdateCostAllocationTagsStatus.
     */
    addCosts(
        rows: readonly CostFigure[],
        options?: { readonly replace?: boolean; readonly activateTags?: boolean },
    ): Promise<void>;
    /** Makes the figures of a realistic organisation for the accounts that have none. @returns the number of those accounts. */
    seedCosts(options?: { readonly months?: number }): Promise<number>;
    /** Compares each budget with its actions' thresholds, as AWS Budgets does some times a day, and runs the actions. */
    evaluateBudgets(): Promise<readonly ActionChange[]>;
    /** Says what Athena answers. A query without an answer fails. */
    answerQueries(answers: readonly QueryAnswer[]): Promise<void>;
    /** The queries that Athena was asked. */
    queries(): Promise<readonly { sql: string; database: string; workgroup: string; output: string }[]>;
    /**
     * Enables IAM Identity Center in a region, or nowhere, without anything in it; it is enabled in us-east-1 at first. Or makes the next
     * requests fail in the background.
     */
    identityCenter(changes: {
        readonly region?: string | null;
        readonly failures?: readonly AssignmentFailure[];
    }): Promise<void>;
    /** Makes the next stacks of StackSets fail. */
    stackSets(changes: { readonly failures?: readonly StackFailure[] }): Promise<void>;
    /** Says which services the accounts used, and when last. `replace`: forgets what was said before. `reportSeconds`: how long a report is IN_PROGRESS, 0.2 at first. */
    addUsage(
        rows: readonly LastUseRow[],
        options?: { readonly replace?: boolean; readonly reportSeconds?: number },
    ): Promise<void>;
    /** Makes up the use of services for the accounts that have none. @returns the number of those accounts. */
    seedUsage(): Promise<number>;
    /** Gives the root user of a member account these credentials, and no others. */
    setRootCredentials(account: string, credentials: Partial<RootCredentialCounts>): Promise<void>;
    /** By the id of the member account. */
    rootCredentials(): Promise<Readonly<Record<string, RootCredentialCounts>>>;
    fault(fault: Fault): Promise<void>;
    clearFaults(): Promise<void>;
    /** Deletes everything, including the journal. */
    reset(): Promise<void>;
    /** Restarts it on the same port with the same state. `kill`: with kill -9, otherwise orderly. */
    restart(options?: { kill?: boolean }): Promise<void>;
    stop(): Promise<void>;
}

export interface ClientConfig {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
    maxAttempts: number;
    /** Tells the local AWS that a test calls, and not the program. */
    userAgentAppId: string;
}

/** Complete contact information, which AWS requires of a standalone account. */
const CONTACT_INFORMATION = {
    FullName: "Ada Example",
    AddressLine1: "Example Street 1",
    City: "Berlin",
    PostalCode: "10115",
    CountryCode: "DE",
    PhoneNumber: "+49301234567",
};

export async function startLocalAws(options: LocalAwsOptions = {}): Promise<LocalAws> {
    const state = await mkdtemp(path.join(tmpdir(), "local-aws-"));
    if (options.journal) await writeFile(path.join(state, "journal.jsonl"), options.journal);
    let server = await start(state, 0, options);
    const { port } = server;
    const url = `http://127.0.0.1:${port}`;

    const request = requestsTo(url);

    const clientConfig = (account?: string): ClientConfig => ({
        endpoint: url,
        region: "us-east-1",
        credentials: { accessKeyId: account ?? "test", secretAccessKey: "test" },
        maxAttempts: 1,
        userAgentAppId: "tests",
    });
    return {
        url,
        port,
        state,
        clientConfig,
        putContactInformation: async (account) => {
            const client = new AccountClient(clientConfig(account));
            await client.send(new PutContactInformationCommand({ ContactInformation: CONTACT_INFORMATION }));
            client.destroy();
        },
        calls: async () => ((await request("GET", "calls")) as { calls: Record<string, number> }).calls,
        log: async () => ((await request("GET", "calls?log=1")) as { log: MutatingCall[] }).log,
        resetCalls: async () => void (await request("DELETE", "calls")),
        advanceDays: async (days) => void (await request("POST", "clock", { advanceDays: days })),
        advanceSeconds: async (seconds) => void (await request("POST", "clock", { advanceSeconds: seconds })),
        completeAccounts: async () =>
            ((await request("POST", "complete-accounts", {})) as { completed: string[] }).completed,
        reopen: async (account) => void (await request("POST", "reopen", { account })),
        ...costFactsOn(request),
        identityCenter: async (changes) => void (await request("POST", "identity-center", changes)),
        stackSets: async (changes) => void (await request("POST", "stack-sets", changes)),
        ...accountFactsOn(request),
        fault: async (fault) => void (await request("POST", "faults", fault)),
        clearFaults: async () => void (await request("DELETE", "faults")),
        reset: async () => void (await request("POST", "reset")),
        restart: async ({ kill = false } = {}) => {
            await end(server.process, kill ? "SIGKILL" : "SIGTERM");
            server = await start(state, port, options);
        },
        stop: async () => {
            await end(server.process, "SIGTERM");
            await rm(state, { recursive: true, force: true });
        },
    };
}

/** A function that calls the endpoints of the local AWS itself. */
function requestsTo(url: string): (method: string, endpoint: string, body?: unknown) => Promise<unknown> {
    return async (method, endpoint, body) => {
        const response = await fetch(`${url}/_local/${endpoint}`, {
            method,
            body: body === undefined ? undefined : JSON.stringify(body),
        });
        const answer: unknown = await response.json();
        if (!response.ok) {
            throw new Error(`local AWS: ${method} ${endpoint}: ${JSON.stringify(answer)}`);
        }
        return answer;
    };
}

async function start(
    state: string,
    port: number,
    options: LocalAwsOptions,
): Promise<{ process: ChildProcess; port: number }> {
    const flags: Record<string, string | number | undefined> = {
        "--port": port,
        "--state": state,
        "--rates": options.rates,
        "--account-limit": options.accountLimit,
        "--unit-limit": options.unitLimit,
        "--creation-seconds": options.creationSeconds,
        "--closing-seconds": options.closingSeconds,
        "--assignment-seconds": options.assignmentSeconds,
        "--stack-seconds": options.stackSeconds,
    };
    const args = Object.entries(flags).flatMap(([flag, value]) => (value === undefined ? [] : [flag, String(value)]));
    const child = spawn(COMMAND, ["run", ...args], { stdio: ["ignore", "pipe", "pipe"] });
    endWithTests(child);

    let errors = "";
    child.stderr.on("data", (data: Buffer) => (errors = (errors + data.toString()).slice(-10_000)));
    return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("exit", (code) => reject(new Error(`local AWS ended with code ${code}: ${errors}`)));
        createInterface(child.stdout).on("line", (line) => {
            const match = /^listening on http:\/\/127\.0\.0\.1:(\d+)$/.exec(line);
            if (match) {
                resolve({ process: child, port: Number(match[1]) });
            }
        });
    });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) {
        return;
    }
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await ended;
}

function costFactsOn(
    request: ReturnType<typeof requestsTo>,
): Pick<LocalAws, "addCosts" | "seedCosts" | "evaluateBudgets" | "answerQueries" | "queries"> {
    return {
        addCosts: async (rows, options) => void (await request("POST", "costs", { rows, ...options })),
        seedCosts: async (options = {}) =>
            ((await request("POST", "costs/seed", options)) as { accounts: number }).accounts,
        evaluateBudgets: async () =>
            ((await request("POST", "budgets/evaluate", {})) as { changes: ActionChange[] }).changes,
        answerQueries: async (answers) => void (await request("POST", "athena", { answers })),
        queries: async () =>
            (
                (await request("GET", "athena")) as {
                    queries: { sql: string; database: string; workgroup: string; output: string }[];
                }
            ).queries,
    };
}

function accountFactsOn(
    request: ReturnType<typeof requestsTo>,
): Pick<LocalAws, "addUsage" | "seedUsage" | "setRootCredentials" | "rootCredentials"> {
    return {
        addUsage: async (rows, options) => void (await request("POST", "usage", { rows, ...options })),
        seedUsage: async () => ((await request("POST", "usage/seed", {})) as { accounts: number }).accounts,
        setRootCredentials: async (account, credentials) =>
            void (await request("POST", "root-credentials", { account, ...credentials })),
        rootCredentials: async () => (await request("GET", "root-credentials")) as Record<string, RootCredentialCounts>,
    };
}
