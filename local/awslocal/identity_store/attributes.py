"""The attributes of users and groups, and the operations that change them one by one.

A path names an attribute as the service model does, in any case of its first letters: `displayName`, `name.givenName`, `emails`. Without
a value the attribute is removed.
"""

from __future__ import annotations

from typing import Any

from ..errors import AwsError
from ..registry import Request
from ..shapes import check_request
from .caller import invalid

USER_ATTRIBUTES = (
    "UserName", "Name", "DisplayName", "NickName", "ProfileUrl", "Emails", "Addresses", "PhoneNumbers", "UserType", "Title",
    "PreferredLanguage", "Locale", "Timezone", "Photos", "Website", "Birthdate", "Roles",
)  # fmt: skip
GROUP_ATTRIBUTES = ("DisplayName", "Description")


def attributes_of(request: Request, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: request[name] for name in names if request.get(name) is not None}


def changed_attributes(
    operation: str, store: str, before: dict[str, Any], request: Request, names: tuple[str, ...]
) -> dict[str, Any]:
    """The attributes after the operations of a request. `operation` is the one that creates such a resource: its shape checks
    the result."""
    attributes = {**before, **({"Name": dict(before["Name"])} if isinstance(before.get("Name"), dict) else {})}
    for change in request["Operations"]:
        _change(attributes, change["AttributePath"], change.get("AttributeValue"), names)
    check_request("identitystore", operation, {"IdentityStoreId": store, **attributes})
    return attributes


def _change(attributes: dict[str, Any], path: str, value: Any, names: tuple[str, ...]) -> None:
    first, *rest = [_upper(part) for part in path.split(".")]
    if first not in names or len(rest) > 1 or (rest and first != "Name"):
        raise invalid(f"The attribute {path} can't be changed.")
    target = attributes.setdefault("Name", {}) if rest else attributes
    key = rest[0] if rest else first
    if value is None:
        target.pop(key, None)
    else:
        target[key] = _with_upper_keys(value)


def _with_upper_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {_upper(key): _with_upper_keys(item) for key, item in value.items() if item is not None}
    return [_with_upper_keys(item) for item in value] if isinstance(value, list) else value


def _upper(name: str) -> str:
    return name[:1].upper() + name[1:]


def unique_value(request: Request, allowed: tuple[str, ...]) -> tuple[str, str]:
    """The path in lower case and the value of an alternate identifier."""
    unique = request["AlternateIdentifier"].get("UniqueAttribute")
    if unique is None:
        raise AwsError("NotImplementedInLocalAws", "The local AWS knows no external ids: only directories of its own.")
    path = str(unique["AttributePath"]).lower()
    if path not in allowed:
        raise invalid(f"The attribute {unique['AttributePath']} is not a unique attribute")
    return path, str(unique["AttributeValue"])


def filtered(request: Request, items: list[Any], allowed: str) -> list[Any]:
    """The users or groups whose attribute a filter names. AWS documents one for each list."""
    for wanted in request.get("Filters") or []:
        if wanted["AttributePath"].lower() != allowed.lower():
            raise invalid(f"The attribute {wanted['AttributePath']} can't be used in a filter.")
        value = wanted["AttributeValue"].lower()
        items = [one for one in items if str(one.attributes.get(allowed, "")).lower() == value]
    return items
