"""The costs as an account sees them: the management account those of its organization, any other account its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ..budgets.periods import day_of
from .expressions import Predicate, compiled
from .figures import Attributes, Series, sums_by_group

if TYPE_CHECKING:
    from ..organizations.model import World


class CostView:
    def __init__(self, world: World, account: str, now: float):
        self._world = world
        self.account = account
        self.today: date = day_of(now)
        self._payer = world.payer_of(account)

    @property
    def accounts(self) -> set[str]:
        """The accounts whose costs the account sees."""
        organization = self._world.organization_of.get(self.account)
        if organization and organization.management.id == self.account:
            return {*organization.accounts, *organization.former_accounts}
        return {self.account}

    # ---- what filters look up

    def account_name(self, account: str) -> str:
        found = self._world.find_account(account)
        return found.name if found else account

    def tag(self, attributes: Attributes, key: str) -> str | None:
        """A tag is part of the costs only while it is an active cost allocation tag."""
        if key not in self._world.allocation_tags_of(self._payer).active:
            return None
        return attributes.tag(key)

    def category(self, attributes: Attributes, name: str) -> str | None:
        for category in self._world.cost_categories.get(self._payer, {}).values():
            if category.name == name:
                return category.value_of(attributes, self, self._world.version_of_costs(self._payer))
        return None

    def category_names(self) -> list[str]:
        return [category.name for category in self._world.cost_categories.get(self._payer, {}).values()]

    # ---- figures

    def series(self, expression: dict[str, Any] | None = None) -> Iterator[Series]:
        predicate: Predicate | None = None if expression is None else compiled(expression, self)
        for series in self._world.figures.of_accounts(self.accounts):
            if predicate is None or predicate(series.attributes):
                yield series

    def total(self, expression: dict[str, Any] | None, metric: str, start: date, end: date) -> int:
        """The costs from a day until before another."""
        groups = (((), series) for series in self.series(expression))
        found = sums_by_group(groups, metric, [(start.toordinal(), end.toordinal())], self.today.toordinal())
        return found.get((), [0])[0]
