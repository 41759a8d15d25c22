import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** A lock of a stack whose state is in a folder. */
export interface StackLock {
    readonly file: string;
    readonly pid: number;
    readonly user: string;
    readonly host: string;
    readonly since: string;
    /** Whether the process that took the lock is still running on this machine. */
    readonly alive: boolean;
}

/** The locks of a stack. Pulumi keeps one file for each. */
export function readLocks(folder: string, project: string, stack: string): StackLock[] {
    const place = path.join(folder, ".pulumi", "locks", "organization", project, stack);
    if (!fs.existsSync(place)) return [];
    return fs
        .readdirSync(place)
        .filter((name) => name.endsWith(".json"))
        .sort()
        .map((name) => {
            const file = path.join(place, name);
            let content: { pid?: number; username?: string; hostname?: string; timestamp?: string } = {};
            try {
                content = JSON.parse(fs.readFileSync(file, "utf8")) as typeof content;
            } catch {
                // A run that was killed while it took the lock has left an empty file.
            }
            const { pid = 0, username = "unknown", hostname = "unknown", timestamp = "unknown" } = content;
            return {
                file,
                pid,
                user: username,
                host: hostname,
                since: timestamp,
                alive: hostname === os.hostname() && isAlive(pid),
            };
        });
}

function isAlive(pid: number): boolean {
    if (pid <= 0) return false;
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        // The process belongs to another user. It is running, but may not be signalled.
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
}

/**
 * The attribute files that cannot be read. Pulumi writes one beside each state, unless the backend's URL has `metadata=skip`, and
 * does not write it atomically. A run that is killed meanwhile leaves an incomplete file, and the whole state becomes unreadable.
 * Without the file Pulumi uses defaults, which are fine.
 */
export function brokenAttributes(folder: string, project: string, stack: string): string[] {
    const state = path.join(folder, ".pulumi", "stacks", project, `${stack}.json`);
    return [`${state}.attrs`, `${state}.bak.attrs`].filter((file) => {
        if (!fs.existsSync(file)) return false;
        try {
            JSON.parse(fs.readFileSync(file, "utf8"));
            return false;
        } catch {
            return true;
        }
    });
}
