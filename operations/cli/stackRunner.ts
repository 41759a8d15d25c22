import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import type { Deployment, EngineEvent, OpMap, Stack } from "@pulumi/pulumi/automation/index.js";
import { LocalAwsError, requireLocalAws } from "../../aws/localAws";
import { APPROVAL_VARIABLES } from "../../program/approval";
import { CHECKOUT } from "./checkout";
import { CommandError, EXIT } from "./commandError";
import type { CommandContext } from "./commandContext";
import { pulumiCommand, pulumiEnvironment } from "./pulumiEnvironment";
import { pulumiFailure } from "./pulumiFailure";

/** Gets the output of a run in pieces while it runs, stdout and stderr alike. */
type Listener = (text: string) => void;

export interface RunOptions {
    /** URNs of the only resources that the run may touch. */
    readonly targets?: readonly string[];
    readonly onOutput?: Listener;
    /** Gets the engine's events, resource by resource. */
    readonly onEvent?: (event: EngineEvent) => void;
    /** Whether the policy pack checks the run. False only for a run that changes nothing in AWS. Default: true */
    readonly pack?: boolean;
    /** Path of a plan. `preview` writes what it would do to it. `up` then does exactly that, without a preview of its own. */
    readonly plan?: string;
    /**
     * Whether `up` saves the state after every resource. False: only once, at its end. Only a run that creates nothing and can be
     * repeated may use that. Saving 2,000 resources 2,000 times takes minutes. Default: true
     */
    readonly checkpoints?: boolean;
    /** Variables of the environment that this run has, and no other. */
    readonly variables?: Readonly<Record<string, string>>;
    /** Whether the run reads AWS's values anew before it compares. Default: false */
    readonly refresh?: boolean;
    /** Whether each resource is printed with all its properties instead of one line. Default: true */
    readonly diff?: boolean;
}

/** What a preview would do, or what `up` has done. */
export interface PulumiRun {
    /** The number of resources by Pulumi's name of the operation: create, update, delete, replace, import, same, ... */
    readonly changes: OpMap;
    /** Whether there is any operation but `same`. */
    readonly changed: boolean;
    /** Pulumi's output, as a person would have seen it. */
    readonly text: string;
}

/**
 * Runs Pulumi for the stack of a context in the working directory: with the checkout's program and policy pack, and the environment
 * that `make` sets. The stack that the user has selected stays selected.
 *
 * Every method throws a CommandError with Pulumi's own message if Pulumi fails.
 */
export class StackRunner {
    readonly #name: string;
    readonly #environment: Record<string, string>;
    readonly #colour: "always" | "never";
    #automation: Promise<Stack> | undefined;

    private constructor(name: string, environment: Record<string, string>) {
        this.#name = name;
        this.#environment = environment;
        this.#colour = process.stdout.isTTY && !process.env.NO_COLOR ? "always" : "never";
    }

    /** @throws CommandError if Pulumi is missing, or if the stack is on the local AWS and that does not run. */
    static async open({ stack, settings }: CommandContext): Promise<StackRunner> {
        await requireLocalAws(settings.aws).catch((error: unknown) => {
            throw error instanceof LocalAwsError ? new CommandError(error.message, EXIT.failed) : error;
        });
        return new StackRunner(stack, await pulumiEnvironment(stack));
    }

    /** Pulumi's Automation API, for what runs the engine: loading it and asking for Pulumi's version takes longer than an export. */
    #stack(): Promise<Stack> {
        return (this.#automation ??= openAutomation(this.#name, this.#environment));
    }

