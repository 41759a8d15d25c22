"""Who called what, for the test that compares the calls with the permissions of the roles (tests/roles).

The environment variable AWS_ORGANIZATION_CALLS names a folder. Each server appends to a file of its own there, so servers that run at
the same time do not disturb each other. A call that was recorded once is not recorded again.

Tests say who is calling in the file `caller` of the state's folder: `preview`, `up`, `org quarantine`. What they call themselves has
the application id `tests` in its user agent (tests/local/server.ts), and is not recorded.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

from .call import DEFAULT_ACCOUNT, Call

FOLDER = "AWS_ORGANIZATION_CALLS"
OF_TESTS = re.compile(r"\bapp/tests\b")


class CallerRecord:
    def __init__(self, state: Path):
        folder = os.environ.get(FOLDER)
        self._file = Path(folder) / f"{os.getpid()}.jsonl" if folder else None
        self._caller = state / "caller"
        self._seen: set[str] = set()

    def current(self) -> str:
        """Who is calling at this moment; empty if nobody says."""
        if self._file is None:
            return ""
        try:
            return self._caller.read_text().strip()
        except OSError:
            return ""

    def add(self, caller: str, call: Call, account: str, environ: dict[str, Any], body: bytes) -> None:
        if self._file is None or not caller or OF_TESTS.search(environ.get("HTTP_USER_AGENT", "")):
            return
        entry = {"caller": caller, "call": call.name, "inManagementAccount": account == DEFAULT_ACCOUNT}
        resource = _resource(call, account, environ, body)
        if resource:
            entry["resource"] = resource
        line = json.dumps(entry, sort_keys=True)
        if line in self._seen:
            return
        self._seen.add(line)
        with self._file.open("a") as file:
            file.write(line + "\n")


def _resource(call: Call, account: str, environ: dict[str, Any], body: bytes) -> str | None:
    """The ARN of what the call is about, where permissions depend on it."""
    if call.service == "s3":
        path = unquote(environ["PATH_INFO"]).strip("/")
        return f"arn:aws:s3:::{path}" if path else None
    if call.service in ("iam", "sts"):
        form = parse_qs(body.decode("utf-8", "replace"))
        if "RoleArn" in form:
            return form["RoleArn"][0]
        if "RoleName" in form:
            return f"arn:aws:iam::{account}:role/{form['RoleName'][0]}"
    if call.service == "budgets" and "Action" in call.operation and body:
        request = json.loads(body)
        if "BudgetName" in request:
            return f"arn:aws:budgets::{account}:budget/{request['BudgetName']}/action/{request.get('ActionId', 'new')}"
    return None
