import { explainCredentials } from "./explainCredentials";
import { isLocal, LocalAwsError, localAwsIsDown } from "./localAws";
import { UnansweredError } from "./organization/unansweredError";

/** Node.js's codes for an address that cannot be reached. */
const UNREACHABLE = [
    "ECONNREFUSED",
    "ECONNRESET",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "ENOTFOUND",
    "ETIMEDOUT",
    "TimeoutError",
];

/**
 * Explains a failure of AWS, of the network or of the credentials: what is wrong and what to do.
 *
 * @param endpoint the address of AWS Organizations in the stack's settings, if they have one.
 * @returns undefined for any other error.
 */
export function explainAws(error: unknown, endpoint?: string): string | undefined {
    if (!(error instanceof Error)) return undefined;
    if (error instanceof UnansweredError) return explainAws(error.cause, endpoint) ?? error.message;
    if (error instanceof LocalAwsError) return error.message;
    const { name, message } = error;
    const code = codeOf(error);
    if (code !== undefined) {
        if (isLocal(endpoint)) return localAwsIsDown(endpoint);
        return `AWS cannot be reached (${message || code}): check the network, and set HTTPS_PROXY if it needs a proxy`;
    }
    const credentials = explainCredentials(error);
    if (credentials !== undefined) return credentials;
    if (name === "AccessDenied" || name === "AccessDeniedException") {
        return `AWS denies this to the credentials. They must belong to the management account, with the permissions that docs/aws-roles.md lists for each command. AWS says: ${message}`;
    }
    if (name === "AWSOrganizationsNotInUseException") {
        return "the account of the credentials is in no organisation: choose other credentials, or another stack with --stack. The first `up` creates an organisation";
    }
    if (name === "TooManyRequestsException" || name === "ThrottlingException") {
        return `AWS refuses more requests for the moment (${message}): run this again in a minute`;
    }
    // Every error that AWS returns has this member. A stack trace into the SDK would help nobody.
    return "$fault" in error ? `${name}: ${message}` : undefined;
}

/** Node.js's code for an address that cannot be reached. Where it tried several addresses, the code of one of them. */
function codeOf(error: Error): string | undefined {
    const errors: unknown[] = [
        error,
        ...(error instanceof AggregateError ? (error.errors as unknown[]) : []),
        error.cause,
    ];
    return errors
        .map((one) => (one as { code?: unknown; name?: unknown } | undefined) ?? {})
        .flatMap(({ code, name }) => [code, name])
        .find((one): one is string => typeof one === "string" && UNREACHABLE.includes(one));
}
