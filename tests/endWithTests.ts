import { spawn, type ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import * as path from "node:path";

/**
 * Makes a process end when the process that tests ends, with everything that it has started. Nothing runs in a process that gets SIGTERM
 * or kill -9, so a small process beside it watches: a provider of 300 MB would stay for hours.
 */
export function endWithTests(child: ChildProcess): void {
    if (child.pid === undefined) return;
    const watchdog = spawn(path.join(__dirname, "watchdog"), [String(child.pid)], {
        stdio: ["pipe", "ignore", "ignore"],
        // Ctrl-C and a kill of the tests' process group do not reach it.
        detached: true,
    });
    watchdog.unref();
    (watchdog.stdin as Socket).unref();
    watchdog.stdin.once("error", () => undefined);
    child.once("exit", () => watchdog.stdin.end("ended\n"));
}
