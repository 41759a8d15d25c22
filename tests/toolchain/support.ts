import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

export const checkout = path.resolve(__dirname, "../..");
export const toolchain = path.join(checkout, "toolchain");

/** The programs that the scripts may use. The PATH contains nothing else of this machine: no pulumi, no go, no node. */
const TOOLS = [
    "awk",
    "bash",
    "cat",
    "chmod",
    "cp",
    "curl",
    "cut",
    "df",
    "env",
    "flock",
    "grep",
    "gzip",
    "head",
    "ln",
    "mkdir",
    "mktemp",
];
const MORE_TOOLS = [
    "mv",
    "readlink",
    "rm",
    "sed",
    "sha256sum",
    "shasum",
    "sleep",
    "stat",
    "tail",
    "tar",
    "tee",
    "touch",
    "tr",
    "dirname",
];

/** Temporary directories, which `cleanUp` removes. */
const directories: string[] = [];

export function temporary(name = ""): string {
    const directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "toolchain-test-")));
    directories.push(directory);
    return name
        ? fs.mkdirSync(path.join(directory, name), { recursive: true })! && path.join(directory, name)
        : directory;
}

export function cleanUp(): void {
    for (const directory of directories.splice(0)) fs.rmSync(directory, { recursive: true, force: true });
}

/** A directory for PATH, with links to the tools. */
export function tools(without: string[] = []): string {
    const directory = temporary("tools");
    for (const tool of [...TOOLS, ...MORE_TOOLS].filter((name) => !without.includes(name))) {
        const found = (process.env["PATH"] ?? "")
            .split(path.delimiter)
            .map((entry) => path.join(entry, tool))
            .find((file) => fs.existsSync(file));
        if (found) fs.symlinkSync(fs.realpathSync(found), path.join(directory, tool));
    }
    return directory;
}

/** A directory with one executable bash script. */
export function script(name: string, text: string, directory = temporary("bin")): string {
    fs.writeFileSync(path.join(directory, name), `#!/usr/bin/env bash\n${text}\n`, { mode: 0o755 });
    return directory;
}

/** A stand-in for the CLI that prints its version and counts its calls. */
export function pulumi(version: string, directory?: string): string {
    return script("pulumi", `echo "$*" >>"\${0%/*}/calls"\ncase $1 in version) echo v${version} ;; esac`, directory);
}

export const lines = (file: string): string[] =>
    fs.existsSync(file) ? fs.readFileSync(file, "utf8").split("\n").filter(Boolean) : [];

export interface Run {
    process: ChildProcess;
    /** Resolves when stderr contains the text; rejects if the run ends without it. */
    says(text: string): Promise<void>;
    ended: Promise<{ status: number | null; stdout: string; stderr: string }>;
}

export function start(command: string, args: string[], env: Record<string, string>): Run {
    const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    const waiting: { text: string; resolve: () => void; reject: (error: Error) => void }[] = [];
    child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
    child.stderr.on("data", (data: Buffer) => {
        stderr += data.toString();
        for (const { text, resolve } of waiting) if (stderr.includes(text)) resolve();
    });
    const ended = new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve, reject) => {
        child.on("error", reject);
        child.on("close", (status) => {
            for (const { text, reject: fail } of waiting) fail(new Error(`ended without saying "${text}": ${stderr}`));
            resolve({ status, stdout, stderr });
        });
    });
    const says = (text: string) =>
        new Promise<void>((resolve, reject) => {
            if (stderr.includes(text)) resolve();
            else waiting.push({ text, resolve, reject });
        });
    return { process: child, says, ended };
}

export const run = (command: string, args: string[], env: Record<string, string>) => start(command, args, env).ended;

/** Resolves when the process has ended, even if its parent has not asked for the exit code yet. The test's timeout limits the waiting. */
export async function vanished(pid: number): Promise<void> {
    for (;;) {
        try {
            process.kill(pid, 0);
            if (/\) Z /.test(fs.readFileSync(`/proc/${pid}/stat`, "utf8"))) return;
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code === "ESRCH" || !fs.existsSync(`/proc/${pid}`)) return;
        }
        await new Promise(setImmediate);
    }
}

/** Copies what the scripts need into a separate checkout. */
export function copyOfCheckout(name: string): string {
    const copy = temporary(name);
    fs.cpSync(toolchain, path.join(copy, "toolchain"), { recursive: true });
    fs.copyFileSync(path.join(checkout, "package.json"), path.join(copy, "package.json"));
    return copy;
}
