/** The advice after a failed run, by the errors of AWS that the provider reported and Pulumi shows unchanged. */
const ADVICE: readonly [RegExp, string][] = [
    [
        /AccessDenied|not authorized to perform/,
        "AWS denied the credentials something that this run needs: docs/aws-roles.md lists the permissions of each role.",
    ],
    [
        /ExpiredToken|RequestExpired|token included in the request is expired/,
        "The credentials have expired: sign in again (`aws sso login`), and run this again.",
    ],
    [
        /http:\/\/(127\.0\.0\.1|localhost):\d+[^]*connection refused/,
        "The local AWS is no longer running: `make up` starts it (`local/aws up` does only that).",
    ],
];

/** A sentence for each cause that is recognised in what Pulumi has printed. */
export function adviceFor(messages: readonly string[]): string[] {
    return ADVICE.flatMap(([pattern, advice]) =>
        // The program's own messages contain the advice already.
        messages.some((message) => pattern.test(message) && !/docs\/aws-roles\.md|aws sso login|make up/.test(message))
            ? [advice]
            : [],
    );
}
