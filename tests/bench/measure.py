"""Runs a command and prints what it took, with all the processes it started, as JSON.

measure.py COMMAND [ARG ...]; the command's own output goes to standard error where it fails, and nowhere else.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time


def tree_memory(root: int) -> int:
    """The resident memory of a process and its descendants, in bytes. Shared pages count once for each process."""
    rows = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,rss="], capture_output=True, text=True, check=True).stdout
    children: dict[int, list[int]] = {}
    resident: dict[int, int] = {}
    for row in rows.splitlines():
        pid, parent, rss = (int(field) for field in row.split())
        children.setdefault(parent, []).append(pid)
        resident[pid] = rss * 1024
    total, open_ = 0, [root]
    while open_:
        pid = open_.pop()
        total += resident.get(pid, 0)
        open_ += children.get(pid, [])
    return total


def main() -> None:
    peak = 0
    with tempfile.TemporaryFile() as output:
        started = time.monotonic()
        process = subprocess.Popen(sys.argv[1:], stdout=output, stderr=subprocess.STDOUT)
        ended = threading.Event()

        def watch() -> None:
            nonlocal peak
            while not ended.wait(0.1):
                peak = max(peak, tree_memory(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        code = process.wait()
        wall = time.monotonic() - started
        ended.set()
        watcher.join()
        if code != 0:
            output.seek(0)
            os.write(2, output.read())
            sys.exit(code)
    # `ps` ran some times a second, and is counted with the children: about 10 ms each time.
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "memory": peak}))


main()
