import { setTimeout } from "node:timers/promises";
import type { AccessDetail, GetOrganizationsAccessReportResponse, IAMClient } from "@aws-sdk/client-iam";
import type { DayCache } from "../../../aws/dayCache";
import { whileBusy, type Patience } from "../../../aws/patiently";
import { CommandError } from "../../cli/commandError";

/** A service that the policies allow somewhere, and its latest use there. */
export interface UsedService {
    /** The prefix of its actions: `dynamodb`. */
    readonly service: string;
    /** As AWS calls it. */
    readonly name: string;
    /** How many accounts used it in the time that AWS looks back. */
    readonly accounts: number;
    readonly last?: {
        /** ISO 8601. */
        readonly at: string;
        /** The account's id. */
        readonly account: string;
        readonly region?: string;
    };
}

const LONGEST_WAIT_MS = 300_000;
const LONGEST_PAUSE_MS = 3000;
const PAGE = 1000;

/**
 * AWS makes few reports at once, and does not say how many. Source: the errors of GenerateOrganizationsAccessReport in the API reference of
 * IAM, read on 2026-11-27. The SDK adds `Exception` to the name.
 */
const WITH_REPORTS: Patience = {
    busy: ["ReportGenerationLimitExceeded", "ReportGenerationLimitExceededException"],
    firstPause: 1000,
    longestPause: 10_000,
    longestWait: 120_000,
};

/** AWS has accepted the request for a report, and then made none. */
export class NoReportError extends CommandError {}

/**
 * The services that policies allow a root, a unit or an account, from a report that AWS makes in some seconds.
 *
 * @param entityPath `o-.../r-.../ou-.../111122223333`.
 * @param cache answers of today; undefined where AWS is to be asked again.
 * @throws NoReportError if AWS fails to make the report.
 */
export async function usedServices(
    client: IAMClient,
    entityPath: string,
    cache: DayCache,
    isFresh: boolean,
): Promise<readonly UsedService[]> {
    const kept = isFresh ? undefined : cache.read(entityPath);
    if (Array.isArray(kept) && kept.every(isUsedService)) return kept;
    const { GenerateOrganizationsAccessReportCommand: Generate } = await import("@aws-sdk/client-iam");
    const { JobId } = await whileBusy(
        () => client.send(new Generate({ EntityPath: entityPath })),
        undefined,
        WITH_REPORTS,
    );
    const services = (await finishedReport(client, JobId ?? "", entityPath)).map(usedServiceOf);
    cache.write(entityPath, services);
    return services;
}

/** Waits for a report and reads all its pages. */
async function finishedReport(client: IAMClient, JobId: string, entityPath: string): Promise<readonly AccessDetail[]> {
    const { GetOrganizationsAccessReportCommand: Get } = await import("@aws-sdk/client-iam");
    const page = (Marker?: string): Promise<GetOrganizationsAccessReportResponse> =>
        client.send(new Get({ JobId, MaxItems: PAGE, ...(Marker !== undefined && { Marker }) }));
    let answer = await page();
    for (
        let waited = 0, pause = 250;
        answer.JobStatus === "IN_PROGRESS";
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
    ) {
        if (waited >= LONGEST_WAIT_MS) {
            throw new NoReportError(
                `AWS has not finished its report of ${entityPath} in five minutes: try again later`,
            );
        }
        await setTimeout(pause);
        waited += pause;
        answer = await page();
    }
    if (answer.JobStatus !== "COMPLETED") {
        const { Message = "without a reason", Code = "" } = answer.ErrorDetails ?? {};
        throw new NoReportError(`AWS could not make its report of ${entityPath}: ${Message} ${Code}`.trimEnd());
    }
    const details = [...(answer.AccessDetails ?? [])];
    while (answer.IsTruncated === true && answer.Marker !== undefined) {
        answer = await page(answer.Marker);
        details.push(...(answer.AccessDetails ?? []));
    }
    return details;
}

function usedServiceOf(detail: AccessDetail): UsedService {
    const { ServiceNamespace = "", ServiceName = "", EntityPath, LastAuthenticatedTime, Region } = detail;
    const account = EntityPath?.replace(/\/$/, "").split("/").at(-1);
    return {
        service: ServiceNamespace,
        name: ServiceName,
        accounts: detail.TotalAuthenticatedEntities ?? 0,
        ...(LastAuthenticatedTime &&
            account !== undefined && {
                last: {
                    at: LastAuthenticatedTime.toISOString(),
                    account,
                    ...(Region !== undefined && { region: Region }),
                },
            }),
    };
}

/** @param since in milliseconds. */
export function isUsedSince({ last }: Pick<UsedService, "last">, since: number): boolean {
    return last !== undefined && Date.parse(last.at) >= since;
}

/** Whether a value that was read from a file is what usedServiceOf returns. */
function isUsedService(value: unknown): value is UsedService {
    if (typeof value !== "object" || value === null) return false;
    const { service, name, accounts, last } = value as Readonly<Record<string, unknown>>;
    const isLast =
        last === undefined ||
        (typeof last === "object" && last !== null && !Number.isNaN(Date.parse(String((last as { at?: unknown }).at))));
    return typeof service === "string" && typeof name === "string" && typeof accounts === "number" && isLast;
}
