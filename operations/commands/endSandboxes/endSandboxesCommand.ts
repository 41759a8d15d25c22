import type { CommandContext } from "../../cli/commandContext";
import { reasonOf } from "../../cli/awsAnswer";
import { CommandError, EXIT } from "../../cli/commandError";
import { textValue, textValues, type ChangeCommand, type ChangePlan, type CommandOutcome } from "../../cli/orgCommand";
import { table } from "../../cli/table";
import { countOf, visible } from "../../../limits";
import { close } from "../close/closeCommand";
import { resetSandbox } from "../resetSandbox/resetSandboxCommand";
import { accountWarnings } from "./accountWarnings";
import { notDue, type DueStep, type ExpiredSandbox } from "./dueSandboxes";
import { allowedAtOnce, tooManyAtOnce } from "./endingBrake";
import { judgedSandboxes, type JudgedSandbox } from "./judgedSandboxes";

/** What each step does to an account, as a table says it. */
const STEP_WORDS: Readonly<Record<DueStep, string>> = {
    empty: "is emptied",
    close: "is marked for closing in the definition (step 1 of 2)",
    remove: "leaves the definition (step 2 of 2), and the next `up` closes it",
};

export const endSandboxes: ChangeCommand = {
    name: "end-sandboxes",
    summary: "Empty or close the sandboxes whose last day has passed, where the definition says so",
    description:
        "Lists the sandboxes whose `expires` has passed and that have `end: empty` or `end: close`, and says what is due. With --apply it does that, after a confirmation: " +
        "it empties accounts as `org reset-sandbox` does, and writes the closing of accounts into the definition as `org close` does, one step at a time. It never closes an account itself: commit the edit as a pull request, and `up` does it after a review.\n\n" +
        "The definition alone decides nothing. The stack's state and AWS's tags must have the same last day and the same end, and all three must say that the account is in the same sandbox. " +
        "All refusals of `org reset-sandbox` and `org close` apply: an account in quarantine is left alone, for example. One account that is refused does not stop the others.\n\n" +
        "It refuses to end more than five sandboxes in one run, or more than half of all, unless --up-to says the number or you name the accounts: a mistake that was merged and applied could make all of them due. A sandbox that is empty already does not count.\n\n" +
        `Without --apply it changes nothing, and the exit code is ${EXIT.found} if something is due. With --apply it is ${EXIT.failed} if something that was due could not be done.`,
    arguments: [["[accounts...]", "only these accounts, by key, name, e-mail or id"]],
    options: [
        ["--apply", "do what is due"],
        ["--end <end>", "only accounts with this end", undefined, ["empty", "close"]],
        ["--up-to <number>", "how many sandboxes may end in this run; default: 5, and at most half of all"],
    ],
    examples: [
        "org end-sandboxes",
        "org end-sandboxes playground-ada --apply --dry-run",
        "org end-sandboxes --end close --apply --stack prod --yes",
        "org end-sandboxes --apply --up-to 12",
    ],
    async plan(context, values) {
        const only = textValues(values, "accounts").map((named) => context.account(named).key);
        const end = textValue(values, "end");
        const allowed = allowedAtOnce(context.model, values, only.length);
        const judged = await judgedSandboxes(
            context,
            ({ account, end: own }) =>
                (only.length === 0 || only.includes(account.key)) && (end === undefined || own === end),
        );
        const unfit = context.model.accounts
            .filter(({ key }) => only.includes(key) && judged.every(({ sandbox }) => sandbox.account.key !== key))
            .map((account) => notDue(account, end));
        const due = judged.filter(isDue);
        if (values.apply !== true || due.length === 0) return listOutcome(context, judged, unfit, allowed);
        return applyPlan(context, { judged, unfit }, due, allowed);
    },
};

interface DueSandbox extends JudgedSandbox {
    readonly judgement: { readonly step: DueStep };
}

function isDue(one: JudgedSandbox): one is DueSandbox {
    return "step" in one.judgement;
}

