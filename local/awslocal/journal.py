"""The state on disk: every request that changed something, in order. A replay gives the same ids and times, because
each entry contains its time and the seed of its random numbers.

Each line is a JSON object and is flushed before the caller gets the answer, so everything that was answered survives
a kill -9. An incomplete last line was never answered, and is removed.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from .call import CREDENTIAL

# Not recorded: credentials, and headers that belong to the connection.
UNRECORDED_HEADERS = {
    "HTTP_AUTHORIZATION",
    "HTTP_X_AMZ_SECURITY_TOKEN",
    "HTTP_CONNECTION",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_EXPECT",
}


class Journal:
    def __init__(self, directory: Path):
        """Raises BlockingIOError if another server uses the directory."""
        directory.mkdir(parents=True, exist_ok=True)
        self.path = directory / "journal.jsonl"
        self._file: BinaryIO = self.path.open("ab")
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def entries(self) -> Iterator[dict[str, Any]]:
        """All entries. Removes an incomplete last line."""
        whole = 0
        with self.path.open("rb") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    break
                whole += len(line)
                yield json.loads(line)
        if whole < self.path.stat().st_size:
            os.truncate(self.path, whole)

    def append(self, entry: dict[str, Any]) -> None:
        self._file.write(json.dumps(entry, separators=(",", ":")).encode() + b"\n")
        self._file.flush()

    def clear(self) -> None:
        self._file.truncate(0)


def request_entry(environ: dict[str, Any], body: bytes, account: str, at: float, seed: int) -> dict[str, Any]:
    headers = {
        name: value for name, value in environ.items() if name.startswith("HTTP_") and name not in UNRECORDED_HEADERS
    }
    entry: dict[str, Any] = {
        "at": at,
        "seed": seed,
        "account": account,
        "method": environ["REQUEST_METHOD"],
        "path": environ["PATH_INFO"],
        "headers": headers,
    }
    if environ.get("QUERY_STRING"):
        entry["query"] = environ["QUERY_STRING"]
    if environ.get("CONTENT_TYPE"):
        entry["type"] = environ["CONTENT_TYPE"]
    credential = CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
    if credential:
        entry["credential"] = credential[0]
    try:
        entry["body"] = body.decode("ascii")
    except UnicodeDecodeError:
        entry["bytes"] = base64.b64encode(body).decode("ascii")
    return entry


def environ_of(entry: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The WSGI request of an entry, for a replay."""
    body = base64.b64decode(entry["bytes"]) if "bytes" in entry else entry["body"].encode()
    environ: dict[str, Any] = {
        "REQUEST_METHOD": entry["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": entry["path"],
        "QUERY_STRING": entry.get("query", ""),
        "REQUEST_URI": entry["path"] + ("?" + entry["query"] if "query" in entry else ""),
        "RAW_URI": entry["path"] + ("?" + entry["query"] if "query" in entry else ""),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": entry.get("type", ""),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **entry["headers"],
    }
    if "credential" in entry:
        environ["HTTP_AUTHORIZATION"] = (
            f"AWS4-HMAC-SHA256 {entry['credential']}, SignedHeaders=host, Signature=replayed"
        )
    return environ, body
