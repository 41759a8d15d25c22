"""Where the server listens, as a configuration file of AWS's own tools.

Each checkout has its own server on a port of its own, so the port cannot stand in a file that is committed. Pulumi.dev.yaml names
this file instead (aws:sharedConfigFiles), and the AWS provider and the program read the address here.
"""

from __future__ import annotations

import os
from pathlib import Path

FILE = "config"
# A name that nobody has in ~/.aws: without this file nothing answers to it.
PROFILE = "aws-organization-local"


def write_address(state: Path, port: int) -> None:
    """Whole or not at all: a run may read it at any moment."""
    text = (
        "# Written by the local AWS at each start.\n"
        f"[profile {PROFILE}]\n"
        "region = us-east-1\n"
        "aws_access_key_id = local\n"
        "aws_secret_access_key = local\n"
        f"endpoint_url = http://127.0.0.1:{port}\n"
    )
    temporary = state / f"{FILE}.{os.getpid()}"
    temporary.write_text(text)
    temporary.replace(state / FILE)
