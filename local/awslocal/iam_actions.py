"""The actions of IAM for operations of AWS's services. Most have the operation's name."""

from __future__ import annotations

# Source: "Actions, resources, and condition keys for Amazon S3" in the service authorization reference.
ACTIONS = {
    "s3:ListBuckets": ("s3:ListAllMyBuckets",),
    "s3:HeadBucket": ("s3:ListBucket",),
    "s3:GetBucketLifecycleConfiguration": ("s3:GetLifecycleConfiguration",),
    "s3:PutBucketLifecycleConfiguration": ("s3:PutLifecycleConfiguration",),
    "s3:DeleteBucketLifecycle": ("s3:PutLifecycleConfiguration",),
    "s3:GetBucketEncryption": ("s3:GetEncryptionConfiguration",),
    "s3:PutBucketEncryption": ("s3:PutEncryptionConfiguration",),
    # Of a bucket, and with s3control of the account.
    "s3:GetPublicAccessBlock": ("s3:GetBucketPublicAccessBlock", "s3:GetAccountPublicAccessBlock"),
    "s3:PutPublicAccessBlock": ("s3:PutBucketPublicAccessBlock", "s3:PutAccountPublicAccessBlock"),
    "s3:DeletePublicAccessBlock": ("s3:PutBucketPublicAccessBlock", "s3:PutAccountPublicAccessBlock"),
}
PREFIXES = {"monitoring": "cloudwatch", "email": "ses", "tagging": "tag"}


def actions_of(signing_name: str, operation: str) -> tuple[str, ...]:
    """One of them is needed."""
    action = f"{PREFIXES.get(signing_name, signing_name)}:{operation}"
    return ACTIONS.get(action, (action,))
