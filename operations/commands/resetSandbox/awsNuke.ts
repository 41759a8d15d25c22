import { execFile, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { CommandError, EXIT } from "../../cli/commandError";
import type { MemberCredentials } from "../../cli/memberCredentials";

/** The configuration follows the source of this version. Later versions of 3 are accepted too. */
export const NUKE_VERSION = "3.64.3";

const INSTALL = `Install it, for example with
  brew install ekristen/tap/aws-nuke
  or the archive for your system from https://github.com/ekristen/aws-nuke/releases/tag/v${NUKE_VERSION} (checksums and signatures are beside it),
and put it on your PATH.`;

/** The only variables that aws-nuke gets from the user's environment. It must not see a profile, a role or one of its own switches. */
const PASSED_ON = [
    "PATH",
    "HOME",
    "TMPDIR",
    "LANG",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NO_PROXY",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
];

/**
 * Finds aws-nuke on the PATH.
 *
 * @throws CommandError if it is missing, or cannot read the configuration.
 */
export async function findAwsNuke(searched = process.env.PATH ?? ""): Promise<string> {
    const found = searched
        .split(path.delimiter)
        .map((folder) => path.join(folder, "aws-nuke"))
        .find((file) => isExecutable(file));
    if (found === undefined) {
        throw new CommandError(`aws-nuke, which empties the account, is not on the PATH. ${INSTALL}`, EXIT.failed);
    }
    const { stdout } = await promisify(execFile)(found, ["--version"], { env: environment() });
    const version = /(\d+)\.(\d+)\.(\d+)/.exec(stdout);
    if (!version || !isEnough(version.slice(1).map(Number), NUKE_VERSION.split(".").map(Number))) {
        throw new CommandError(
            `${found} has ${version ? `version ${version[0]}` : `no readable version (${stdout.trim()})`}, but version ${NUKE_VERSION} or a later 3.x of https://github.com/ekristen/aws-nuke is needed. ${INSTALL}`,
            EXIT.failed,
        );
    }
    return found;
}

function isExecutable(file: string): boolean {
    try {
        fs.accessSync(file, fs.constants.X_OK);
        return fs.statSync(file).isFile();
    } catch {
        return false;
    }
}

/** Whether a version has the wanted major version and is not older. */
function isEnough(version: readonly number[], wanted: readonly number[]): boolean {
    if (version[0] !== wanted[0]) return false;
    const differs = version.findIndex((part, index) => part !== wanted[index]);
    return differs < 0 || (version[differs] ?? 0) > (wanted[differs] ?? 0);
}

function environment(): NodeJS.ProcessEnv {
    return Object.fromEntries(
        PASSED_ON.flatMap((name) => [name, name.toLowerCase()])
            .filter((name) => process.env[name] !== undefined)
            .map((name) => [name, process.env[name]]),
    );
}

export interface NukeRun {
    /** The path of the configuration file. */
    readonly config: string;
    readonly credentials: MemberCredentials;
    /** The partition's first region: us-east-1, cn-north-1 or us-gov-west-1. */
    readonly region: string;
    /** Whether resources are removed. Otherwise it is a dry run. */
    readonly remove: boolean;
    readonly onLine: (line: string) => void;
}

/**
 * Runs aws-nuke without its own question, because `org` has asked for the account's key already.
 *
 * @throws CommandError if it fails, as it does when a resource could not be removed.
 */
export async function runAwsNuke(
    binary: string,
    { config, credentials, region, remove, onLine }: NukeRun,
): Promise<void> {
    const args = ["run", "--config", config, "--no-alias-check", "--force", "--force-sleep", "3", "--quiet"];
    const child = spawn(binary, remove ? [...args, "--no-dry-run"] : args, {
        env: {
            ...environment(),
            AWS_ACCESS_KEY_ID: credentials.accessKeyId,
            AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
            AWS_SESSION_TOKEN: credentials.sessionToken,
            AWS_DEFAULT_REGION: region,
            // Keeps aws-nuke from reading the user's own AWS files.
            AWS_CONFIG_FILE: "/dev/null",
            AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
        },
        stdio: ["ignore", "pipe", "pipe"],
    });
    const last: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
        createInterface(stream).on("line", (line) => {
            last.push(line);
            if (last.length > 10) last.shift();
            onLine(line);
        });
    }
    const code = await new Promise<number | null>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", resolve);
    });
    if (code !== 0) {
        throw new CommandError(
            `aws-nuke ended with ${code ?? "a signal"}. ` +
                (remove
                    ? "What it had removed is gone; what could not be removed is listed above. Credentials last an hour: run the command again, it goes on with what is left"
                    : `Nothing was removed. It said last:\n${last.join("\n")}`),
            EXIT.failed,
        );
    }
}

/** The result of a dry run of aws-nuke. */
export interface NukeDryRun {
    /** One line for each resource that would be removed. */
    readonly lines: readonly string[];
    /** The number of resources of each type, largest first. */
    readonly types: readonly (readonly [type: string, count: number])[];
    /** The total that aws-nuke reports. It exceeds the number of lines if aws-nuke words some of them in an unknown way. */
    readonly total: number;
}

/**
 * Reads the output of a dry run. aws-nuke writes a resource as `eu-west-1 - S3Bucket - s3://... - would remove`, or, if the type
 * has no short name, as `level=info msg="would remove" owner=eu-west-1 type=DSQLCluster ...`.
 *
 * @throws CommandError if the line with the total is missing: the run was incomplete.
 */
export function readDryRun(output: readonly string[]): NukeDryRun {
    const plain = output.map((line) => line.replaceAll(COLOURS, "").trim());
    const lines = plain.filter((line) => TYPE.some((form) => form.test(line)));
    const counts = new Map<string, number>();
    for (const line of lines) {
        const type = TYPE.map((form) => form.exec(line)?.[1]).find((found) => found !== undefined) ?? "";
        counts.set(type, (counts.get(type) ?? 0) + 1);
    }
    const scanned = plain.map((line) => /Scan complete: \d+ total, (\d+) nukeable/.exec(line)).find((found) => found);
    if (!scanned) {
        throw new CommandError(
            `aws-nuke does not say what it found: the line "Scan complete" is missing. It said last:\n${plain.slice(-10).join("\n")}`,
            EXIT.failed,
        );
    }
    return {
        lines,
        types: [...counts].sort(([one, a], [two, b]) => b - a || one.localeCompare(two)),
        total: Number(scanned[1]),
    };
}

const TYPE = [/^\S+ - (\w+) - .* - would remove\b/, /\bmsg="would remove\b.* type=(\w+)/];
// eslint-disable-next-line no-control-regex -- colour codes begin with the control character ESC
const COLOURS = /\u001b\[[0-9;]*m/g;
