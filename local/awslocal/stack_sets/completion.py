"""What AWS has done in the background until now: the stacks of running operations.

Each stack takes `--stack-seconds`. As many are changed at a time as the operation's preferences allow. The random numbers of a stack depend
on its operation, account and region, so that a replay of the journal gives the same ids.
"""

from __future__ import annotations

from moto.moto_api._internal import mock_random

from ..organizations.model import Movement, Organization, World
from ..settings import Settings
from .automatic import follow
from .background import Background
from .place_changes import change_place
from .preferences import concurrency_in, tolerance_in
from .state import DELETE, Operation, Place, StackSet


def settle_stack_sets(background: Background, now: float) -> None:
    """Every request begins with it, and each that changes an organization ends with it."""
    for moved_at, organization, movement in _movements(background.world, now):
        _run(background, moved_at)
        follow(background, organization, movement, moved_at)
    _run(background, now)


def _movements(world: World, now: float) -> list[tuple[float, Organization, Movement]]:
    """What happened to accounts since the last request, in order."""
    found: list[tuple[float, Organization, Movement]] = []
    for organization in world.organizations.values():
        for movement in organization.movements:
            found.append((movement.at if movement.at is not None else now, organization, movement))
        organization.movements.clear()
    return sorted(found, key=lambda item: item[0])


def _run(background: Background, until: float) -> None:
    while True:
        due = [one for one in background.world.stack_sets.all() if one.queue and one.queue[0].next_at <= until]
        if not due:
            return
        # Of several at the same time, those that create come first (automatic.py).
        stack_set = min(due, key=lambda one: (one.queue[0].next_at, one.queue[0].action == DELETE))
        _step(background, stack_set, stack_set.queue[0].next_at)


def begin(stack_set: StackSet, operation: Operation, at: float, stack_seconds: float) -> None:
    operation.status = "RUNNING"
    _take_next(stack_set, operation, at, stack_seconds)


def _step(background: Background, stack_set: StackSet, at: float) -> None:
    """Completes the stacks that were being changed, and begins the next ones or ends the operation."""
    operation, settings = stack_set.queue[0], background.settings
    with background.clock.standing_still(at):
        for place in operation.running:
            mock_random.seed(f"{operation.id}/{place[0]}/{place[1]}")
            change_place(background, stack_set, operation, place, at)
    operation.running = []
    if operation.status == "STOPPING":
        _end(stack_set, operation, "STOPPED", at, settings)
    elif any(operation.failed_in(region) > tolerance_in(operation, region) for region in operation.preferences.regions):
        _end(stack_set, operation, "FAILED", at, settings)
    else:
        _take_next(stack_set, operation, at, settings.stack_seconds)
        if not operation.running:
            _end(stack_set, operation, "SUCCEEDED", at, settings)


def _take_next(stack_set: StackSet, operation: Operation, at: float, stack_seconds: float) -> None:
    """Begins the next stacks: of the first region that is not done, or of all regions in parallel."""
    operation.next_at = at + stack_seconds
    operation.running = []
    for region in operation.preferences.regions:
        pending = operation.pending_in(region)
        operation.running += pending[: concurrency_in(operation, region)]
        if pending and not operation.preferences.is_parallel:
            break
    for place in operation.running:
        operation.results[place].status = "RUNNING"
        _mark(stack_set, operation, place, "RUNNING")


def _mark(stack_set: StackSet, operation: Operation, place: Place, detailed: str) -> None:
    instance = stack_set.instances.get(place)
    if instance is not None:
        instance.detailed, instance.last_operation = detailed, operation.id


def _end(stack_set: StackSet, operation: Operation, status: str, at: float, settings: Settings) -> None:
    for place, result in operation.results.items():
        if result.status == "PENDING":
            result.status = "CANCELLED"
            result.reason = (
                "Cancelled since failure tolerance has exceeded" if status == "FAILED" else "Cancelled by user request"
            )
            _mark(stack_set, operation, place, "CANCELLED")
            if place in stack_set.instances:
                stack_set.instances[place].reason = result.reason
    operation.status, operation.ended = status, at
    stack_set.queue.pop(0)
    if operation.drifts:
        from .drift_detection import keep_summary

        keep_summary(stack_set, operation, at)
    while stack_set.queue and stack_set.queue[0].status == "STOPPING":
        _end(stack_set, stack_set.queue[0], "STOPPED", at, settings)
    if stack_set.queue and stack_set.queue[0].status == "QUEUED":
        begin(stack_set, stack_set.queue[0], at, settings.stack_seconds)
