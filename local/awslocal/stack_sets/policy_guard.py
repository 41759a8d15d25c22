"""The service control policies of an account, as a guard of calls."""

from __future__ import annotations

from collections.abc import Callable

from ..iam_actions import actions_of
from ..inner_calls import Guard
from ..service_control import denial
from .background import Background

# Their requests go to us-east-1, wherever they come from.
GLOBAL = {"iam", "organizations", "route53", "cloudfront"}


def policy_guard(background: Background, account: str) -> Callable[[str], Guard]:
    """By the ARN of the role that acts."""

    def of(role_arn: str) -> Guard:
        def check(signing_name: str, operation: str, region: str) -> str | None:
            organization = background.world.organization_of.get(account)
            asked = "us-east-1" if signing_name in GLOBAL else region
            denials = [
                denial(organization, account, role_arn, one, asked) for one in actions_of(signing_name, operation)
            ]
            return denials[0] if all(denials) else None

        return check

    return of
