/** The advice after a failed run, by the errors of AWS that the provider reported and Pulumi shows unchanged. */
const ADVICE: readonly [RegExp, string][] = [
    [
        /AccessDenied|^(?!.*role\/stacksets-exec-).*not authorized to perform/m,
        "AWS denied the credentials something that this run needs: docs/aws-roles.md lists the permissions of each role.",
    ],
    [
        /role\/stacksets-exec-\S+ is not authorized to perform/,
        "A guardrail binds the role with which AWS makes the stacks of the baseline in an account, and denies it something that a block needs. The error has the policy's id, and `./org check` names the guardrails of which it knows that they do. Spare arn:*:iam::*:role/stacksets-exec-* in the policy, or write `false` for the block there.",
    ],
    [
        /ExpiredToken|RequestExpired|token included in the request is expired/,
        "The credentials have expired: sign in again (`aws sso login`), and run this again.",
    ],
    [
        /failed to run remediation: context canceled/,
        "`failed to run remediation: context canceled` is not the cause: Pulumi has stopped its work on that resource, because another one failed.",
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
