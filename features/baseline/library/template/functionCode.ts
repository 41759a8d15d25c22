/**
 * The beginning of every function of a block, in Python. What follows it defines `apply(properties, old, identity)`, which returns the
 * resource's id and what the stack may read, and `remove(properties, identity)`.
 *
 * - CloudFormation waits for an answer, so each way ends with one. A failure's text becomes the stack's reason.
 * - The id stays the same in an update; otherwise CloudFormation would ask to remove the old resource.
 * - IAM knows a new role's permissions some seconds after the role (its guide calls this eventual consistency), so a denial while the
 *   resource is created is tried again, unless a policy denies it on purpose.
 *
 * The module cfnresponse: "cfn-response module" (awsdocs/aws-cloudformation-user-guide, a copy from before 2024, read 2026-11-27).
 * CloudFormation adds it if the line that imports it is exactly this.
 */
export const FUNCTION_BEGINNING = `import time

import boto3
import cfnresponse
from botocore.exceptions import ClientError


def handler(event, context):
    identity = event.get("PhysicalResourceId") or event["LogicalResourceId"]
    try:
        identity, data = patiently(event, identity)
        cfnresponse.send(event, context, cfnresponse.SUCCESS, data, identity)
    except Exception as error:
        print(repr(error))
        cfnresponse.send(event, context, cfnresponse.FAILED, {}, identity, reason=str(error)[:900])


def patiently(event, identity):
    for pause in (5, 10, 15, 30):
        try:
            return answer(event, identity)
        except ClientError as error:
            denied = error.response["Error"]["Code"] in ("AccessDenied", "AccessDeniedException", "UnauthorizedOperation")
            if event["RequestType"] != "Create" or not denied or "explicit deny" in str(error):
                raise
        time.sleep(pause)
    return answer(event, identity)


def answer(event, identity):
    properties = event["ResourceProperties"]
    if event["RequestType"] == "Delete":
        remove(properties, identity)
        return identity, {}
    return apply(properties, event.get("OldResourceProperties") or {}, identity)
`;

/** The end of a function whose setting stays when the stack goes. */
export const SETTING_STAYS = `

def remove(properties, identity):
    """The setting stays: taking the block away must not make the account less safe."""
`;
