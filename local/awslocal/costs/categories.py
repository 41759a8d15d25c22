"""A cost category: rules that give each charge a value.

Source: "Managing your costs with AWS Cost Categories" and the API reference of AWS Cost Explorer, CostCategoryRule: the
first rule that matches decides; a charge that no rule matches has the default value, or none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .expressions import Names, compiled, dimension_of
from .figures import Attributes

# A rule as a function: the value that it gives, or None if it does not match.
Rule = Callable[[Attributes], "str | None"]


@dataclass
class CostCategory:
    arn: str
    name: str
    effective_start: str
    rule_version: str
    rules: list[dict[str, Any]]
    default_value: str | None
    split_charge_rules: list[dict[str, Any]]
    tags: dict[str, str] = field(default_factory=dict)
    _rules: list[Rule] | None = None
    _values: dict[Attributes, str | None] = field(default_factory=dict)
    _version: object = None

    def value_of(self, attributes: Attributes, names: Names, version: object) -> str | None:
        """`version` changes with everything that the rules look up."""
        if self._rules is None or self._version != version:
            self._rules = [_compiled_rule(rule, names) for rule in self.rules]
            self._values, self._version = {}, version
        if attributes not in self._values:
            found = (rule(attributes) for rule in self._rules)
            self._values[attributes] = next((value for value in found if value), self.default_value)
        return self._values[attributes]

    def values(self) -> list[str]:
        """The values that the definition names."""
        named = [rule["Value"] for rule in self.rules if rule.get("Value")]
        return list(dict.fromkeys([*named, *([self.default_value] if self.default_value else [])]))

    def describe(self) -> dict[str, Any]:
        answer: dict[str, Any] = {
            "CostCategoryArn": self.arn,
            "EffectiveStart": self.effective_start,
            "Name": self.name,
            "RuleVersion": self.rule_version,
            "Rules": self.rules,
            "ProcessingStatus": [{"Component": "COST_EXPLORER", "Status": "APPLIED"}],
        }
        if self.default_value:
            answer["DefaultValue"] = self.default_value
        if self.split_charge_rules:
            answer["SplitChargeRules"] = self.split_charge_rules
        return answer


def _compiled_rule(rule: dict[str, Any], names: Names) -> Rule:
    inherited = rule.get("InheritedValue")
    if inherited:
        key = inherited.get("DimensionKey") or ""
        if inherited.get("DimensionName") == "TAG":
            return lambda attributes: names.tag(attributes, key)
        return dimension_of(names, "LINKED_ACCOUNT_NAME")
    predicate = compiled(rule["Rule"], names)
    value = rule["Value"]
    return lambda attributes: value if predicate(attributes) else None
