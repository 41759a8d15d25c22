/** What to do about credentials that AWS refuses, with the names of AWS's exceptions. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
    "the credentials have expired: sign in again (`aws sso login`)": [
        "ExpiredToken",
        "ExpiredTokenException",
        "RequestExpired",
        "TokenRefreshRequired",
    ],
    "AWS does not know the credentials: check AWS_PROFILE and the access keys in the environment": [
        "AuthFailure",
        "InvalidClientTokenId",
        "InvalidSignatureException",
        "SignatureDoesNotMatch",
        "UnrecognizedClientException",
    ],
};

/**
 * Explains that there are no credentials, or that AWS refuses them: what is wrong and what to do.
 *
 * @param profile the profile in the environment.
 * @returns undefined for any other error.
 */
export function explainCredentials(error: unknown, profile = process.env.AWS_PROFILE): string | undefined {
    if (!(error instanceof Error)) return undefined;
    const { name, message } = error;
    if (name === "CredentialsProviderError" || name === "TokenProviderError")
        return missingCredentials(message, profile);
    const refused = Object.entries(REFUSED).find(([, names]) => names.includes(name));
    return refused && `${refused[0]}. AWS says: ${message}`;
}

/** @param message the SDK's, which says the reason only in words. */
function missingCredentials(message: string, profile: string | undefined): string {
    const login = `aws sso login${profile ? ` --profile ${profile}` : ""}`;
    if (/\bSSO\b|token.*expired|expired.*token/i.test(message)) {
        return `the sign-in for AWS has expired, or there was none: run \`${login}\`. The AWS SDK says: ${message}`;
    }
    // The settings or a profile name it, or AWS_PROFILE, of which the SDK then says nothing.
    const [, named = profile] = /using profile: \[(.+?)\]/.exec(message) ?? [];
    if (named) {
        return `the profile ${named} does not exist in ~/.aws/config, or has no credentials: \`aws configure list-profiles\` lists the profiles. The AWS SDK says: ${message}`;
    }
    return `there are no credentials for AWS (${message}): sign in (\`aws sso login\`) and name the profile (\`export AWS_PROFILE=management\`)`;
}
