"""Finds this checkout's server, and chooses its port. Used by ./aws; needs only the standard library.

Every state folder has a server of its own, which writes its address into the folder (awslocal/address.py). A server
on that port counts as ours only if it says that it has this very folder: after a restart of the machine, another
checkout may have the port.
"""

import contextlib
import fcntl
import hashlib
import json
import re
import socket
import time
import urllib.request
from pathlib import Path

# The port of all servers before each checkout had its own. An old state keeps it, because the provider's settings in it
# contain that port.
FORMER_PORT = 4577
# Below the range from which operating systems assign ports.
FIRST_PORT = 20000
PORTS = 10000
TRIES = 20
ANSWER_SECONDS = 120
CLOSING_SECONDS = 5


class Problem(Exception):
    """An error that the user sees as one line."""


def find(state, port=None):
    """The health of the server that has the state, with its port. None if none runs. If a port is given, only that one
    is asked."""
    for candidate in [port] if port else known_ports(state):
        try:
            health = health_of(candidate)
        except Problem:
            if port:
                raise
            continue
        if not health:
            continue
        if has_state(health, state):
            return {**health, "port": candidate}
        if port:
            raise Problem("another local AWS runs on port %d, with the state %s" % (port, health["state"]))
    return None


def has_state(health, state):
    there = Path(health["state"])
    if there == state:
        return True
    try:
        return there.samefile(state)
    except OSError:
        # The folder was moved while the server ran, and the server still holds the lock.
        return not there.exists() and in_use(state)


def known_ports(state):
    recorded = recorded_port(state)
    return [port for port in (recorded, FORMER_PORT) if port]


def recorded_port(state):
    try:
        text = (state / "config").read_text()
    except OSError:
        return None
    match = re.search(r"^endpoint_url = http://127\.0\.0\.1:(\d+)$", text, re.MULTILINE)
    return int(match[1]) if match else None


def choose_port(state):
    """A free port: the state's former port, otherwise one that is calculated from the folder's path."""
    recorded = recorded_port(state)
    start = int.from_bytes(hashlib.sha256(str(state).encode()).digest()[:4], "big")
    own = [FIRST_PORT + (start + number) % PORTS for number in range(TRIES)]
    former = [FORMER_PORT] if (state / "journal.jsonl").exists() and not recorded else []
    for port in [*([recorded] if recorded else former), *own]:
        if is_free(port):
            return port
    raise Problem("the ports %s are all taken; choose another with --port" % ", ".join(map(str, own)))


def is_free(port):
    with contextlib.closing(socket.socket()) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def in_use(state):
    """Whether a server uses the state. It holds a lock on its journal as long as it lives."""
    try:
        with (state / "journal.jsonl").open("rb") as journal:
            fcntl.flock(journal, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        pass
    return False


def health_of(port):
    """The health of the server on the port, or None if there is none."""
    deadline = time.monotonic() + CLOSING_SECONDS
    while True:
        try:
            health = call(port, "health")
        except OSError as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, ConnectionRefusedError):
                return None
            # A server that is ending closes connections without an answer.
            if isinstance(reason, ConnectionResetError) and time.monotonic() < deadline:
                time.sleep(0.05)
                continue
            health = None
        except ValueError:
            health = None
        if not isinstance(health, dict) or health.get("service") != "local-aws":
            raise Problem("port %d is taken by another program; choose another with --port" % port)
        return health


def call(port, endpoint, body=None):
    data = None if body is None else json.dumps(body).encode()
    # Ignores the environment's proxies, because the server is on this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(
        urllib.request.Request("http://127.0.0.1:%d/_local/%s" % (port, endpoint), data), timeout=ANSWER_SECONDS
    ) as response:
        return json.load(response)