    /** Shows what `up` would do. Changes nothing. */
    async preview({ onOutput, ...run }: RunOptions = {}): Promise<PulumiRun> {
        return this.#with(variablesOf(run), () =>
            this.#run("preview", onOutput, async (output) => {
                const { changeSummary } = await (await this.#stack()).preview({ ...this.#options(run), ...output });
                return changeSummary;
            }),
        );
    }

    /** Previews first, as `pulumi up` does, so that the policy pack can refuse before AWS is changed. */
    async up({ onOutput, checkpoints = true, ...run }: RunOptions = {}): Promise<PulumiRun> {
        if (run.plan === undefined) await this.preview({ ...(run.targets && { targets: run.targets }) });
        const variables = { ...variablesOf(run), ...(!checkpoints && { PULUMI_SKIP_CHECKPOINTS: "true" }) };
        return this.#with(variables, () =>
            this.#run("up", onOutput, async (output) => {
                const { summary } = await (await this.#stack()).up({ ...this.#options(run), ...output });
                return summary.resourceChanges ?? {};
            }),
        );
    }

    /** Reads what AWS has of some resources into the state. Changes nothing in AWS. @param targets their URNs. */
    async refresh(targets: readonly string[]): Promise<void> {
        await this.#run("refresh", undefined, async (output) => {
            const { summary } = await (
                await this.#stack()
            ).refresh({
                target: [...targets],
                suppressOutputs: true,
                color: this.#colour,
                ...output,
            });
            return summary.resourceChanges ?? {};
        });
    }

    /** The stack's state, with its secrets as plain text: write it nowhere. */
    exportState(): Promise<Deployment> {
        return this.#told("stack export", async () => {
            const { stdout } = await promisify(execFile)(
                "pulumi",
                ["stack", "export", "--show-secrets", "--stack", this.#name, "--non-interactive"],
                {
                    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true", ...this.#environment },
                    maxBuffer: Infinity,
                },
            );
            return JSON.parse(stdout) as Deployment;
        });
    }

    /** The URL of the backend that holds the state. */
    backend(): Promise<string> {
        return this.#told("whoami", async () => (await (await this.#stack()).workspace.whoAmI()).url ?? "");
    }

    /** Removes the stack's lock, even from a run that is in progress. */
    cancel(): Promise<void> {
        return this.#told("cancel", async () => (await this.#stack()).cancel());
    }

    /** Replaces the stack's state. */
    importState(state: Deployment): Promise<void> {
        return this.#told("stack import", async () => (await this.#stack()).importStack(state));
    }

    #options({
        targets,
        pack: isChecked = true,
        onEvent,
        plan,
        refresh = false,
        diff = true,
    }: RunOptions): Parameters<Stack["preview"]>[0] & Parameters<Stack["up"]>[0] {
        const pack = path.join(CHECKOUT, "policies");
        const config = path.join(pack, "config", `${this.#name}.json`);
        return {
            ...(isChecked && {
                policyPacks: [pack],
                ...(fs.existsSync(config) && { policyPackConfigs: [config] }),
            }),
            ...(onEvent && { onEvent }),
            ...(plan !== undefined && { plan }),
            ...(targets && { target: [...targets] }),
            ...(refresh && { refresh }),
            diff,
            suppressOutputs: true,
            color: this.#colour,
        };
    }

    async #with<T>(variables: Readonly<Record<string, string>>, run: () => Promise<T>): Promise<T> {
        const { workspace } = await this.#stack();
        const { envVars } = workspace;
        workspace.envVars = { ...envVars, ...variables };
        try {
            return await run();
        } finally {
            workspace.envVars = envVars;
        }
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
            return { changes, changed, text: withoutPlanHint(text).trim() };
        } catch (error) {
            // The output was shown already.
            if (onOutput && text) throw new CommandError(`pulumi ${what} failed: see above`, EXIT.failed);
            throw pulumiFailure(what, withoutPlanHint(text), error);
        }
    }

    async #told<T>(what: string, run: () => Promise<T>): Promise<T> {
        try {
            return await run();
        } catch (error) {
            const { stderr = "" } = error as { stderr?: string };
            throw pulumiFailure(what, stderr, error);
        }
    }
}

async function openAutomation(stack: string, envVars: Record<string, string>): Promise<Stack> {
    const { LocalWorkspace, Stack } = await import("@pulumi/pulumi/automation/index.js");
    const workspace = await LocalWorkspace.create({
        workDir: process.cwd(),
        envVars,
        pulumiCommand: await pulumiCommand(envVars),
    });
    // Each run names its stack. Selecting one would change it for the whole checkout, and the user's next plain `pulumi up`
    // would run on it.
    workspace.selectStack = () => Promise.resolve();
    return Stack.select(stack, workspace);
}

/** What a command runs for some resources only, it has shown and let confirm. The rest of the definition's changes is not made. */
function variablesOf({ targets, variables }: RunOptions): Readonly<Record<string, string>> {
    return { ...variables, ...(targets && { [APPROVAL_VARIABLES.isTargeted]: String(process.pid) }) };
}

/**
 * Removes the lines in which Pulumi says how to apply the plan that a preview has written. The plan belongs to the command, which applies
 * or deletes it.
 */
export function withoutPlanHint(text: string): string {
    return text.replaceAll(/^.*(?:Update plan written to '|Run `pulumi up --plan=').*\n?/gm, "");
}
