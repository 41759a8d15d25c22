import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { endWithTests } from "../../endWithTests";

/** The time limit of one Pulumi process, far above the slowest run. */
const RUN_LIMIT_MS = 300_000;

/** The number of resources that a run has changed or a preview would change. What did not happen is 0. */
export interface Changes {
    readonly created: number;
    readonly updated: number;
    readonly replaced: number;
    readonly deleted: number;
    readonly imported: number;
    readonly unchanged: number;
}

/** The result and the output of one Pulumi run. */
export interface Run {
    readonly code: number | null;
    /** The user's view: stdout and stderr in their order. */
    readonly output: string;
    readonly changes: Changes;
}

/** A running process, which can be killed with everything that it has started. */
export interface RunningProcess {
    readonly ended: Promise<Run>;
    readonly kill: (signal?: NodeJS.Signals) => void;
}

/** The ids of all processes below a process. */
function descendantsOf(pid: number): number[] {
    const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
    const processes = stdout.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
    const below = (parent: number): number[] =>
        processes.flatMap(([id, of]) => (id !== undefined && of === parent ? [id, ...below(id)] : []));
    return below(pid);
}

/** Starts a command in a process group of its own. It is killed if it runs over the limit, or when the tests end. */
export function startProcess(
    command: string,
    args: readonly string[],
    folder: string,
    environment: NodeJS.ProcessEnv,
): RunningProcess {
    const child = spawn(command, args, {
        cwd: folder,
        env: environment,
        stdio: ["ignore", "pipe", "pipe"],
        detached: true,
    });
    const kill = (signal: NodeJS.Signals = "SIGKILL"): void => {
        const pid = child.pid ?? assert.fail(`${command} did not start`);
        // Pulumi puts each plugin into a process group of its own. A provider that outlived its engine would go on calling AWS.
        const plugins = signal === "SIGKILL" ? descendantsOf(pid) : [];
        for (const target of [-pid, ...plugins]) {
            try {
                process.kill(target, signal);
            } catch {
                // It has ended already.
            }
        }
    };
    endWithTests(child);
    const limit = setTimeout(kill, RUN_LIMIT_MS);
    let output = "";
    const take = (data: Buffer): void => void (output += data.toString());
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    const ended = new Promise<Run>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (code) => {
            clearTimeout(limit);
            resolve({ code, output, changes: changesIn(output) });
        });
    });
    return { ended, kill };
}
/** Pulumi's words in its summary, for what was done and for what a preview would do. */
const WORDS = {
    created: /(\d+) (?:created|to create)$/m,
    updated: /(\d+) (?:updated|to update)$/m,
    replaced: /(\d+) (?:replaced|to replace)$/m,
    deleted: /(\d+) (?:deleted|to delete)$/m,
    imported: /(\d+) (?:imported|to import)$/m,
    unchanged: /(\d+) unchanged$/m,
} as const;

function changesIn(output: string): Changes {
    const summary = output.slice(output.lastIndexOf("\nResources:"));
    const count = (word: keyof typeof WORDS): number =>
        output.includes("\nResources:") ? Number(WORDS[word].exec(summary)?.[1] ?? 0) : 0;
    return {
        created: count("created"),
        updated: count("updated"),
        replaced: count("replaced"),
        deleted: count("deleted"),
        imported: count("imported"),
        unchanged: count("unchanged"),
    };
}

/** Asserts the changes of a run. Everything that is not named must be 0, except unchanged resources. */
export function assertChanges({ changes, output }: Run, expected: Partial<Changes>): void {
    const none: Changes = { created: 0, updated: 0, replaced: 0, deleted: 0, imported: 0, unchanged: 0 };
    const { unchanged } = changes;
    assert.deepEqual(changes, { ...none, unchanged, ...expected }, output);
}

/** Asserts that a run has failed with each of the texts and without a stack trace. */
export function assertRefused({ code, output }: Run, ...texts: string[]): void {
    assert.notEqual(code, 0, output);
    assert.notEqual(code, null, output);
    // Makes the output one line, because it is easier to write a long message so.
    const flat = output.replaceAll(/\s+/g, " ");
    for (const text of texts) assert.ok(flat.includes(text), `${JSON.stringify(text)} is not in:\n${output}`);
    assert.doesNotMatch(output, /^\s+at .*:\d+:\d+\)?$/m);
}
