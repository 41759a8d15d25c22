"""How moto creates the state of a service in an account and region, on the first request for it.

Reads create it too, and are not in the journal. So that a replay still gives the same ids, the random numbers of a
backend depend on its service, account and region, and not on the first request.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from moto.core.base_backend import AccountSpecificBackend, BaseBackend
from moto.iam.models import IAMBackend, ManagedPolicy
from moto.moto_api._internal import mock_random

_init_account = AccountSpecificBackend.__init__
_init_aws_policies = IAMBackend._init_aws_policies


def install() -> None:
    AccountSpecificBackend.__init__ = _with_seeded_backends  # type: ignore[method-assign]
    IAMBackend._init_aws_policies = _shared_aws_policies  # type: ignore[method-assign]


def _with_seeded_backends(self: AccountSpecificBackend[Any], *args: Any, **kwargs: Any) -> None:
    _init_account(self, *args, **kwargs)
    make = self.backend

    def make_seeded(region: str, account_id: str) -> BaseBackend:
        state = mock_random.getstate()
        mock_random.seed(f"{self.service_name}/{account_id}/{region}")
        try:
            backend: BaseBackend = make(region, account_id=account_id)
            return backend
        finally:
            mock_random.setstate(state)

    self.backend = make_seeded  # type: ignore[assignment]


def _shared_aws_policies(self: IAMBackend) -> list[ManagedPolicy]:
    """Shares AWS's managed policies between the accounts. moto creates all 1,500 for each account, which takes 100 ms.
    Only the number of attachments differs between accounts, so each account gets its own of that and shares the
    documents."""
    return [_copied(policy) for policy in _aws_policies(self.region_name)]


def _copied(policy: ManagedPolicy) -> ManagedPolicy:
    """As copy.copy(), in a tenth of the time."""
    copied: ManagedPolicy = object.__new__(type(policy))
    copied.__dict__.update(policy.__dict__)
    return copied


@cache
def _aws_policies(partition: str) -> list[ManagedPolicy]:
    mock_random.seed(f"managed policies/{partition}")
    return _init_aws_policies(_Partition(partition))  # type: ignore[arg-type]


class _Partition:
    """The part of an IAM backend that its managed policies need."""

    account_id = "aws"

    def __init__(self, name: str):
        self.region_name = name