/**
 * @param unfit why nothing is due in accounts that were asked for, a line each.
 * @param allowed how many sandboxes may end in one run.
 */
function listOutcome(
    { stack, columns }: CommandContext,
    judged: readonly JudgedSandbox[],
    unfit: readonly string[],
    allowed: number,
): CommandOutcome {
    const due = judged.filter(isDue).length;
    return {
        text: [
            ...(judged.length === 0 && unfit.length === 0
                ? [
                      `No sandbox of ${stack} has come to its end: none has \`end: empty\` or \`end: close\` and a day in \`expires\` that has passed.`,
                  ]
                : []),
            ...(judged.length === 0 ? [] : [judgedTable(judged, columns), ...reasonLines(judged)]),
            ...(judged.length === 0 || unfit.length === 0 ? [] : [""]),
            ...unfit,
            ...(due > 0
                ? ["", `Nothing was done. To do what is due: --apply${due > allowed ? ` --up-to ${due}` : ""}.`]
                : []),
            ...(due > allowed
                ? [
                      `${due} SANDBOXES ARE DUE AT ONCE, and a run does ${allowed} unless you say the number. Is every day in \`expires\` meant?`,
                  ]
                : []),
        ].join("\n"),
        json: judged.map(judgedJson),
        code: due > 0 ? EXIT.found : EXIT.done,
    };
}

function judgedTable(judged: readonly JudgedSandbox[], columns?: number): string {
    return table(
        ["ACCOUNT", "UNIT", "EXPIRED", "END", "OWNER", "NOW"],
        judged.map(({ sandbox: { account, expires, end }, judgement }) => [
            account.key,
            account.unit,
            expires,
            end,
            account.owner ?? "",
            "step" in judgement ? STEP_WORDS[judgement.step] : "nothing: see below",
        ]),
        columns,
    );
}

function reasonLines(judged: readonly JudgedSandbox[]): readonly string[] {
    return judged.flatMap(({ sandbox, judgement }) =>
        "reasons" in judgement
            ? [
                  "",
                  `${visible(sandbox.account.key)} is left alone:`,
                  ...judgement.reasons.map((reason) => `  ${reason}`),
              ]
            : [],
    );
}

function judgedJson({ sandbox: { account, expires, end, days }, judgement }: JudgedSandbox): object {
    return {
        account: account.key,
        unit: account.unit,
        owner: account.owner ?? null,
        expires,
        end,
        days,
        step: "step" in judgement ? judgement.step : null,
        ...("reasons" in judgement && { reasons: judgement.reasons }),
    };
}

/** A due step with the plan of the command that does it. */
interface PlannedStep {
    readonly due: DueSandbox;
    readonly plan: ChangePlan;
}

/** What that command says instead of a plan: that there is nothing to do, or why it refuses. */
interface Unplanned {
    readonly account: string;
    readonly because: string;
    readonly isRefused: boolean;
}

async function applyPlan(
    context: CommandContext,
    { judged, unfit }: { readonly judged: readonly JudgedSandbox[]; readonly unfit: readonly string[] },
    due: readonly DueSandbox[],
    allowed: number,
): Promise<ChangePlan | CommandOutcome> {
    const steps: PlannedStep[] = [];
    const unplanned: Unplanned[] = [];
    for (const one of due) {
        const plan = await planOf(context, one);
        if ("because" in plan) unplanned.push(plan);
        else steps.push({ due: one, plan });
        // What is empty already counts for nothing, so that only a plan shows it. Each takes aws-nuke minutes, so that it stops here.
        if (steps.length > allowed) {
            throw new CommandError(
                tooManyAtOnce(
                    due.map(({ sandbox }) => sandbox.account.key),
                    allowed,
                ),
            );
        }
    }
    const words = unplanned.map(({ account, because }) => `${visible(account)}: ${because}`);
    const refused = unplanned.filter(({ isRefused }) => isRefused);
    if (steps.length === 0) {
        return {
            text: [...reasonLines(judged), ...unfit, ...words, "Nothing was done."].join("\n").trimStart(),
            json: { accounts: judged.map(judgedJson), done: [], failed: refused },
            code: refused.length > 0 ? EXIT.failed : EXIT.done,
        };
    }
    return {
        details: steps.flatMap(({ plan }) => (plan.details === undefined ? [] : [plan.details])).join("\n\n"),
        warnings: [
            ...unfit,
            ...words,
            ...accountWarnings(
                steps.map(({ due, plan }) => ({ account: due.sandbox.account.key, warnings: plan.warnings ?? [] })),
            ),
        ],
        steps: steps.flatMap(({ plan }) => plan.steps),
        confirm: context.stack,
        json: { accounts: judged.map(judgedJson), refused },
        execute: (progress) => executeSteps(context, judged, steps, refused, progress),
    };
}

