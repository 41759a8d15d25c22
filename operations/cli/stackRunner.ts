import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import type { Deployment, EngineEvent, OpMap, PulumiCommand, Stack } from "@pulumi/pulumi/automation/index.js";
import { LocalAwsError, requireLocalAws } from "../../aws/localAws";
import { adviceFor } from "../../program/failedRun/failureAdvice";
import { CHECKOUT } from "../checkout";
import { CommandError, EXIT } from "./commandError";
import type { CommandContext } from "./commandContext";

/** What the output of a run goes to while it runs, in pieces as they come; stdout and stderr alike. */
type Listener = (text: string) => void;

export interface RunOptions {
    /** URNs; nothing else is touched then. */
    readonly targets?: readonly string[];
    readonly onOutput?: Listener;
    /** What the engine does, resource by resource. */
    readonly onEvent?: (event: EngineEvent) => void;
    /** Without the policy pack, for a run that changes nothing in AWS. Default: with it. */
    readonly pack?: boolean;
    /** A file: `preview` writes there what it would do, and `up`, which previews no more then, does that and nothing else. */
    readonly plan?: string;
    /**
     * false: `up` saves the state once, at its end, and not after every resource. Only for a run that makes nothing, which can be run
     * again when it broke off: to save 2,000 resources 2,000 times takes minutes. Default: true
     */
    readonly checkpoints?: boolean;
    /** Each resource with all its properties, and not in one line. Default: true */
    readonly diff?: boolean;
}

/** What a preview would do, or `up` has done. */
export interface PulumiRun {
    /** How many resources by Pulumi's word for what is done to them: create, update, delete, replace, import, same, ... */
    readonly changes: OpMap;
    /** Whether anything but `same` is among the changes. */
    readonly changed: boolean;
    /** What Pulumi said, as a person would have seen it. */
    readonly text: string;
}

/**
 * Pulumi for the stack of a context, in the working directory: with the checkout's program, its policy pack, and the
 * environment that `make` gives it. The user's selected stack stays what it is.
 *
 * Every method throws a CommandError with Pulumi's own message where Pulumi fails.
 */
export class StackRunner {
    readonly #stack: Stack;
    readonly #colour: "always" | "never";

    private constructor(stack: Stack) {
        this.#stack = stack;
        this.#colour = process.stdout.isTTY && !process.env.NO_COLOR ? "always" : "never";
    }

    /**
     * @throws CommandError where Pulumi is missing, or the stack is on the local AWS and that does not run.
     */
    static async open({ stack, settings }: CommandContext): Promise<StackRunner> {
        await requireLocalAws(settings.aws).catch((error: unknown) => {
            throw error instanceof LocalAwsError ? new CommandError(error.message, EXIT.failed) : error;
        });
        const envVars = await environment(stack);
        const { LocalWorkspace, Stack } = await import("@pulumi/pulumi/automation/index.js");
        const workspace = await LocalWorkspace.create({
            workDir: process.cwd(),
            envVars,
            pulumiCommand: await pulumiCommand(envVars),
        });
        // Selecting is for the whole checkout: the user's next plain `pulumi up` would be for another stack. Each run names it.
        workspace.selectStack = () => Promise.resolve();
        return new StackRunner(await Stack.select(stack, workspace));
    }

