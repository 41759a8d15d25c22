import { actionMatcher, readAction, type ActionName } from "../matching/actionPatterns";
import { statementsOf, textsOf, type RawStatement } from "../policyDocument";
import { allowsWidely, widelyAllowed } from "./allowsWidely";

const IAM = ["iam:CreateRole", "iam:AttachUserPolicy"].map(readAction);

/** Actions of IAM, each of which a policy for roles and policies alone, or for users alone, leaves out. */
const ALL_OF_IAM = [
    ...IAM,
    ...["iam:CreateUser", "iam:CreateAccessKey", "iam:CreateSAMLProvider", "iam:UpdateAssumeRolePolicy"].map(
        readAction,
    ),
];

/** Actions of several services, each of which a policy for one job leaves out. A pattern such as `iam:*` matches some of them only. */
const SAMPLE: readonly ActionName[] = [
    ...IAM,
    ...[
        "ec2:TerminateInstances",
        "s3:DeleteBucket",
        "kms:ScheduleKeyDeletion",
        "cloudtrail:StopLogging",
        "rds:DeleteDBInstance",
    ].map(readAction),
];

/**
 * Whether the Allow statements of an identity policy together allow everything on every resource: `Action: "*"`, or NotAction whose
 * exceptions leave IAM in, or a list of services. Conditions and Deny statements are not looked at: they narrow it, and can be taken away
 * one by one.
 *
 * @param document JSON text, or the value that JSON.parse returned for it.
 */
export function allowsEverything(document: unknown): boolean {
    const isAllowed = widelyAllowed(document);
    return SAMPLE.every(isAllowed) || statementsOf(document).some(allowsAllButSome);
}

/** Whoever may do everything in IAM can allow themselves the exceptions. */
function allowsAllButSome(statement: RawStatement): boolean {
    const { Action, NotAction } = statement;
    if (Action !== undefined || NotAction === undefined) return false;
    const isException = actionMatcher(textsOf(NotAction));
    return IAM.every((action) => !isException(action) && allowsWidely(statement, action));
}

/**
 * Whether the Allow statements of an identity policy together allow everything in IAM, as `iam:*` does, or lists such as `iam:Create*` and
 * `iam:Update*`. Conditions and Deny statements are not looked at.
 */
export function allowsAllOfIam(document: unknown): boolean {
    return ALL_OF_IAM.every(widelyAllowed(document));
}
