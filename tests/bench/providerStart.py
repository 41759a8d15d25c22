"""Measures how long the AWS provider takes to start, and the memory that it has then: tests/bench/README.md.

Each account with a provider of its own (docs/security.md) starts one more.
"""

import os
import subprocess
import time
from pathlib import Path

plugins = Path(os.environ["PULUMI_HOME"]) / "plugins"
binary = next(plugins.glob("resource-aws-v*/pulumi-resource-aws"))
for _ in range(3):
    started = time.monotonic()
    with subprocess.Popen([binary], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as provider:
        assert provider.stdout
        # It prints its port as soon as it can be asked.
        provider.stdout.readline()
        seconds = time.monotonic() - started
        status = Path(f"/proc/{provider.pid}/status").read_text()
        memory = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
        print(f"{seconds:.2f} s, {int(memory) // 1024} MB")
        provider.kill()
