import * as fs from "node:fs";
import * as path from "node:path";

/** The calls that the integration tests made, as the last `tests/roles/record` found them. */
const KEPT = path.join(__dirname, "calls.json");

/** A call that a run of the program made with the credentials of the management account. */
export interface RecordedCall {
    /** `preview`, `up`, `destroy`, `org close` */
    readonly caller: string;
    /** `organizations.DescribeAccount` */
    readonly call: string;
    /** An ARN, where permissions depend on it. What differs from run to run is `#`. */
    readonly resource?: string;
}

/** The calls in the folder that AWS_ORGANIZATION_CALLS names: those of the integration tests that ran before. */
export function freshCalls(folder = process.env.AWS_ORGANIZATION_CALLS): readonly RecordedCall[] {
    if (folder === undefined || !fs.existsSync(folder)) return [];
    const lines = fs
        .readdirSync(folder)
        .flatMap((file) => fs.readFileSync(path.join(folder, file), "utf8").split("\n"))
        .filter((line) => line !== "");
    const calls = lines.flatMap((line): RecordedCall[] => {
        const { caller, call, resource, inManagementAccount } = JSON.parse(line) as RecordedCall & {
            inManagementAccount: boolean;
        };
        // In a member account the program works with a role of that account.
        if (!inManagementAccount) return [];
        return [{ caller, call, ...(resource !== undefined && { resource: lasting(resource) }) }];
    });
    return sortedOnce(calls);
}

export function keptCalls(): readonly RecordedCall[] {
    return JSON.parse(fs.readFileSync(KEPT, "utf8")) as RecordedCall[];
}

export function keepCalls(calls: readonly RecordedCall[]): void {
    fs.writeFileSync(KEPT, JSON.stringify(calls));
}

/** Without ids and times, which each run makes anew. */
function lasting(resource: string): string {
    return resource
        .replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, "#")
        .replace(/_[\da-f]{16}\b/g, "_#")
        .replace(/\d{6,}/g, (digits) => (digits === "123456789012" ? digits : "#"));
}

function sortedOnce(calls: readonly RecordedCall[]): RecordedCall[] {
    const byText = new Map(calls.map((call) => [`${call.caller} ${call.call} ${call.resource ?? ""}`, call]));
    return [...byText].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, call]) => call);
}
