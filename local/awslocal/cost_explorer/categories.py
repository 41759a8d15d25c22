"""Cost categories: created, changed, read, deleted.

Source: "Managing your costs with AWS Cost Categories" and "Splitting charges within cost categories" in the Billing User
Guide, and the API reference.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from moto.moto_api._internal import mock_random

from ..budgets.periods import add_months, day_of
from ..costs.categories import CostCategory
from ..costs.expressions import compiled
from ..costs.view import CostView
from ..errors import AwsError
from ..pages import page_of
from ..registry import Context, Request, Response
from . import limits
from .caller import ce_operation, invalid
from .tags import TAGS

# Source: API reference, CostCategoryRule.Rule.
DIMENSIONS = {
    "LINKED_ACCOUNT", "SERVICE_CODE", "RECORD_TYPE", "LINKED_ACCOUNT_NAME", "REGION", "USAGE_TYPE", "BILLING_ENTITY",
}  # fmt: skip
MONTH_START = re.compile(r"\d{4}-\d\d-01T00:00:00Z")
# How far back a category may begin. Source: user guide, "You can go back up to 12 months".
MONTHS_BACK = 12


def _categories(context: Context) -> dict[str, CostCategory]:
    return context.world.cost_categories.setdefault(context.account, {})


def _category(context: Context, arn: str) -> CostCategory:
    categories = _categories(context)
    if arn not in categories:
        raise AwsError("ResourceNotFoundException", f"No Cost Categories found with ID {arn.split('/')[-1]}")
    return categories[arn]


@ce_operation("CreateCostCategoryDefinition", payer_only=True)
def create_cost_category_definition(context: Context, request: Request) -> Response:
    categories = _categories(context)
    if any(category.name == request["Name"] for category in categories.values()):
        raise invalid(f"Cost category {request['Name']} already exists.")
    if len(categories) >= limits.COST_CATEGORIES:
        raise AwsError(
            "ServiceQuotaExceededException", f"An account has at most {limits.COST_CATEGORIES} cost categories."
        )
    category = CostCategory(
        arn=f"arn:aws:ce::{context.account}:costcategory/{mock_random.uuid4()}",
        name=request["Name"],
        **_checked(context, request, request["Name"]),
        tags=TAGS.of_request(request),
    )
    categories[category.arn] = category
    context.world.cost_changes += 1
    return {"CostCategoryArn": category.arn, "EffectiveStart": category.effective_start}


@ce_operation("UpdateCostCategoryDefinition", payer_only=True)
def update_cost_category_definition(context: Context, request: Request) -> Response:
    """Replaces the whole definition: a default value or split charge rules that the request lacks are gone. The AWS provider
    sends them only if they have changed, so it loses them (terraform-provider-aws 49410)."""
    category = _category(context, request["CostCategoryArn"])
    for name, value in _checked(context, request, category.name).items():
        setattr(category, name, value)
    context.world.cost_changes += 1
    return {"CostCategoryArn": category.arn, "EffectiveStart": category.effective_start}


@ce_operation("DeleteCostCategoryDefinition", payer_only=True)
def delete_cost_category_definition(context: Context, request: Request) -> Response:
    category = _category(context, request["CostCategoryArn"])
    del _categories(context)[category.arn]
    context.world.cost_changes += 1
    return {"CostCategoryArn": category.arn, "EffectiveEnd": _month(context).isoformat() + "T00:00:00Z"}


@ce_operation("DescribeCostCategoryDefinition", payer_only=True)
def describe_cost_category_definition(context: Context, request: Request) -> Response:
    return {"CostCategory": _category(context, request["CostCategoryArn"]).describe()}


@ce_operation("ListCostCategoryDefinitions", payer_only=True)
def list_cost_category_definitions(context: Context, request: Request) -> Response:
    answer = page_of(request, "CostCategoryReferences", list(_categories(context).values()))
    references = [_reference(category) for category in answer["CostCategoryReferences"]]
    return {**answer, "CostCategoryReferences": references}


def _reference(category: CostCategory) -> dict[str, Any]:
    described = category.describe()
    names = ("CostCategoryArn", "Name", "EffectiveStart", "ProcessingStatus", "DefaultValue")
    shown = {name: described[name] for name in names if name in described}
    return {**shown, "NumberOfRules": len(category.rules), "Values": category.values()}


def _month(context: Context) -> date:
    return day_of(context.now).replace(day=1)


def _checked(context: Context, request: Request, name: str) -> dict[str, Any]:
    """The settings of a category, by the names of CostCategory."""
    start = request.get("EffectiveStart") or _month(context).isoformat() + "T00:00:00Z"
    earliest = add_months(_month(context), -MONTHS_BACK)
    if not MONTH_START.fullmatch(start) or not earliest <= date.fromisoformat(start[:10]) <= _month(context):
        raise invalid(f"EffectiveStart must be the start of a month from {earliest.isoformat()} on, in UTC.")
    for rule in request["Rules"]:
        _check_rule(context, rule, name)
    default, splits = request.get("DefaultValue"), request.get("SplitChargeRules") or []
    _check_splits(request["Rules"], default, splits)
    return {
        "effective_start": start,
        "rule_version": request["RuleVersion"],
        # AWS adds the type to every rule (seen by go-to-k/cdk-real-drift 503).
        "rules": [{"Type": "REGULAR", **rule} for rule in request["Rules"]],
        "default_value": default,
        "split_charge_rules": splits,
    }


def _check_rule(context: Context, rule: dict[str, Any], name: str) -> None:
    if rule.get("InheritedValue") or rule.get("Type") == "INHERITED_VALUE":
        inherited = rule.get("InheritedValue") or {}
        if rule.get("Type") != "INHERITED_VALUE" or rule.get("Rule") or rule.get("Value"):
            raise invalid("Invalid INHERITED_VALUE rule defined. Rule and Value attributes must be null")
        if inherited.get("DimensionName") not in ("LINKED_ACCOUNT_NAME", "TAG"):
            raise invalid("A value is inherited from LINKED_ACCOUNT_NAME or TAG.")
        if (inherited["DimensionName"] == "TAG") != bool(inherited.get("DimensionKey")):
            raise invalid("A value that is inherited from TAG has a DimensionKey; another has none.")
        return
    if not rule.get("Value") or not rule.get("Rule"):
        raise invalid("Failed to create Cost Category: Invalid Rule: Value and Rule must not be null.")
    compiled(rule["Rule"], CostView(context.world, context.account, context.now))
    _check_operands(context, rule["Rule"], name)


def _check_operands(context: Context, expression: dict[str, Any], name: str) -> None:
    for part in [*(expression.get("And") or []), *(expression.get("Or") or [])]:
        _check_operands(context, part, name)
    if expression.get("Not"):
        _check_operands(context, expression["Not"], name)
    dimension = (expression.get("Dimensions") or {}).get("Key")
    if dimension and dimension not in DIMENSIONS:
        raise invalid(f"The dimension {dimension} can't be used in a cost category: {', '.join(sorted(DIMENSIONS))}.")
    other = (expression.get("CostCategories") or {}).get("Key")
    if other and (other == name or all(one.name != other for one in _categories(context).values())):
        raise invalid(f"There is no other cost category {other}.")


def _check_splits(rules: list[dict[str, Any]], default: str | None, splits: list[dict[str, Any]]) -> None:
    """A value is a source only once, and never a source and a target. Source: user guide, "Splitting charges"."""
    inherits = any(rule.get("InheritedValue") for rule in rules)
    values = {rule["Value"] for rule in rules if rule.get("Value")} | ({default} if default else set())
    sources = [split["Source"] for split in splits]
    for split in splits:
        targets = split["Targets"]
        if sources.count(split["Source"]) > 1:
            raise invalid(f"The split charge source {split['Source']} is used more than once.")
        if set(targets) & set(sources):
            raise invalid("A value can't be a split charge source and a split charge target.")
        if len(set(targets)) < len(targets):
            raise invalid("A split charge target is named twice.")
        for value in [split["Source"], *targets]:
            if value not in values and not inherits:
                raise invalid(f"The split charge rules name {value}, which is no value of the cost category.")
        _check_method(split)


def _check_method(split: dict[str, Any]) -> None:
    parameters = split.get("Parameters") or []
    if split["Method"] != "FIXED":
        if parameters:
            raise invalid(f"A split charge rule with the method {split['Method']} has no parameters.")
        return
    if len(parameters) != 1 or parameters[0]["Type"] != "ALLOCATION_PERCENTAGES":
        raise invalid("A split charge rule with the method FIXED must have ALLOCATION_PERCENTAGES.")
    try:
        shares = [float(value) for value in parameters[0]["Values"]]
    except ValueError as error:
        raise invalid("Allocation percentages must be numbers.") from error
    if len(shares) != len(split["Targets"]) or abs(sum(shares) - 100) > 1e-6 or min(shares) < 0:
        raise invalid("There must be one allocation percentage for each target, and they must sum to 100.")
