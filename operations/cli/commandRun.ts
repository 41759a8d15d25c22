import type { CommandContext } from "./commandContext";
import { EXIT, type ExitCode } from "./commandError";
import type { CommonOptions } from "./commandLine";
import { isConfirmed, requireSureStack } from "./confirmation";
import type { ChangeCommand, ChangePlan, CommandOutcome, CommandValues, OrgCommand } from "./orgCommand";
import { describeHead, headOf } from "./planHead";
import type { Terminal } from "./terminal";

/** One run of a command: it looks, and a command that changes something shows its plan, asks and executes it. */
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

    /** Whether a failure has to be taken for one that may have changed something: false until a plan is executed. */
    get mayHaveChanged(): boolean {
        return this.#mayHaveChanged;
    }

    async run(values: CommandValues): Promise<ExitCode> {
        if ("plan" in this.#command) return this.#change(this.#command, values);
        // What a command that only looks fails with is shown as it is: there is nothing that could have been done.
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
        // With --yes nobody is asked, and the plan is shown all the same: the log says what was meant.
        if (!yes || !json) this.#terminal.error(described);
        if (!yes && !(await isConfirmed(plan, this.#terminal.ask?.bind(this.#terminal)))) {
            this.#terminal.error(`org: not confirmed; nothing was done. In a script, say --yes and --stack ${stack}.`);
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

/** @param head where and on what, right above the steps: the details may be longer than the terminal. */
function describePlan({ details, steps, warnings = [] }: ChangePlan, head: string): string {
    return [
        ...(details === undefined ? [] : [details, ""]),
        head,
        ...warnings.map((warning) => `! ${warning}`),
        ...steps.map((step, index) => `${index + 1}. ${step}`),
    ].join("\n");
}