/** The plan of the command that does the step. A sandbox stays in its unit while it closes, so that it stays one. */
async function planOf(
    context: CommandContext,
    { sandbox: { account }, judgement: { step } }: DueSandbox,
): Promise<ChangePlan | Unplanned> {
    try {
        const plan =
            step === "empty"
                ? await resetSandbox.plan(context, { account: account.key })
                : await close.plan(context, { account: account.key, move: false, preview: false });
        if ("execute" in plan) return plan;
        const isRefused = plan.code !== undefined && plan.code !== EXIT.done;
        return { account: account.key, because: plan.text, isRefused };
    } catch (error) {
        return { account: account.key, because: reasonOf(error), isRefused: true };
    }
}

/** Edits first, because they take seconds. */
async function executeSteps(
    context: CommandContext,
    judged: readonly JudgedSandbox[],
    steps: readonly PlannedStep[],
    refused: readonly Unplanned[],
    progress: (line: string) => void,
): Promise<CommandOutcome> {
    const done: { account: string; step: DueStep; text: string; result: unknown }[] = [];
    const failed: { account: string; because: string }[] = [...refused];
    const isEmptied = ({ due }: PlannedStep): number => Number(due.judgement.step === "empty");
    for (const one of [...steps].sort((first, second) => isEmptied(first) - isEmptied(second))) {
        const { sandbox, judgement } = one.due;
        const account = sandbox.account.key;
        try {
            const plan = await planAgain(context, one);
            progress(`${account} ${STEP_WORDS[judgement.step]} ...`);
            const { text, json } = await plan.execute(progress);
            done.push({ account, step: judgement.step, text, result: json });
        } catch (error) {
            failed.push({ account, because: reasonOf(error) });
        }
    }
    return {
        text: [
            ...done.map(({ text }) => text),
            ...failed.map(({ account, because }) => `! ${visible(account)} was left alone: ${because}`),
            `${countOf(done.length, "sandbox", "sandboxes")} done, ${failed.length} not.`,
            ...(done.some(({ step }) => step !== "empty")
                ? ["Commit the definition as a pull request. `up` closes an account only after its second step."]
                : []),
        ].join("\n"),
        json: { accounts: judged.map(judgedJson), done, failed },
        code: failed.length > 0 ? EXIT.failed : EXIT.done,
    };
}

/**
 * The plan, after another look at the account. An edit is planned again, because each one changes the definition.
 *
 * @throws CommandError if something has changed since the confirmation.
 */
async function planAgain(context: CommandContext, { due, plan }: PlannedStep): Promise<ChangePlan> {
    const { sandbox, judgement } = due;
    context.forgetModel();
    const [again] = await judgedSandboxes(
        context,
        ({ account }: ExpiredSandbox) => account.key === sandbox.account.key,
    );
    if (!again || !isDue(again) || again.judgement.step !== judgement.step) {
        throw new CommandError("it has changed since it was looked at, and is not due any more");
    }
    if (judgement.step === "empty") return plan;
    const edit = await planOf(context, again);
    if ("because" in edit) throw new CommandError(edit.because);
    return edit;
}
