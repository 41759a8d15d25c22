import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import type { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { CHECKOUT } from "./checkout";
import { CommandError, EXIT } from "./commandError";
import { pulumiFailure } from "./pulumiFailure";

/**
 * The variables that Pulumi gets besides this process's own, as `make` sets them. None if the user has chosen a backend and a Pulumi.
 * Variables that a shell has set for the stack dev are removed from this process, if another stack must not see them.
 *
 * @throws CommandError if the toolchain cannot provide Pulumi.
 */
export async function pulumiEnvironment(stack: string): Promise<Record<string, string>> {
    const isCheckout = process.cwd() === CHECKOUT;
    const chosen = process.env.PULUMI_BACKEND_URL;
    // `toolchain/env` sets a folder in the checkout for the stack dev. Nobody has chosen that for another stack.
    const isChosen = chosen !== undefined && !chosen.startsWith(`file://${CHECKOUT}/.local/`);
    if (!(isCheckout && stack === "dev") && isChosen && folderWithPulumi(process.env.PATH)) return {};
    const script = 'exports=$(toolchain/env "$1"); eval "$exports"; env -0';
    try {
        const { stdout } = await promisify(execFile)("bash", ["-euc", script, "bash", isCheckout ? stack : ""], {
            cwd: CHECKOUT,
            maxBuffer: 2 ** 24,
        });
        const wanted = /^(PATH|PULUMI_\w+|NODE_COMPILE_CACHE)=/;
        const variables = Object.fromEntries(
            stdout
                .split("\0")
                .filter((line) => wanted.test(line))
                .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
        );
        // A shell may have set these for the stack dev. If the toolchain leaves them out, Pulumi must not inherit them.
        for (const name of ["PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE"]) {
            if (!(name in variables)) delete process.env[name];
        }
        return variables;
    } catch (error) {
        const { stderr } = error as { stderr?: string };
        throw new CommandError(
            `Pulumi cannot be used:\n${(stderr ?? String(error)).trim()}\ntoolchain/README.md says more`,
            EXIT.failed,
        );
    }
}

/** The first folder of a PATH that contains `pulumi`. */
function folderWithPulumi(searched = ""): string | undefined {
    return searched.split(path.delimiter).find((folder) => fs.existsSync(path.join(folder, "pulumi")));
}

/** The `pulumi` on the PATH of those variables. This process's own PATH may have another one. */
export async function pulumiCommand(envVars: Readonly<Record<string, string>>): Promise<PulumiCommand> {
    const { PulumiCommand: Command } = await import("@pulumi/pulumi/automation/index.js");
    const folder = folderWithPulumi(envVars.PATH ?? process.env.PATH);
    try {
        return await Command.get(
            folder !== undefined && path.basename(folder) === "bin" ? { root: path.dirname(folder) } : {},
        );
    } catch (error) {
        throw pulumiFailure("version", "", error);
    }
}
