import * as fs from "node:fs";
import * as path from "node:path";
import type { AwsSettings } from "./awsSettings";
import { LOCAL_PROFILE } from "./sharedConfig";

/** The stack is on the local AWS, which cannot be used. The message says what to do. */
export class LocalAwsError extends Error {}

/** Environment variables that make the AWS provider ignore the address in the local AWS's file. */
const ADDRESS_VARIABLES = /^AWS_(ENDPOINT_URL(_\w+)?|IGNORE_CONFIGURED_ENDPOINT_URLS)$/;
const ANSWER_MS = 10_000;

/** Whether an address is on this machine, which means that the AWS there is the local one. */
export function isLocal(endpoint: string | undefined): endpoint is string {
    return endpoint !== undefined && /^https?:\/\/(127\.0\.0\.1|localhost)(:|\/|$)/.test(endpoint);
}

/** Whether the stack is on the local AWS, whether that runs or not. */
export function isOnLocalAws({ endpoints, profile }: AwsSettings): boolean {
    return profile === LOCAL_PROFILE || isLocal(endpoints.organizations);
}

/** The message if the local AWS does not answer. */
export function localAwsIsDown(endpoint: string): string {
    return `the local AWS is not running at ${endpoint}: \`make up\` starts it (\`local/aws up\` does only that)`;
}

export function localAwsNeverStarted(file: string): string {
    return `the local AWS of this checkout has not been started (there is no ${file}): \`make up\` starts it (\`local/aws up\` does only that)`;
}

/**
 * Makes sure that the local AWS of a stack answers, and that it belongs to this checkout. Does nothing for a stack on the real AWS.
 *
 * @throws LocalAwsError
 */
export async function requireLocalAws(
    settings: AwsSettings,
    environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<void> {
    const { endpoints, shared } = settings;
    const endpoint = endpoints.organizations;
    if (!isOnLocalAws(settings)) return;
    if (endpoint === undefined) throw new LocalAwsError(localAwsNeverStarted(shared?.file ?? "shared config file"));
    if (shared) {
        const inTheWay = Object.keys(environment).filter((name) => environment[name] && ADDRESS_VARIABLES.test(name));
        if (inTheWay.length > 0) {
            throw new LocalAwsError(
                `the AWS provider would use ${inTheWay.join(" and ")} of the environment instead of the local AWS at ${endpoint}: type \`unset ${inTheWay.join(" ")}\``,
            );
        }
    }
    const state = await stateOf(endpoint);
    if (shared && state !== undefined && !isSameFolder(state, path.dirname(shared.file))) {
        throw new LocalAwsError(
            `the local AWS of another checkout (${state}) answers at ${endpoint}: \`make up\` starts this checkout's (\`local/aws up\` does only that)`,
        );
    }
}

/** The folder in which the local AWS at an address has its state. */
async function stateOf(endpoint: string): Promise<string | undefined> {
    let answer: Response;
    try {
        answer = await fetch(new URL("/_local/health", endpoint), { signal: AbortSignal.timeout(ANSWER_MS) });
    } catch {
        throw new LocalAwsError(localAwsIsDown(endpoint));
    }
    const health = (await answer.json().catch(() => undefined)) as { state?: unknown } | undefined;
    return typeof health?.state === "string" ? health.state : undefined;
}

function isSameFolder(one: string, other: string): boolean {
    try {
        return fs.realpathSync(one) === fs.realpathSync(other);
    } catch {
        return false;
    }
}
