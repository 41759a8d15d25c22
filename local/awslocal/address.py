"""The server's address, as a configuration file of AWS's own tools.

Each checkout has its own server on a port of its own, so no committed file can contain the port. Pulumi.dev.yaml
names this file instead (aws:sharedConfigFiles), and the AWS provider and the program read the address from it.
"""

from __future__ import annotations

import os
from pathlib import Path

FILE = "config"
# Nobody has a profile of this name in ~/.aws, so without this file the name leads nowhere.
PROFILE = "aws-organization-local"


def write_address(state: Path, port: int) -> None:
    """Writes the file completely or not at all, because a run may read it at any moment."""
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
