"""Automatic deployment: what AWS does when an account comes into a target of a StackSet, leaves it, or moves.

Source: "Enable or disable automatic deployments for StackSets in AWS Organizations" in the user guide. It ignores filters of accounts, and
new accounts get the set's own parameters. OperationPreferences do not apply to it. AWS documents that an account that moves between targets
gets a delete operation and a create operation; here the new stack of another set is created before the old one is deleted, the order in
which resources of the same name collide (cloudformation-coverage-roadmap 2427). A move below the same target changes nothing
(control-tower-customizations 118). Not confirmed: what AWS does when both units are targets of the same set; here the stack stays.
"""

from __future__ import annotations

from moto.moto_api._internal import mock_random

from ..organizations.model import Movement, Organization
from ..settings import Settings
from .background import Background
from .caller import SERVICE
from .operations import enqueue
from .state import CREATE, DELETE, Operation, Place, Preferences, StackInstance, StackSet


def follow(background: Background, organization: Organization, movement: Movement, at: float) -> None:
    """Begins the operations for one account that came, left or moved."""
    world, settings = background.world, background.settings
    management = organization.management.id
    if movement.account == management or management not in world.stack_sets.activated:
        return
    if SERVICE not in organization.service_access:
        return
    path = set(movement.path)
    followers = [
        one
        for one in world.stack_sets.all()
        if one.owner == management and one.is_service_managed and one.automatic and one.automatic.enabled
    ]
    for stack_set in followers:
        _deploy(stack_set, settings, movement.account, path, at)
    for stack_set in followers:
        _withdraw(stack_set, settings, movement.account, path, at)


def _deploy(stack_set: StackSet, settings: Settings, account: str, path: set[str], at: float) -> None:
    places: dict[Place, str | None] = {}
    for unit, regions in stack_set.targets.items():
        if unit in path:
            for region in regions:
                if (account, region) not in stack_set.instances:
                    places[(account, region)] = unit
                    stack_set.instances[(account, region)] = StackInstance(account, region, unit)
    for instance in _instances_in(stack_set, account):
        if instance.unit not in path:
            instance.unit = next((unit for unit in stack_set.targets if unit in path), instance.unit)
    _enqueue(stack_set, settings, CREATE, places, at)


def _withdraw(stack_set: StackSet, settings: Settings, account: str, path: set[str], at: float) -> None:
    """Deletes the stacks of an account that is in no target any more, or leaves them in it."""
    if path & set(stack_set.targets):
        return
    places: dict[Place, str | None] = {one.place: one.unit for one in _instances_in(stack_set, account)}
    _enqueue(stack_set, settings, DELETE, places, at, bool(stack_set.automatic and stack_set.automatic.retains))


def _instances_in(stack_set: StackSet, account: str) -> list[StackInstance]:
    return [instance for instance in stack_set.instances.values() if instance.account == account]


def _enqueue(
    stack_set: StackSet,
    settings: Settings,
    action: str,
    places: dict[Place, str | None],
    at: float,
    retains: bool | None = None,
) -> None:
    if not places:
        return
    regions = sorted({region for _, region in places})
    (account, _), *_ = places
    mock_random.seed(f"{stack_set.id}/{account}/{action}/{at}")
    operation = Operation(
        id=str(mock_random.uuid4()),
        action=action,
        created=at,
        preferences=Preferences(regions, is_parallel=True, is_strict=False),
        targets={"OrganizationalUnitIds": sorted({unit for unit in places.values() if unit})},
        retains=retains,
        is_automatic=True,
    )
    enqueue(stack_set, operation, places, settings.stack_seconds)
