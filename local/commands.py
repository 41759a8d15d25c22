"""The commands of ./aws. They use only the standard library: the server's requirements are installed into a virtual
environment of its own, outside the work tree."""

import argparse
import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True  # keeps byte code out of the work tree
sys.path.insert(0, str(HERE))
from own_server import Problem, call, choose_port, find, health_of, in_use  # noqa: E402

DEFAULT_STATE = HERE.parent / ".local" / "aws"
START_SECONDS = 120
STOP_SECONDS = 5


def main():
    parser = argparse.ArgumentParser(
        prog="local/aws", description="A local AWS: moto, with AWS's own rules for AWS Organizations."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    server = argparse.ArgumentParser(add_help=False)
    server.add_argument(
        "--port", type=int, help="default: a port that belongs to the state; `run` takes 0 for any free port"
    )
    server.add_argument(
        "--state", type=Path, default=DEFAULT_STATE, help="where the journal is kept, default .local/aws"
    )
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--rates", choices=["off", "aws"], help="enforce AWS's request rates, default off")
    options.add_argument("--account-limit", help="accounts in the organization, default 1000")
    options.add_argument("--unit-limit", help="organizational units, default 2000")
    options.add_argument("--creation-seconds", help="how long an account is being created, default 0.2")
    options.add_argument("--closing-seconds", help="how long an account is being closed, default 0.2")
    options.add_argument("--assignment-seconds", help="how long access is being given or taken away, default 0.2")
    options.add_argument("--stack-seconds", help="how long a StackSet changes a stack, default 0.1")
    installed = commands.add_parser(
        "install", parents=[server], help="make its virtual environment, unless it is there already"
    )
    installed.add_argument(
        "--requirements", type=Path, help="make one for a tool of the tests instead, and print its Python"
    )
    commands.add_parser("up", parents=[server, options], help="start it in the background, unless it is running")
    commands.add_parser("down", parents=[server], help="stop it and remove its state")
    commands.add_parser("stop", parents=[server], help="stop it, and keep its state")
    commands.add_parser("status", parents=[server], help="show whether it is running")
    commands.add_parser("run", parents=[server, options], help="run it in the foreground")
    clock = commands.add_parser("clock", parents=[server], help="advance AWS's time")
    clock.add_argument("--advance-days", type=float, required=True)
    commands.add_parser(
        "complete-accounts",
        parents=[server],
        help="give each account the contact information that AWS requires before it may leave",
    )
    costs = commands.add_parser("costs", parents=[server], help="show or make cost figures")
    costs.add_argument("--seed", action="store_true", help="make realistic figures for the accounts that have none")
    costs.add_argument("--months", type=int, default=13, help="how far back they begin, default 13")
    costs.add_argument("--if-none", action="store_true", help="only if there are no figures at all")
    commands.add_parser("evaluate-budgets", parents=[server], help="run the actions of budgets over their threshold")
    arguments = parser.parse_args()
    arguments.state = arguments.state.resolve()
    actions = {
        "install": install,
        "up": up,
        "down": down,
        "stop": stop,
        "status": status,
        "run": run,
        "clock": advance_clock,
        "complete-accounts": complete_accounts,
        "costs": costs_of_accounts,
        "evaluate-budgets": evaluate_budgets,
    }
    actions[arguments.command](arguments)


def install(arguments):
    if arguments.requirements is None:
        ensure_environment()
    else:
        print(ensure_environment(arguments.requirements.resolve()))


def up(arguments):
    server = find(arguments.state, arguments.port)
    if server and server["version"] == version() and server["state"] == str(arguments.state):
        print("local AWS: running on http://127.0.0.1:%d" % server["port"])
        return
    if server:
        end(server, arguments.state)
    if in_use(arguments.state):
        raise Problem("the state %s is in use by a local AWS on another port" % arguments.state)
    python = ensure_environment()
    arguments.state.mkdir(parents=True, exist_ok=True)
    arguments.port = arguments.port or choose_port(arguments.state)
    started = time.monotonic()
    log = arguments.state / "server.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            server_command(python, arguments),
            env=server_environment(python),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    health = wait_for(process, arguments.port, log)
    replayed = " with %d recorded requests" % health["replayed"] if health["replayed"] else ""
    print(
        "local AWS: started on http://127.0.0.1:%d in %.1f s%s" % (arguments.port, time.monotonic() - started, replayed)
    )
    if health["replayFailures"]:
        print(
            "local AWS: %d recorded requests failed in the replay, see %s" % (health["replayFailures"], log),
            file=sys.stderr,
        )


def wait_for(process, port, log):
    """Waits until the server that was started answers, and returns its health."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        if process.poll() is not None:
            lines = log.read_text(errors="replace").strip().splitlines() or ["it ended without a message"]
            raise Problem(lines[-1].replace("local/aws: ", ""))
        health = health_of(port)
        if health and health["pid"] == process.pid:
            return health
        if time.monotonic() > deadline:
            process.kill()
            raise Problem("did not start within %d s, see %s" % (START_SECONDS, log))
        time.sleep(0.05)


def down(arguments):
    stopped = stop_process(arguments)
    if in_use(arguments.state):
        raise Problem("the state %s is in use by a local AWS on another port" % arguments.state)
    existed = arguments.state.exists()
    if existed and not (arguments.state / "journal.jsonl").exists() and any(arguments.state.iterdir()):
        raise Problem("%s is not a state of the local AWS, nothing was removed" % arguments.state)
    shutil.rmtree(arguments.state, ignore_errors=True)
    print(
        "local AWS: "
        + ("stopped, state removed" if stopped else "was not running, state removed" if existed else "nothing to do")
    )


def stop(arguments):
    print("local AWS: stopped" if stop_process(arguments) else "local AWS: was not running")


def status(arguments):
    server = find(arguments.state, arguments.port)
    if not server:
        print("local AWS: not running")
        sys.exit(1)
    note = "" if server["version"] == version() else ", of another version than this checkout"
    print("local AWS: running on http://127.0.0.1:%d for %d s%s" % (server["port"], server["uptimeSeconds"], note))


def run(arguments):
    python = ensure_environment()
    if arguments.port is None:
        arguments.port = choose_port(arguments.state)
    os.execve(python, server_command(python, arguments), server_environment(python))


def advance_clock(arguments):
    answer = call(running(arguments)["port"], "clock", {"advanceDays": arguments.advance_days})
    print("local AWS: it is now %s" % answer["now"])


def complete_accounts(arguments):
    completed = call(running(arguments)["port"], "complete-accounts", {})["completed"]
    print("local AWS: gave contact information to %d accounts" % len(completed))


def costs_of_accounts(arguments):
    port = running(arguments)["port"]
    if arguments.seed:
        if not 1 <= arguments.months <= 36:
            raise Problem("--months must be from 1 to 36")
        made = call(port, "costs/seed", {"months": arguments.months, "ifNone": arguments.if_none})["accounts"]
        if made or not arguments.if_none:
            print("local AWS: made cost figures of %d months for %d accounts" % (arguments.months, made))
        return
    known = call(port, "costs")
    print(
        "local AWS: made-up cost figures for %d accounts, and %d series from tests"
        % (known["seededAccounts"], known["series"])
    )


def evaluate_budgets(arguments):
    changes = call(running(arguments)["port"], "budgets/evaluate", {})["changes"]
    for change in changes:
        print("local AWS: the action of the budget %(budget)s: %(before)s -> %(after)s" % change)
    if not changes:
        print("local AWS: no budget is over the threshold of an action")


def running(arguments):
    server = find(arguments.state, arguments.port)
    if not server:
        raise Problem("is not running; `local/aws up` starts it")
    return server


def server_command(python, arguments):
    command = [
        str(python),
        "-m",
        "awslocal",
        "--port",
        str(arguments.port),
        "--state",
        str(arguments.state),
        "--version",
        version(),
    ]
    for name in (
        "rates",
        "account_limit",
        "unit_limit",
        "creation_seconds",
        "closing_seconds",
        "assignment_seconds",
        "stack_seconds",
    ):
        if getattr(arguments, name) is not None:
            command += ["--" + name.replace("_", "-"), getattr(arguments, name)]
    return command


def server_environment(python):
    """Compiled modules are kept beside the virtual environment, and not in the work tree: they are more than half of the server's start."""
    environment = {**os.environ, "PYTHONPATH": str(HERE), "PYTHONPYCACHEPREFIX": str(python.parent.parent / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def version():
    """A text that changes with the server's code and its requirements."""
    digest = hashlib.sha256()
    for path in sorted([HERE / "requirements.txt", *HERE.glob("awslocal/**/*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def ensure_environment(requirements=HERE / "requirements.txt"):
    """The Python of the virtual environment, which is created if it is missing."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "aws-organization"
    name = requirements.parent.name
    digest = hashlib.sha256(requirements.read_bytes() + ("%d.%d" % sys.version_info[:2]).encode()).hexdigest()[:12]
    environment = cache / ("%s-%s" % (name, digest))
    python = environment / "bin" / "python"
    complete = environment / "complete"
    if complete.exists():
        return python
    cache.mkdir(parents=True, exist_ok=True)
    what = "moto" if name == "local" else name
    print("local AWS: installing %s into %s, once" % (what, environment), file=sys.stderr)
    # Created under another name first, so that two starts at the same time do not disturb each other.
    making = cache / ("making-%s-%d" % (digest, os.getpid()))
    try:
        step(
            [sys.executable, "-m", "venv", str(making)],
            "cannot make a virtual environment (on Debian: apt install python3-venv)",
        )
        pip = [
            str(making / "bin" / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-compile",
            "--require-hashes",
        ]
        step(
            [*pip, "--only-binary", ":all:", "-r", str(requirements)],
            "pip cannot install the requirements (is its index reachable?)",
        )
        (making / "complete").touch()
        if not environment.exists():
            with contextlib.suppress(OSError):  # another start was faster
                making.rename(environment)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return python


def step(command, problem):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        lines = (
            [line for line in done.stdout.strip().splitlines() if "ERROR" in line]
            or done.stdout.strip().splitlines()
            or [""]
        )
        raise Problem("%s: %s" % (problem, lines[-1]))


def stop_process(arguments):
    """Ends the server that has our state."""
    server = find(arguments.state, arguments.port)
    if server:
        end(server, arguments.state)
    return server is not None


def end(server, state):
    os.kill(server["pid"], signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while in_use(state) or answers(server):
        if time.monotonic() > deadline:
            with contextlib.suppress(ProcessLookupError):
                os.kill(server["pid"], signal.SIGKILL)
        time.sleep(0.02)


def answers(server):
    """Whether this very server still answers. The next server on its port may be another checkout's."""
    try:
        health = health_of(server["port"])
    except Problem:
        return False
    return bool(health) and health["pid"] == server["pid"]


if __name__ == "__main__":
    try:
        main()
    except Problem as problem:
        sys.exit("local/aws: %s" % problem)
    except OSError as error:
        # For example a full disk, or a folder without write permission.
        sys.exit("local/aws: %s: %s" % (error.filename or "the operating system says", error.strerror or error))
    except KeyboardInterrupt:
        sys.exit(130)
