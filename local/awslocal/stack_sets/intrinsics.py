"""Intrinsic functions that moto's CloudFormation lacks or reads wrongly: Fn::Cidr, Fn::GetAZs of a region that is a reference, Fn::GetAtt as
one text, and AWS::NoValue in a list. Installed when this module is imported."""

from __future__ import annotations

import ipaddress
from typing import Any

from moto.cloudformation import parsing

ZONES = ("a", "b", "c")
_clean = parsing.clean_json


def clean_json(value: Any, resources: Any) -> Any:
    """The value with all functions filled in."""
    if isinstance(value, list):
        cleaned = [clean_json(one, resources) for one in value]
        return [one for one in cleaned if one is not None]
    if isinstance(value, dict) and len(value) == 1:
        [(name, argument)] = value.items()
        if name == "Fn::GetAZs":
            region = clean_json(argument, resources) or resources["AWS::Region"]
            return [f"{region}{zone}" for zone in ZONES]
        if name == "Fn::Cidr":
            return _blocks(*clean_json(argument, resources))
        if name == "Fn::GetAtt":
            parts = argument.split(".", 1) if isinstance(argument, str) else argument
            return _attribute(_clean({name: parts}, resources), parts, resources)
    return _clean(value, resources)


def _attribute(value: Any, parts: list[str], resources: Any) -> Any:
    """moto gives the function itself back if it lacks the attribute. In a stack of a StackSet that is an error."""
    if isinstance(value, dict) and "Fn::GetAtt" in value and hasattr(resources, "made"):
        raise NotImplementedError(f"NotImplementedInLocalAws: the local AWS has no attribute {parts[1]} of {parts[0]}")
    return value


def _blocks(block: str, count: int | str, bits: int | str) -> list[str]:
    """`count` blocks of `bits` host bits each, from the beginning of the block."""
    network = ipaddress.ip_network(block)
    subnets = network.subnets(new_prefix=network.max_prefixlen - int(bits))
    return [str(subnet) for subnet, _ in zip(subnets, range(int(count)), strict=False)]


vars(parsing)["clean_json"] = clean_json
