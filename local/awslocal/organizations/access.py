"""Who may call what: the management account, delegated administrators, members."""

from __future__ import annotations

from ..errors import AwsError
from ..registry import Caller
from .model import World


def check_caller(world: World, account: str, caller: Caller) -> None:
    if caller is Caller.ANYONE:
        return
    organization = world.organization(account)
    if caller is Caller.MEMBER or account == organization.management.id:
        return
    if caller is Caller.DELEGATED and account in organization.delegations:
        return
    raise AwsError("AccessDeniedException", "You don't have permissions to access this resource.")
