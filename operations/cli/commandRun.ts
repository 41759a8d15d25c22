import type { CommandContext } from "./commandContext";
import { EXIT, type ExitCode } from "./commandError";
import type { CommonOptions } from "./commandLine";
import { isConfirmed, requireSureStack } from "./confirmation";
import type { ChangeCommand, ChangePlan, CommandOutcome, CommandValues, OrgCommand } from "./orgCommand";
import { describeHead, headOf } from "./planHead";
import type { Terminal } from "./terminal";

/** One run of a command. A command that changes something shows its plan, asks for confirmation, and executes it. */
export class CommandRun {
    readonly context: CommandContext;
    readonly #command: OrgCommand;
    readonly #options: CommonOptions;
    readonly #terminal: Terminal;
    #mayHaveChanged = false;

    constructor(command: OrgCommand, context: CommandContext, options: CommonOptions, terminal: Terminal) {
        this.context = context;
        this.#command = command;
        this.#options = options;
        this.#terminal = terminal;
    }

    /** Whether a failure may leave something changed. False until a plan is executed. */
    get mayHaveChanged(): boolean {
        return this.#mayHaveChanged;
    }

    async run(values: CommandValues): Promise<ExitCode> {
        if ("plan" in this.#command) return this.#change(this.#command, values);
        // A failure of a read-only command is shown as it is. "Nothing was done" would say nothing there.
        this.#mayHaveChanged = true;
        return this.#finish(await this.#command.run(this.context, values));
    }

    async #change(command: ChangeCommand, values: CommandValues): Promise<ExitCode> {
        const { yes, dryRun, json, stackNamed } = this.#options;
        const { stack } = this.context;
        if (yes && !dryRun) requireSureStack(this.context, stackNamed);
        const plan = await command.plan(this.context, values);
        if ("text" in plan) return this.#finish(plan);
        const head = await headOf(this.context, plan);
        const described = describePlan(plan, describeHead(head));
        if (dryRun) {
            return this.#finish({
                text: `${described}\nNothing was done: this is a dry run.`,
                json: { ...(plan.json as object), target: head },
            });
        }
        // With --yes nobody is asked, but the plan is still shown, so that the log holds what was intended.
        if (!yes || !json) this.#terminal.error(described);
        if (!yes && !(await isConfirmed(plan, this.#terminal.ask?.bind(this.#terminal)))) {
            this.#terminal.error(`org: not confirmed; nothing was done. In a script, use --yes and --stack ${stack}.`);
            return EXIT.unconfirmed;
        }
        this.#mayHaveChanged = true;
        return this.#finish(await plan.execute((line) => this.#terminal.error(line)));
    }

    #finish({ text, json, code }: CommandOutcome): ExitCode {
        this.#terminal.out(this.#options.json ? JSON.stringify(json, undefined, 2) : text);
        return code ?? EXIT.done;
    }
}

/** @param head says where and on what. It stands directly above the steps, because the details may be longer than the screen. */
function describePlan({ details, steps, warnings = [] }: ChangePlan, head: string): string {
    return [
        ...(details === undefined ? [] : [details, ""]),
        head,
        ...warnings.map((warning) => `! ${warning}`),
        ...steps.map((step, index) => `${index + 1}. ${step}`),
    ].join("\n");
}
