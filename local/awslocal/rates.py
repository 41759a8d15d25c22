"""AWS's request rates for AWS Organizations, as token buckets. They are enforced with `--rates aws` only.

Source: "Quotas for AWS Organizations", throttle limits per account. An operation that is not listed is not
throttled.
"""

from __future__ import annotations

import time

from .errors import AwsError

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


class Rates:
    def __init__(self) -> None:
        self._buckets: dict[str, tuple[float, float]] = {}

    def reset(self) -> None:
        self._buckets.clear()

    def spend(self, operation: str) -> None:
        """Takes a token of the operation's bucket, or raises TooManyRequestsException. The buckets fill in real time
        and not in AWS's time, so a caller must really wait."""
        if operation not in RATES:
            return
        per_second, burst = RATES[operation]
        now = time.monotonic()
        tokens, at = self._buckets.get(operation, (float(burst), now))
        tokens = min(float(burst), tokens + (now - at) * per_second)
        if tokens < 1:
            self._buckets[operation] = (tokens, now)
            raise AwsError(
                "TooManyRequestsException",
                "You have sent too many requests in too short a period of time. The quota helps protect against "
                "denial-of-service attacks. Try again later.",
            )
        self._buckets[operation] = (tokens - 1, now)
