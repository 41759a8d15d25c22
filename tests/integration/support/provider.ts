import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";
import { createInterface } from "node:readline";
import packageJson from "../../../package.json";
import { endWithTests } from "../../endWithTests";

/** A running AWS provider that Pulumi can attach to. */
export interface RunningProvider {
    /** The variables with which Pulumi attaches to it instead of starting one. */
    readonly environment: NodeJS.ProcessEnv;
    stop(): void;
}

/**
 * Starts the AWS provider that Pulumi would start. That takes about 3 of the 6 seconds of processor time of a Pulumi run, so the
 * runs of a test file share one. Each run configures it again.
 *
 * @param environment Pulumi's environment.
 * @param folder the project's folder.
 * @returns undefined if Pulumi keeps the provider elsewhere. Then each run starts its own.
 */
export async function startProvider(
    environment: NodeJS.ProcessEnv,
    folder: string,
): Promise<RunningProvider | undefined> {
    const home = environment.PULUMI_HOME ?? path.join(homedir(), ".pulumi");
    const version = packageJson.dependencies["@pulumi/aws"];
    const binary = path.join(home, "plugins", `resource-aws-v${version}`, "pulumi-resource-aws");
    if (!existsSync(binary)) return undefined;
    const child = spawn(binary, { cwd: folder, env: environment, stdio: ["ignore", "pipe", "ignore"] });
    endWithTests(child);
    const port = await new Promise<string>((resolve, reject) => {
        child.once("error", reject);
        child.once("exit", (code) => reject(new Error(`the AWS provider ended with code ${code}`)));
        createInterface(child.stdout).once("line", resolve);
    });
    return { environment: { PULUMI_DEBUG_PROVIDERS: `aws:${port.trim()}` }, stop: () => void child.kill("SIGKILL") };
}
