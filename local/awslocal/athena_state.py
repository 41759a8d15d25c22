"""The queries of Athena, and the answers that tests have given."""

from __future__ import annotations

from dataclasses import dataclass, field

SCANNED = 10_485_760


@dataclass(frozen=True)
class QueryAnswer:
    """The answer to the queries whose SQL the pattern matches somewhere. The newest answer that matches counts."""

    pattern: str
    columns: list[tuple[str, str]]
    rows: list[list[str | None]]
    failure: str | None = None
    scanned: int = SCANNED


@dataclass
class Query:
    id: str
    account: str
    sql: str
    database: str
    workgroup: str
    output: str
    started: float
    answer: QueryAnswer
    cancelled: bool = False
    # Whether somebody has asked for its state: the first answer is RUNNING.
    asked: bool = False

    @property
    def state(self) -> str:
        if self.cancelled:
            return "CANCELLED"
        if not self.asked:
            return "RUNNING"
        return "FAILED" if self.answer.failure else "SUCCEEDED"


@dataclass
class Athena:
    answers: list[QueryAnswer] = field(default_factory=list)
    queries: dict[str, Query] = field(default_factory=dict)
    # By the token of the request: a repeated request starts no second query.
    by_token: dict[str, str] = field(default_factory=dict)
