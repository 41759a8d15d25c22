import assert from "node:assert/strict";
import { adviceFor } from "../../../../program/failedRun/failureAdvice";

describe("the advice after a failed run", () => {
    const [credentials, guardrail] = [/^AWS denied the credentials/, /^A guardrail binds the role/];
    const stack =
        "  shop (111122223333) in us-east-1: arn:aws:iam::111122223333:role/stacksets-exec-0a1b is not authorized to perform: cloudformation:CreateStack with an explicit deny";

    const cases: readonly [string, readonly string[], readonly RegExp[]][] = [
        ["what AWS denies the credentials", ["api error AccessDenied: no"], [credentials]],
        [
            "the same in other words",
            ["User: arn:aws:sts::1:assumed-role/up is not authorized to perform: a:B"],
            [credentials],
        ],
        ["a stack of the baseline that a guardrail denies", [`stops in ring 1\n${stack}`], [guardrail]],
        ["both", [stack, "AccessDenied: no"], [credentials, guardrail]],
        [
            "what Pulumi stopped when something else failed",
            ["failed to run remediation: context canceled"],
            [/ is not the cause: Pulumi has stopped its work on that resource/],
        ],
        ["what has nothing to do with it", ["ConflictException: again"], []],
        ["what says it already", ["AccessDenied: see docs/aws-roles.md"], []],
    ];
    for (const [what, messages, wanted] of cases) {
        it(`is about ${what}`, () => {
            const advice = adviceFor(messages);
            assert.equal(advice.length, wanted.length, advice.join("\n"));
            wanted.forEach((one, index) => assert.match(advice[index] ?? "", one));
        });
    }
});
