import { setTimeout } from "node:timers/promises";
import { inWords, whileBusy, type Patience } from "../../aws/patiently";

/** From components/security/serviceMembers.ts. */
export interface ServiceMembersInputs {
    readonly service: "guardduty" | "inspector2" | "macie2";
    readonly region: string;
    readonly administratorId: string;
    readonly roleArn: string;
    /** Sorted by id. */
    readonly accounts: readonly ServiceMember[];
    readonly detectorId?: string;
    readonly resourceTypes?: readonly string[];
}

export interface ServiceMember {
    readonly id: string;
    readonly email: string;
}

/** What a service does with its members in one region. */
export interface MemberService {
    /** The ids of the accounts that the service watches as this resource wants it. The administrator's own account may be among them. */
    watched(): Promise<ReadonlySet<string>>;
    /** Has the service watch accounts. Returns AWS's reason for each that it refuses. */
    watch(accounts: readonly ServiceMember[]): Promise<ReadonlyMap<string, string>>;
    /** Ends the service in accounts that it watches. Returns AWS's reason for each in which it goes on. */
    end(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
    /** The same in all accounts. */
    endAll(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
    /** Ends some of what the service looks at, in accounts that it still watches. Absent: there is only all or nothing. */
    endScans?(ids: readonly string[], resourceTypes: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

const PATIENCE: Patience = {
    busy: [
        "ThrottlingException",
        "TooManyRequestsException",
        "LimitExceededException",
        "ConflictException",
        "InternalServerException",
        "InternalServerErrorException",
    ],
    firstPause: 500,
    longestPause: 10_000,
    longestWait: 120_000,
};

/** Makes a call, and repeats it while AWS is busy. */
export function detectionCall<T>(call: () => Promise<T>): Promise<T> {
    return inWords(() => whileBusy(call, setTimeout, PATIENCE));
}

/** Lists of at most `size`. */
export function batchesOf<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
    return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
        all.slice(index * size, (index + 1) * size),
    );
}

/** How the services say that one account cannot be changed, such as one that is suspended. Other errors are about the caller. */
const REFUSALS = ["BadRequestException", "ConflictException", "ResourceNotFoundException", "ValidationException"];

/**
 * Why AWS refuses one account.
 *
 * @throws the error itself, if it is about more than the account: then nothing can be done in any of them.
 */
export function refusalOf(error: unknown): string {
    if (!(error instanceof Error && REFUSALS.includes(error.name))) throw error;
    return error.message;
}
