import assert from "node:assert/strict";
import { CommandError } from "../../../../operations/cli/commandError";
import { errorText } from "../../../../operations/cli/errorText";

function named(name: string, message: string): Error {
    return Object.assign(new Error(message), { name });
}
const refused = Object.assign(new Error("connect ECONNREFUSED ::1:4577"), { code: "ECONNREFUSED" });

/** The error, the endpoint of AWS Organizations, and the text that reports it. */
const CASES: readonly [string, unknown, string | undefined, RegExp][] = [
    ["a message of our own", new CommandError("no such account"), undefined, /^no such account$/],
    [
        "a local AWS that is down",
        refused,
        "http://localhost:4577",
        /^the local AWS is not running at http:\/\/localhost:4577: `make up`/,
    ],
    [
        "a local AWS that is down, under both addresses of its name",
        new AggregateError([refused, refused]),
        "http://localhost:4577",
        /^the local AWS is not running/,
    ],
    ["AWS that cannot be reached", refused, undefined, /^AWS cannot be reached \(connect ECONNREFUSED/],
    [
        "a missing network, as the SDK reports it",
        Object.assign(named("Error", "getaddrinfo ENOTFOUND sts.amazonaws.com"), { code: "ENOTFOUND" }),
        undefined,
        /^AWS cannot be reached \(getaddrinfo ENOTFOUND sts\.amazonaws\.com\): check the network/,
    ],
    ["an address that only looks like a local one", refused, "http://localhost.example.com", /^AWS cannot be reached/],
    [
        "no credentials",
        named("CredentialsProviderError", "Could not load credentials from any providers"),
        undefined,
        /^there are no credentials for AWS \(Could not load .*\): sign in \(`aws sso login`\) and name the profile/,
    ],
    [
        "expired credentials",
        named("ExpiredTokenException", "expired"),
        undefined,
        /^the credentials have expired: sign in again/,
    ],
    [
        "keys that AWS does not know",
        named("InvalidClientTokenId", "invalid"),
        undefined,
        /^AWS does not know the credentials/,
    ],
    [
        "a call that is not allowed",
        named("AccessDeniedException", "You don't have permissions"),
        undefined,
        /management account, with the permissions that docs\/aws-roles\.md lists for each command\. AWS says: You don't have permissions$/,
    ],
    [
        "no organisation",
        named("AWSOrganizationsNotInUseException", "x"),
        undefined,
        /^the account of the credentials is in no organisation/,
    ],
    ["a throttled call", named("TooManyRequestsException", "slow"), undefined, /run this again in a minute$/],
    ["any other error of AWS", named("ServiceException", "internal"), undefined, /^ServiceException: internal$/],
    ["any other error", new Error("no program/providers.cjs"), undefined, /^no program\/providers\.cjs$/],
    ["something that is not an error", "text", undefined, /^text$/],
];

describe("org: the text that reports an error", () => {
    for (const [what, error, endpoint, told] of CASES) {
        it(what, () => assert.match(errorText(error, endpoint), told));
    }
});
