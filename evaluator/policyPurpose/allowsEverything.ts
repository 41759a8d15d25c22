import { actionMatcher, readAction } from "../matching/actionPatterns";
import { statementsOf, textsOf } from "../policyDocument";

/** Actions of several services, each of which a policy for one job leaves out. A pattern such as `iam:*` matches some of them only. */
const SAMPLE = [
    "iam:CreateRole",
    "iam:AttachUserPolicy",
    "ec2:TerminateInstances",
    "s3:DeleteBucket",
    "kms:ScheduleKeyDeletion",
    "cloudtrail:StopLogging",
    "rds:DeleteDBInstance",
].map(readAction);

/**
 * Whether the Allow statements of an identity policy together allow everything on every resource: `Action: "*"`, or NotAction with a few
 * exceptions. Conditions and Deny statements are not looked at: they narrow it, and can be taken away one by one.
 *
 * @param document JSON text, or the value that JSON.parse returned for it.
 */
export function allowsEverything(document: unknown): boolean {
    const matchers = statementsOf(document)
        .filter(({ Effect, Resource, NotResource }) => {
            const isEveryResource = NotResource !== undefined || textsOf(Resource).some((one) => /^\**$/.test(one));
            return Effect === "Allow" && isEveryResource;
        })
        .map(({ Action, NotAction }) => {
            const matches = actionMatcher(textsOf(Action ?? NotAction));
            return Action === undefined ? (action: (typeof SAMPLE)[number]) => !matches(action) : matches;
        });
    return SAMPLE.every((action) => matchers.some((matches) => matches(action)));
}
