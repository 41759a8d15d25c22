"""Which events are `readOnly` for CloudTrail. It is not the same as whether a call changes what the local AWS holds.

AssumeRole is readOnly: an answer of LookupEvents in a public repository (event of 2026-08-27, `"EventName": "AssumeRole", "ReadOnly":
"true"`). GetFederationToken is not: the log of Stratus Red Team's aws.persistence.sts-federation-token. Cryptographic operations of KMS
are: the example of ReEncrypt in the KMS Developer Guide, and of others in guides of services that use keys. All read 2026-11-27.
Not confirmed: AssumeRoleWithSAML, AssumeRoleWithWebIdentity and AssumeRoot, which are taken for AssumeRole; GetSessionToken, which is
taken for GetFederationToken; and the queries of the other services, which read by what the API references say.
"""

from __future__ import annotations

from ..call import Call

READS = {
    "sts.AssumeRole", "sts.AssumeRoleWithSAML", "sts.AssumeRoleWithWebIdentity", "sts.AssumeRoot",
    "kms.Decrypt", "kms.Encrypt", "kms.GenerateDataKey", "kms.GenerateDataKeyPair", "kms.GenerateDataKeyPairWithoutPlaintext",
    "kms.GenerateDataKeyWithoutPlaintext", "kms.GenerateMac", "kms.GenerateRandom", "kms.ReEncrypt", "kms.Sign", "kms.Verify",
    "kms.VerifyMac", "config.SelectAggregateResourceConfig", "config.SelectResourceConfig", "logs.FilterLogEvents",
    "logs.TestMetricFilter", "events.TestEventPattern", "ecr.BatchCheckLayerAvailability",
}  # fmt: skip


def is_read_only(call: Call) -> bool:
    return not call.mutating or call.name in READS