    /** What `up` would do; changes nothing. */
    async preview({ onOutput, ...run }: RunOptions = {}): Promise<PulumiRun> {
        return this.#run("preview", onOutput, async (output) => {
            const { changeSummary } = await this.#stack.preview({ ...this.#options(run), ...output });
            return changeSummary;
        });
    }

    /** Previews first, as `pulumi up` does: what the policy pack refuses stops it before AWS is changed. */
    async up({ onOutput, checkpoints = true, ...run }: RunOptions = {}): Promise<PulumiRun> {
        if (run.plan === undefined) await this.preview({ ...(run.targets && { targets: run.targets }) });
        const { workspace } = this.#stack;
        const { envVars } = workspace;
        if (!checkpoints) workspace.envVars = { ...envVars, PULUMI_SKIP_CHECKPOINTS: "true" };
        try {
            return await this.#run("up", onOutput, async (output) => {
                const { summary } = await this.#stack.up({ ...this.#options(run), ...output });
                return summary.resourceChanges ?? {};
            });
        } finally {
            workspace.envVars = envVars;
        }
    }

    /** The stack's state, with its secrets encrypted. */
    exportState(): Promise<Deployment> {
        return this.#told("stack export", () => this.#stack.exportStack());
    }

    /** The URL of the backend that holds the state. */
    backend(): Promise<string> {
        return this.#told("whoami", async () => (await this.#stack.workspace.whoAmI()).url ?? "");
    }

    /** Takes the lock away, from a run that is under way too. */
    cancel(): Promise<void> {
        return this.#told("cancel", () => this.#stack.cancel());
    }

    /** Replaces the stack's state. */
    importState(state: Deployment): Promise<void> {
        return this.#told("stack import", () => this.#stack.importStack(state));
    }

    #options({
        targets,
        pack: isChecked = true,
        onEvent,
        plan,
        diff = true,
    }: RunOptions): Parameters<Stack["preview"]>[0] & Parameters<Stack["up"]>[0] {
        const pack = path.join(CHECKOUT, "policies");
        const config = path.join(pack, "config", `${this.#stack.name}.json`);
        return {
            ...(isChecked && {
                policyPacks: [pack],
                ...(fs.existsSync(config) && { policyPackConfigs: [config] }),
            }),
            ...(onEvent && { onEvent }),
            ...(plan !== undefined && { plan }),
            ...(targets && { target: [...targets] }),
            diff,
            suppressOutputs: true,
            color: this.#colour,
        };
    }

    async #run(
        what: string,
        onOutput: Listener | undefined,
        run: (output: { onOutput: Listener; onError: Listener }) => Promise<OpMap>,
    ): Promise<PulumiRun> {
        let text = "";
        const take = (piece: string): void => {
            text += piece;
            onOutput?.(piece);
        };
        try {
            const changes = await run({ onOutput: take, onError: take });
            const changed = Object.entries(changes).some(([operation, count]) => operation !== "same" && count > 0);
            return { changes, changed, text: text.trim() };
        } catch (error) {
            // What has been shown already is not shown again.
            if (onOutput && text) throw new CommandError(`pulumi ${what} failed: see above`, EXIT.failed);
            throw failure(what, text, error);
        }
    }

    async #told<T>(what: string, run: () => Promise<T>): Promise<T> {
        try {
            return await run();
        } catch (error) {
            throw failure(what, "", error);
        }
    }
}

/** Pulumi's own words: what it printed, or else the stderr that the Automation API wraps into its message. */
function failure(what: string, text: string, error: unknown): CommandError {
    if (error instanceof CommandError) return error;
    const message = error instanceof Error ? error.message : String(error);
    const stderr = /\n\s*stderr: ([^]*?)(?:\n\s*err\??: [^]*)?$/.exec(message)?.[1];
    const said = (text.trim() || (stderr ?? message).trim()).replace(/^Command failed with exit code.*\n/, "");
    const hint = /no stack named/.test(said) ? "\n`make up` makes the stack dev, `pulumi stack init` any other." : "";
    const locked = /currently locked by/.test(said)
        ? "\nIf no other run is under way, `pulumi cancel` takes the lock away."
        : "";
    const advice = adviceFor([said]).map((one) => `\n${one}`);
    return new CommandError(`pulumi ${what} failed:\n${said}${hint}${locked}${advice.join("")}`, EXIT.failed);
}

/** What Pulumi is run with beside the process's own environment: nothing where the user has chosen all of it. */
async function environment(stack: string): Promise<Record<string, string>> {
    const isCheckout = process.cwd() === CHECKOUT;
    const chosen = process.env.PULUMI_BACKEND_URL;
    // The folder in the checkout is what `toolchain/env` gives to the stack dev, and nobody's choice for another.
    const isChosen = chosen !== undefined && !chosen.startsWith(`file://${CHECKOUT}/.local/`);
    if (!(isCheckout && stack === "dev") && isChosen && onPath(process.env.PATH)) return {};
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
        // What it takes away, what a shell was given for the stack dev, Pulumi must not find in this process's environment.
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

/** The folder in PATH that has `pulumi`. */
function onPath(searched = ""): string | undefined {
    return searched.split(path.delimiter).find((folder) => fs.existsSync(path.join(folder, "pulumi")));
}

/** The `pulumi` of that environment, whatever this process's own PATH has. */
async function pulumiCommand(envVars: Readonly<Record<string, string>>): Promise<PulumiCommand> {
    const { PulumiCommand: Command } = await import("@pulumi/pulumi/automation/index.js");
    const folder = onPath(envVars.PATH ?? process.env.PATH);
    try {
        return await Command.get(
            folder !== undefined && path.basename(folder) === "bin" ? { root: path.dirname(folder) } : {},
        );
    } catch (error) {
        throw failure("version", "", error);
    }
}
