"""Makes the cost figures of a realistic organization for the accounts that exist: `local/aws costs --seed`.

An account's figures depend on its name, its units and its tags only, so they are the same in every local AWS. They run
from some months ago, also before the account was made, and go on with the clock until yesterday.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ..budgets.periods import add_months, day_of, seconds_of
from ..organizations.model import Account, Organization
from .curves import DAYS_OF_A_MONTH, Curves
from .figures import Attributes, CurveSeries
from .service_use import COMPUTE, DATA, KINDS, OFFICE, PLANS, TRANSFER, Kind, Use

if TYPE_CHECKING:
    from ..registry import Context

MONTHS, MOST_MONTHS = 13, 36
MICRO = 1_000_000
WORDS = [
    ("sandbox", r"sandbox|playground|experiment"),
    ("security", r"security|audit|log-?archive"),
    ("infrastructure", r"infrastructure|network|shared|backup|platform"),
    ("development", r"non-?prod|\bdev\b|develop|\btest|preview"),
    ("staging", r"stag|pre-?prod|qa\b"),
    ("production", r"prod"),
]
REGIONS = {"eu-central-1": "EUC1", "eu-west-1": "EU", "us-east-1": "USE1"}
# Savings plans cover this part of the production's compute, for this part of its price.
COVERED, PLAN_PRICE = 0.6, 0.72
TAX = 0.19


def seed(context: Context, body: dict[str, Any]) -> dict[str, Any]:
    """Adds figures for the accounts that have none. `ifNone`: only if there are no figures at all."""
    figures = context.world.figures
    organization = context.world.organization_of.get(context.account)
    if organization is None or (body.get("ifNone") and not figures.is_empty):
        return {"accounts": 0}
    listed = {attributes.account for attributes in figures.listed}
    accounts = [
        account
        for account in organization.accounts.values()
        if account.id not in figures.seeded_accounts and account.id not in listed
    ]
    months = max(1, min(int(body.get("months") or MONTHS), MOST_MONTHS))
    series = list(_Seed(context, organization, months).series(accounts)) if accounts else []
    figures.add_seeded(series, {account.id for account in accounts})
    _note_tags(context, series, months)
    return {"accounts": len(accounts)}


def _note_tags(context: Context, series: list[CurveSeries], months: int) -> None:
    """The tags were first used when the figures begin, so AWS knows them already."""
    first = seconds_of(add_months(day_of(context.now), -months))
    used = context.world.allocation_tags_of(context.account).first_used
    for key in {key for one in series for key, _ in one.attributes.tags}:
        used[key] = min(first, used.get(key, first))
    context.world.cost_changes += 1


def kind_of(organization: Organization, account: Account) -> str:
    """The name and the tag Environment decide before the units, the nearest unit before the others."""
    if account is organization.management:
        return "management"
    units = [node.name for node in reversed(organization.path_to(account)[1:-1])]
    for text in (account.tags.get("Environment", ""), account.name, *units):
        for kind, pattern in WORDS:
            if re.search(pattern, text.lower()):
                return kind
    return "development"


class _Seed:
    def __init__(self, context: Context, organization: Organization, months: int):
        self._organization = organization
        today = day_of(context.now)
        first = add_months(today, -months)
        month = today.replace(day=1)
        runaway = max(month, today - timedelta(days=9))
        self._curves = Curves(
            first.toordinal(),
            add_months(today, -2).toordinal(),
            runaway.toordinal(),
            (today - timedelta(days=47)).toordinal(),
        )

    def series(self, accounts: list[Account]) -> Iterator[CurveSeries]:
        kinds = {account.id: kind_of(self._organization, account) for account in accounts}
        runaway = _chosen([account for account in accounts if kinds[account.id] == "sandbox"])
        incident = _chosen([account for account in accounts if kinds[account.id] == "production"])
        plans = 0
        total = 0
        for account in accounts:
            made = list(self._account(account, kinds[account.id]))
            base = sum(one.bases["amortized"][0] for one in made)
            if account is runaway:
                made.append(self._one(account, _use(COMPUTE, "BoxUsage:p5.48xlarge"), 12 * MICRO, "runaway", ()))
            if account is incident:
                made.append(self._one(account, _use(TRANSFER, "DataTransfer-Out-Bytes"), 140 * MICRO, "incident", ()))
            total += base
            plans += sum(one.bases["amortized"][0] for one in made if one.attributes.kind == "SavingsPlanCoveredUsage")
            yield from made
            yield self._one(account, _use("Tax", "", "NoRegion"), round(base * TAX), "monthly", (), "Tax", 0.015)
        if self._organization.management in accounts:
            yield from self._organization_charges(plans, total)

    def _organization_charges(self, plans: int, total: int) -> Iterator[CurveSeries]:
        """What the management account pays for all: savings plans, support, and credits."""
        payer = self._organization.management
        fee = self._one(
            payer, _use(PLANS, "ComputeSP:1yrNoUpfront"), plans, "live", (), "SavingsPlanRecurringFee", 0.02
        )
        # Amortized costs have the fee where it is used.
        yield CurveSeries(fee.attributes, {**fee.bases, "amortized": (0, fee.bases["amortized"][1])})
        support = _use("AWS Support (Business)", "", "NoRegion")
        yield self._one(payer, support, round(total * 0.05), "monthly", (), "Support", 0.015)
        credit = _use("Amazon Elastic Compute Cloud - Compute", "")
        yield self._one(payer, credit, -round(total * 0.04), "credit", (), "Credit")

    def _account(self, account: Account, kind: str) -> Iterator[CurveSeries]:
        numbers = random.Random(f"costs of {account.name}")
        monthly, uses, untagged = KINDS[kind]
        monthly *= numbers.choice([0.7, 0.8, 0.9, 1.0, 1.1])
        if "data" in (account.tags.get("Team", ""), account.name.split("-")[0]) and kind != "sandbox":
            uses = [*uses, *DATA]
        for use in uses:
            if numbers.random() < 0.12 and use.share < 0.06:
                continue  # not every account uses every service
            if kind in ("development", "staging") and use.service in OFFICE:
                use = use._replace(curve="office", growth=0.005)
            base = monthly / DAYS_OF_A_MONTH * use.share * numbers.uniform(0.7, 1.3)
            yield from self._use(account, kind, use, base, KINDS[kind]._replace(untagged=untagged), numbers)

    def _use(
        self, account: Account, kind: str, use: Use, base: float, of: Kind, numbers: random.Random
    ) -> Iterator[CurveSeries]:
        second = kind in ("production", "infrastructure", "security") and not use.region and numbers.random() < 0.45
        for region, share in (("eu-central-1", 0.78), ("eu-west-1", 0.22)) if second else (("eu-central-1", 1.0),):
            placed = use if use.region else use._replace(region=region)
            for tags, part in self._tags(account, kind, of.untagged):
                amount = round(base * share * part * MICRO)
                if kind == "production" and use.service == COMPUTE:
                    yield from self._covered(account, placed, round(amount * COVERED), tags)
                    amount -= round(amount * COVERED)
                if amount:
                    yield self._one(account, placed, amount, use.curve, tags, "Usage", use.growth)

    def _tags(self, account: Account, kind: str, untagged: float) -> list[tuple[tuple[tuple[str, str], ...], float]]:
        """The resources' tags and their shares. In a shared account, resources belong to several teams."""
        own = {
            key: account.tags[key] for key in ("Team", "Environment", "CostCenter", "Project") if key in account.tags
        }
        if not own:
            return [((), 1.0)]
        shares = [((), untagged)]
        if kind == "infrastructure" and re.search("shared|ci|cluster", account.name.lower()):
            teams = _teams(self._organization)
            return shares + [
                (tuple(sorted({**own, "Team": team}.items())), (1 - untagged) / len(teams)) for team in teams
            ]
        return [*shares, (tuple(sorted(own.items())), 1 - untagged)]

    def _covered(
        self, account: Account, use: Use, amount: int, tags: tuple[tuple[str, str], ...]
    ) -> Iterator[CurveSeries]:
        """Usage under a savings plan: its price and the negation of it, and what it costs when the plan is amortized."""
        used = self._one(account, use, amount, use.curve, tags, "SavingsPlanCoveredUsage", use.growth)
        curve = used.bases["amortized"][1]
        yield CurveSeries(used.attributes, {**used.bases, "amortized": (round(amount * PLAN_PRICE), curve)})
        negation = self._one(account, use, -amount, use.curve, tags, "SavingsPlanNegation", use.growth)
        yield CurveSeries(negation.attributes, {**negation.bases, "amortized": (0, curve)})

    def _one(
        self,
        account: Account,
        use: Use,
        amount: int,
        curve: str,
        tags: tuple[tuple[str, str], ...],
        kind: str = "Usage",
        growth: float = 0.0,
    ) -> CurveSeries:
        prefix = REGIONS.get(use.region)
        usage_type = f"{prefix}-{use.usage_type}" if prefix and use.usage_type else use.usage_type
        attributes = Attributes(
            account.id, use.service, "" if use.region == "NoRegion" else use.region, kind, usage_type, "", tags
        )
        made = self._curves.get(curve, growth)
        return CurveSeries(attributes, {"unblended": (amount, made), "amortized": (amount, made)})


def _use(service: str, usage_type: str, region: str = "eu-central-1") -> Use:
    return Use(service, usage_type, 1.0, "", 0.0, region)


def _teams(organization: Organization) -> list[str]:
    teams = {account.tags["Team"] for account in organization.accounts.values() if account.tags.get("Team")}
    return sorted(teams)[:8] or ["platform"]


def _chosen(accounts: list[Account]) -> Account | None:
    """One of them, whatever else is in the list."""
    return max(accounts, key=lambda account: random.Random(account.name).random(), default=None)
