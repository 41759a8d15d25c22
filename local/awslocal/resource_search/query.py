"""The query language of Resource Explorer.

Source: "Search query syntax reference for Resource Explorer": filters with a colon, free text otherwise; several values of a filter with
commas mean any of them; several filters mean all of them, except that the same filter twice means any of both [K]; several keywords
mean any of them; a hyphen before a filter or a keyword leaves out what matches; an asterisk ends a prefix; quotation marks hold a phrase
together. AWS looks for whole words and their beginnings, and sorts by relevance; here a keyword is looked for anywhere in the ARN, the
type, the name and the tags, and the order is that of accounts.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..errors import AwsError
from .inventory import Resource

TOKEN = re.compile(r'-?(?:[a-zA-Z.]+:)?(?:"[^"]*"|[^\s"])+')
FILTERS = {
    "accountid", "application", "id", "region", "resourcetype", "resourcetype.supports", "service", "tag", "tag.key",
    "tag.value",
}  # fmt: skip
Test = Callable[[Resource], bool]


def parse_query(text: str, with_keywords: bool = True) -> Test:
    """A test for resources. Raises ValidationException."""
    wanted: dict[str, list[Test]] = {}
    unwanted: list[Test] = []
    keywords: list[Test] = []
    for token in TOKEN.findall(text):
        negated = token.startswith("-") and len(token) > 1
        name, colon, value = token.removeprefix("-").partition(":")
        if colon and name.lower() in FILTERS:
            test = _filter(name.lower(), value)
            if negated:
                unwanted.append(test)
            else:
                wanted.setdefault(name.lower(), []).append(test)
        elif not with_keywords:
            raise AwsError(
                "ValidationException", f"The filter string has free text: {token}. It can have filters only."
            )
        else:
            (unwanted if negated else keywords).append(_keyword(token.removeprefix("-") if negated else token))

    def is_found(resource: Resource) -> bool:
        return (
            all(any(test(resource) for test in tests) for tests in wanted.values())
            and not any(test(resource) for test in unwanted)
            and (not keywords or any(test(resource) for test in keywords))
        )

    return is_found


def _unquoted(text: str) -> str:
    return text.replace('"', "")


def _values(text: str) -> list[str]:
    """The values between commas that are in no quotation marks."""
    return [_unquoted(one).lower() for one in re.findall(r'(?:"[^"]*"|[^,"])+', text)]


def _matches(actual: str, wanted: str) -> bool:
    actual = actual.lower()
    return actual.startswith(wanted[:-1]) if wanted.endswith("*") else actual == wanted


def _filter(name: str, text: str) -> Test:
    values = _values(text)
    if not values:
        raise AwsError("ValidationException", f"The filter {name} has no value.")

    def test(resource: Resource) -> bool:
        return any(_has(resource, name, value) for value in values)

    return test


def _has(resource: Resource, name: str, value: str) -> bool:
    tags = resource.tags
    if name == "tag.key":
        return any(_matches(key, value) for key in tags)
    if name == "tag.value":
        return any(_matches(one, value) for one in tags.values())
    if name == "tag":
        if value in ("none", "all"):
            return bool(tags) == (value == "all")
        key, equals, wanted = value.partition("=")
        return any(_matches(one, key) and (not equals or _matches(tags[one], wanted)) for one in tags)
    if name == "resourcetype.supports":
        return value == "tags"
    if name == "application":
        return any(key == "awsApplication" and _matches(tags[key], value) for key in tags)
    if name == "id":
        return _matches(resource.arn, value) or _matches(resource.id, value)
    actual = {
        "accountid": resource.account,
        "region": resource.region,
        "resourcetype": resource.type,
        "service": resource.service,
    }
    return _matches(actual[name], value)


def _keyword(text: str) -> Test:
    wanted = _unquoted(text).lower().rstrip("*")

    def test(resource: Resource) -> bool:
        words = [resource.arn, resource.type, resource.name, *resource.tags, *resource.tags.values()]
        return any(wanted in word.lower() for word in words)

    return test
