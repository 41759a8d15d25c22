"""The part of SQL that AWS Config's advanced queries have.

Source: "Query components" and "Limitations" in the AWS Config Developer Guide: SELECT with properties, aliases and COUNT, MIN, MAX, SUM,
AVG; WHERE with =, <, >, <=, >=, IN, BETWEEN, LIKE with a percent sign at the end, AND, OR, NOT and parentheses; GROUP BY; ORDER BY.
There is no FROM and no LIMIT. Comparisons of text are exact here; AWS's ignore the case of some properties [K].
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import AwsError

TOKEN = re.compile(r"\s*(?:('(?:[^']|'')*')|(<=|>=|!=|<>|[=<>(),*])|([A-Za-z_][\w.:\-]*|-?\d+(?:\.\d+)?))")
AGGREGATES = ("COUNT", "MIN", "MAX", "SUM", "AVG")
Item = dict[str, Any]
Test = Callable[[Item], bool]


@dataclass(frozen=True)
class Column:
    property: str
    alias: str
    aggregate: str | None = None


@dataclass(frozen=True)
class Query:
    columns: list[Column]
    test: Test
    groups: list[str]
    # The alias or property, and whether it descends.
    order: list[tuple[str, bool]]

    def run(self, items: Sequence[Item]) -> list[Item]:
        found = [item for item in items if self.test(item)]
        if self.groups or any(column.aggregate for column in self.columns):
            rows = self._grouped(found)
        else:
            rows = [self._row(item) for item in found]
            for name, descends in reversed(self.order):
                pairs = sorted(
                    zip(found, rows, strict=True), key=lambda pair: _sortable(value_of(pair[0], name)), reverse=descends
                )
                found, rows = [item for item, _ in pairs], [row for _, row in pairs]
            return rows
        for name, descends in reversed(self.order):
            rows.sort(key=lambda row: _sortable(row.get(name)), reverse=descends)
        return rows

    def _row(self, item: Item) -> Item:
        row: Item = {}
        for column in self.columns:
            if column.property == "*":
                row.update(item)
                continue
            value = value_of(item, column.property)
            if value is not None:
                _put(row, column.alias, value)
        return row

    def _grouped(self, items: Sequence[Item]) -> list[Item]:
        groups: dict[tuple[str, ...], list[Item]] = {}
        for item in items:
            groups.setdefault(tuple(str(value_of(item, name)) for name in self.groups), []).append(item)
        if not self.groups and not groups:
            groups[()] = []
        rows = []
        for members in groups.values():
            row: Item = {}
            for column in self.columns:
                values = [value_of(one, column.property) for one in members] if column.property != "*" else members
                if column.aggregate is None:
                    row[column.alias] = values[0] if values else None
                else:
                    row[column.alias] = _aggregate(column.aggregate, [one for one in values if one is not None])
            rows.append(row)
        return rows


def _aggregate(name: str, values: list[Any]) -> Any:
    if name == "COUNT":
        return len(values)
    if not values:
        return None
    if name in ("MIN", "MAX"):
        return min(values) if name == "MIN" else max(values)
    total = sum(float(one) for one in values)
    return total if name == "SUM" else total / len(values)


def _put(row: Item, path: str, value: Any) -> None:
    """`configuration.instanceType` becomes an object in an object."""
    *parents, last = path.split(".")
    for parent in parents:
        row = row.setdefault(parent, {})
    row[last] = value


def value_of(item: Item, path: str) -> Any:
    """The value at a path. `tags.key` and such are lists, for which a comparison means any of them."""
    current: Any = item
    for part in path.split("."):
        if isinstance(current, list):
            current = [one.get(part) for one in current if isinstance(one, dict) and part in one]
        elif isinstance(current, dict):
            current = current.get(part)
        else:
            return None
    return current


def _sortable(value: Any) -> tuple[int, Any]:
    return (0, "") if value is None else (1, value) if isinstance(value, (int, float)) else (2, str(value))


def invalid(message: str) -> AwsError:
    return AwsError("InvalidExpressionException", message)


def parse(text: str) -> Query:
    return _Parser(text).query()


class _Parser:
    def __init__(self, text: str):
        self._tokens: list[str] = []
        at = 0
        text = text.strip().rstrip(";")
        while at < len(text):
            match = TOKEN.match(text, at)
            if match is None or match.end() == at:
                raise invalid(f"The expression is not valid near: {text[at : at + 20]}")
            self._tokens.append(match[1] or match[2] or match[3])
            at = match.end()
        self._at = 0

    def query(self) -> Query:
        self._expect("SELECT")
        columns = [self._column()]
        while self._take(","):
            columns.append(self._column())
        test: Test = lambda item: True  # noqa: E731
        if self._take("WHERE"):
            test = self._or()
        groups: list[str] = []
        if self._take("GROUP"):
            self._expect("BY")
            groups.append(self._name())
            while self._take(","):
                groups.append(self._name())
        order: list[tuple[str, bool]] = []
        if self._take("ORDER"):
            self._expect("BY")
            order.append(self._direction())
            while self._take(","):
                order.append(self._direction())
        if self._at < len(self._tokens):
            raise invalid(f"The expression is not valid near: {self._tokens[self._at]}")
        return Query(columns, test, groups, order)

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self, word: str) -> bool:
        if self._peek().upper() == word:
            self._at += 1
            return True
        return False

    def _expect(self, word: str) -> None:
        if not self._take(word):
            raise invalid(f"The expression needs {word}, and has {self._peek() or 'its end'}.")

    def _name(self) -> str:
        token = self._peek()
        if not re.match(r"[A-Za-z_*]", token):
            raise invalid(f"The expression needs a property, and has {token or 'its end'}.")
        self._at += 1
        return token

    def _column(self) -> Column:
        name, aggregate = self._name(), None
        if name.upper() in AGGREGATES and self._take("("):
            aggregate, name = name.upper(), self._name()
            self._expect(")")
        alias = f"{aggregate}({name})" if aggregate else name
        if self._take("AS"):
            alias = self._name()
        return Column(name, alias, aggregate)

    def _direction(self) -> tuple[str, bool]:
        name = self._column().alias
        descends = self._take("DESC")
        if not descends:
            self._take("ASC")
        return name, descends

    # ---- conditions

    def _or(self) -> Test:
        tests = [self._and()]
        while self._take("OR"):
            tests.append(self._and())
        return lambda item: any(test(item) for test in tests)

    def _and(self) -> Test:
        tests = [self._not()]
        while self._take("AND"):
            tests.append(self._not())
        return lambda item: all(test(item) for test in tests)

    def _not(self) -> Test:
        if self._take("NOT"):
            test = self._not()
            return lambda item: not test(item)
        if self._take("("):
            test = self._or()
            self._expect(")")
            return test
        return self._comparison()

    def _comparison(self) -> Test:
        name = self._name()
        negated = self._take("NOT")
        if self._take("IN"):
            self._expect("(")
            wanted = [self._value()]
            while self._take(","):
                wanted.append(self._value())
            self._expect(")")
            test = _any(name, lambda value: any(_compared(value, one) == 0 for one in wanted))
        elif self._take("LIKE"):
            pattern = str(self._value())
            if "%" in pattern[:-1] or ("_" in pattern and not pattern.endswith("%")):
                raise invalid("LIKE allows a percent sign at the end only.")
            test = _any(name, lambda value: _like(value, pattern))
        elif self._take("BETWEEN"):
            low = self._value()
            self._expect("AND")
            high = self._value()
            test = _any(name, lambda value: _compared(value, low) >= 0 and _compared(value, high) <= 0)
        else:
            operator = self._peek()
            if operator not in ("=", "!=", "<>", "<", ">", "<=", ">="):
                raise invalid(f"{operator or 'The end'} is not an operator.")
            self._at += 1
            wanted_value = self._value()
            test = _any(name, lambda value: _holds(operator, value, wanted_value))
        return (lambda item: not test(item)) if negated else test

    def _value(self) -> Any:
        token = self._peek()
        self._at += 1
        if token.startswith("'"):
            return token[1:-1].replace("''", "'")
        if re.fullmatch(r"-?\d+(\.\d+)?", token):
            return float(token)
        if token.lower() in ("true", "false"):
            return token.lower() == "true"
        raise invalid(f"{token or 'The end'} is not a value: text stands in single quotation marks.")


def _any(name: str, test: Callable[[Any], bool]) -> Test:
    def matches(item: Item) -> bool:
        value = value_of(item, name)
        return any(test(one) for one in value) if isinstance(value, list) else value is not None and test(value)

    return matches


def _compared(value: Any, wanted: Any) -> int:
    """Below, equal or above, as numbers if both are numbers."""
    if isinstance(value, (int, float)) and isinstance(wanted, (int, float)):
        left: Any = float(value)
        right: Any = float(wanted)
    else:
        left, right = str(value).lower() if isinstance(value, bool) else str(value), str(wanted)
        right = right.lower() if isinstance(value, bool) else right
    return int(left > right) - int(left < right)


def _like(value: Any, pattern: str) -> bool:
    return str(value).startswith(pattern[:-1]) if pattern.endswith("%") else str(value) == pattern


def _holds(operator: str, value: Any, wanted: Any) -> bool:
    compared = _compared(value, wanted)
    return {
        "=": compared == 0,
        "!=": compared != 0,
        "<>": compared != 0,
        "<": compared < 0,
        ">": compared > 0,
        "<=": compared <= 0,
        ">=": compared >= 0,
    }[operator]
