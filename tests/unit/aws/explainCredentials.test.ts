import assert from "node:assert/strict";
import { explainCredentials } from "../../../aws/explainCredentials";

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
const missing = (message: string): Error => named("CredentialsProviderError", message);
const NONE = "Could not load credentials from any providers";

// The messages are those of @aws-sdk/credential-providers, by files with such profiles.
describe("an explanation of credentials", () => {
    const cases: [string, Error, string | undefined, RegExp][] = [
        ["none at all", missing(NONE), "", /^there are no credentials for AWS \(Could not .*sign in .*AWS_PROFILE=/],
        [
            "AWS_PROFILE names an unknown profile",
            missing(NONE),
            "management",
            /^the profile management does not exist in ~\/\.aws\/config, or has no credentials: `aws configure list-profiles`/,
        ],
        [
            "the settings name an unknown profile, whatever AWS_PROFILE says",
            missing("Could not resolve credentials using profile: [prod] in configuration/credentials file(s)."),
            "management",
            /^the profile prod does not exist/,
        ],
        [
            "nobody has signed in",
            missing(
                "The SSO session token associated with profile=management was not found or is invalid. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
            ),
            "management",
            /^the sign-in for AWS has expired, or there was none: run `aws sso login --profile management`/,
        ],
        [
            "the sign-in has expired",
            missing(
                "The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.",
            ),
            "",
            /^the sign-in for AWS has expired, or there was none: run `aws sso login`\./,
        ],
        [
            "the token has expired",
            named("TokenProviderError", "Token is expired. To refresh this SSO session run 'aws sso login'"),
            "",
            /^the sign-in for AWS has expired/,
        ],
        [
            "a profile's command fails",
            missing("Command failed: /bin/false"),
            "",
            /^there are no credentials for AWS \(Command failed: \/bin\/false\)/,
        ],
        ["AWS refuses a token", named("ExpiredTokenException", "old"), "", /^the credentials have expired.* old$/],
        ["AWS does not know keys", named("InvalidClientTokenId", "bad"), "", /^AWS does not know the credentials/],
    ];
    for (const [name, error, profile, explained] of cases) {
        it(`says what to do: ${name}`, () => assert.match(explainCredentials(error, profile) ?? "", explained));
    }

    it("is not given for other errors", () => {
        assert.equal(explainCredentials(named("AccessDeniedException", "no"), ""), undefined);
        assert.equal(explainCredentials("text"), undefined);
    });
});
