"""AWS's request rates for AWS Organizations and IAM Identity Center, as token buckets. They are enforced with `--rates aws` only.

Sources: "Quotas for AWS Organizations", throttle limits per account: an operation that is not listed is not throttled. "IAM Identity
Center quotas": 20 calls per second of all operations of `sso-admin` together.
"""

from __future__ import annotations

import time

from .call import Call
from .errors import AwsError
from .identity_center.limits import CALLS_PER_SECOND

# operation: (calls per second, burst)
RATES: dict[str, tuple[float, int]] = {
    "CreateAccount": (0.1, 3),
    "CloseAccount": (0.05, 1),
    "MoveAccount": (2, 3),
    "RemoveAccountFromOrganization": (2, 2),
    "InviteAccountToOrganization": (3, 5),
    "CreateOrganizationalUnit": (1, 2),
    "UpdateOrganizationalUnit": (2, 3),
    "DeleteOrganizationalUnit": (2, 3),
    "CreatePolicy": (2, 3),
    "UpdatePolicy": (2, 3),
    "AttachPolicy": (2, 3),
    "DetachPolicy": (2, 3),
    "DeletePolicy": (2, 3),
    "TagResource": (4, 6),
    "UntagResource": (4, 6),
    "EnablePolicyType": (1, 1),
    "DisablePolicyType": (1, 1),
    "EnableAWSServiceAccess": (1, 2),
    "DisableAWSServiceAccess": (1, 2),
    "RegisterDelegatedAdministrator": (1, 2),
    "DeregisterDelegatedAdministrator": (1, 2),
}


# Operations of other services, each account and region with a bucket of its own, and the exception. CloudTrail: "The rate of
# lookup requests is limited to two per second, per account, per Region." Resource Explorer: 5 searches per second [K].
REGIONAL_RATES: dict[str, tuple[float, int, str]] = {
    "cloudtrail.LookupEvents": (2, 2, "ThrottlingException"),
    "resource-explorer-2.Search": (5, 5, "ThrottlingException"),
}

# The operations of a service that share one bucket, and the exception of that service.
COLLECTIVE_RATES: dict[str, tuple[float, int]] = {"sso": (CALLS_PER_SECOND, CALLS_PER_SECOND)}


class Rates:
    def __init__(self) -> None:
        self._buckets: dict[str, tuple[float, float]] = {}

    def reset(self) -> None:
        self._buckets.clear()

    def spend(self, call: Call, account: str) -> None:
        """Takes a token of the operation's bucket, or raises AWS's exception. The buckets fill in real time and not in AWS's
        time, so a caller must really wait."""
        service, operation = call.service, call.operation
        regional = REGIONAL_RATES.get(call.name)
        if regional and not self._take(f"{call.name}/{account}/{call.region}", *regional[:2]):
            raise AwsError(regional[2], "Rate exceeded")
        if service == "organizations" and operation in RATES:
            if not self._take(operation, *RATES[operation]):
                raise AwsError(
                    "TooManyRequestsException",
                    "You have sent too many requests in too short a period of time. The quota helps protect against "
                    "denial-of-service attacks. Try again later.",
                )
        elif service in COLLECTIVE_RATES and not self._take(service, *COLLECTIVE_RATES[service]):
            raise AwsError("ThrottlingException", "Rate exceeded")

    def _take(self, bucket: str, per_second: float, burst: int) -> bool:
        now = time.monotonic()
        tokens, at = self._buckets.get(bucket, (float(burst), now))
        tokens = min(float(burst), tokens + (now - at) * per_second)
        self._buckets[bucket] = (tokens - 1 if tokens >= 1 else tokens, now)
        return tokens >= 1
