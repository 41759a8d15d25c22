"""Runs the server in the foreground: `python -m awslocal --port 24577 --state DIR`. See ../aws for the commands."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import threading
from pathlib import Path

# moto reads these when it is imported.
os.environ.pop("MOTO_ACCOUNT_ID", None)
os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
# moto must not use a profile or a region of the person who starts it.
os.environ.update(AWS_ACCESS_KEY_ID="local", AWS_SECRET_ACCESS_KEY="local", AWS_DEFAULT_REGION="us-east-1")
os.environ.pop("AWS_PROFILE", None)

from .account_hosts import start_proxy
from .address import write_address
from .application import Application
from .server import make_server
from .settings import Settings


def main() -> None:
    parser = argparse.ArgumentParser(prog="local/aws run")
    defaults = Settings()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--rates", choices=["off", "aws"], default="off")
    parser.add_argument("--account-limit", type=int, default=defaults.account_limit)
    parser.add_argument("--unit-limit", type=int, default=defaults.unit_limit)
    parser.add_argument("--creation-seconds", type=float, default=defaults.creation_seconds)
    parser.add_argument("--closing-seconds", type=float, default=defaults.closing_seconds)
    parser.add_argument("--assignment-seconds", type=float, default=defaults.assignment_seconds)
    parser.add_argument("--stack-seconds", type=float, default=defaults.stack_seconds)
    arguments = parser.parse_args()
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    settings = Settings(
        account_limit=arguments.account_limit,
        unit_limit=arguments.unit_limit,
        creation_seconds=arguments.creation_seconds,
        closing_seconds=arguments.closing_seconds,
        assignment_seconds=arguments.assignment_seconds,
        stack_seconds=arguments.stack_seconds,
        aws_rates=arguments.rates == "aws",
    )
    try:
        server = make_server(arguments.port)
    except OSError as error:
        sys.exit(f"local/aws: cannot listen on 127.0.0.1:{arguments.port}: {error.strerror}")
    try:
        server.app = Application(arguments.state, settings, arguments.version)
    except BlockingIOError:
        sys.exit(f"local/aws: the state {arguments.state} is in use by another local AWS")
    write_address(arguments.state, server.port)
    start_proxy()
    for name in (signal.SIGTERM, signal.SIGINT):
        # shutdown() waits for the loop that runs in this very thread.
        signal.signal(name, lambda *_: threading.Thread(target=server.shutdown).start())
    print(f"listening on http://127.0.0.1:{server.port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
