import { policiesAttachedTo } from "../../../../aws/organization";
import { ROOT_UNIT, type AccountModel } from "../../../../definition";
import { STOP_SPENDING } from "../../../../guardrails";
import { visible } from "../../../../limits";
import {
    CommandError,
    EXIT,
    memberOf,
    readMembership,
    textValue,
    type ChangeCommand,
    type ChangePlan,
    type CommandContext,
    type CommandOutcome,
} from "../../../../operations/cli";
import { costs } from "../../definition";
import { STOPPED_KIND } from "../../language/stopRules";
import { countedBudget, executeAction, isInProgress, stopActionsOf, type StopActionInAws } from "./stopActions";

interface StoppedAccountInAws {
    readonly id: string;
    readonly key?: string;
    readonly managementAccount: string;
    /** Absent for an account that the definition does not have. */
    readonly model?: AccountModel;
}

export const resumeSpending: ChangeCommand = {
    name: "resume-spending",
    summary: `Let an account spend again that AWS Budgets has stopped`,
    description:
        `When a sandbox with \`stop: true\` has used up its budget, AWS Budgets attaches the policy ${STOP_SPENDING} to it. The policy stays until somebody has the action undone: this command does. ` +
        "AWS does not do it at the end of the month.\n\n" +
        "It asks AWS which budget action has stopped the account, and has AWS Budgets reverse it. Afterwards AWS does not watch this budget for the rest of its period: nothing stops the account again before the next one, " +
        "unless --watch-again resets the action. An action that is reset stops the account again within hours while it is still over its budget, so raise the budget first.",
    arguments: [["<account>", "the account's key, name or e-mail in the definition, or its id"]],
    options: [["--watch-again", "reset the action afterwards, so that AWS may stop the account again in this period"]],
    examples: [
        "org resume-spending playground-ada",
        "org resume-spending playground-ada --watch-again",
        "org resume-spending 111122223333 --stack prod --yes --json",
    ],
    async plan(context, values) {
        const account = await accountNamed(context, textValue(values, "account") ?? "");
        const { clients } = context;
        const [actions, attached] = await Promise.all([
            stopActionsOf(account.id, account.managementAccount, clients),
            policiesAttachedTo(clients.organizationCalls, account.id, "SERVICE_CONTROL_POLICY"),
        ]);
        const isAttached = ({ policyId }: StopActionInAws): boolean =>
            (attached ?? []).some(({ id }) => id === policyId);
        const running = actions.find(({ status }) => isInProgress(status));
        if (running) {
            throw new CommandError(
                `AWS Budgets is working on the action of budget ${visible(running.budgetName)} (${running.status}): run this again in a minute`,
            );
        }
        const stopping = actions.find((action) => canBeReversed(action) && isAttached(action));
        if (stopping) return resumePlan(account, stopping, values.watchAgain === true, context);
        const reversed = actions.find(({ status }) => canBeReset(status));
        if (reversed && values.watchAgain === true) return watchPlan(account, reversed, context);
        const byHand = (attached ?? []).find(
            ({ id, name }) => name === STOP_SPENDING || actions.some(({ policyId }) => policyId === id),
        );
        return {
            text: notStoppedText(
                title(account),
                account.id,
                actions,
                byHand?.id,
                account.model && stopAdvice(account.model, isStoppable(account.model, context)),
            ),
            json: { account: identity(account), reversed: false, attachedByHand: byHand !== undefined },
        };
    },
};

/** AWS reverses an action that it has executed, and repeats a reversal that has failed. */
function canBeReversed({ status }: StopActionInAws): boolean {
    return status === "EXECUTION_SUCCESS" || status === "REVERSE_FAILURE";
}

function canBeReset(status: string): boolean {
    return status === "REVERSE_SUCCESS" || status === "RESET_FAILURE";
}

async function accountNamed(context: CommandContext, named: string): Promise<StoppedAccountInAws> {
    const managementAccount = await context.clients.managementAccount();
    const isKnown = context.model.accounts.some(({ id, key }) => id === named || key === named);
    if (/^\d{12}$/.test(named) && !isKnown) {
        const { members } = await readMembership(context.clients);
        if (members.some(({ id }) => id === named)) {
            const account = context.model.accounts.find(
                (one) => memberOf(one, { managementAccountId: managementAccount, members })?.id === named,
            );
            return { id: named, managementAccount, ...(account && { key: account.key, model: account }) };
        }
        throw new CommandError(`account ${named} is not in this organisation`, EXIT.usage);
    }
    const account = context.account(named);
    const id = account.id ?? memberOf(account, await readMembership(context.clients))?.id;
    if (id !== undefined) return { id, key: account.key, managementAccount, model: account };
    throw new CommandError(`AWS has no account ${visible(account.key)} (${account.email}) yet`, EXIT.usage);
}

/**
 * Why there is nothing to undo.
 *
 * @param policyId the policy that somebody has attached by hand.
 * @param advice where no action has anything to do with it.
 */
export function notStoppedText(
    title: string,
    accountId: string,
    actions: readonly StopActionInAws[],
    policyId: string | undefined,
    advice = "",
): string {
    if (policyId !== undefined) {
        return (
            `${title} has the policy ${STOP_SPENDING}, but no budget action has attached it that belongs to this program. Somebody attached it by hand or with a budget action of their own, or its budget was deleted. To detach it:\n` +
            `aws organizations detach-policy --policy-id ${policyId} --target-id ${accountId}`
        );
    }
    const failed = actions.find(({ status }) => status === "EXECUTION_FAILURE");
    if (failed) {
        return `${title} is not stopped: it had spent ${budgetOf(failed)}, and AWS Budgets could not attach ${STOP_SPENDING}. The budget's history in the console says why. The account may spend.`;
    }
    const detached = actions.find(canBeReversed);
    if (detached) {
        return (
            `${title} is not stopped: somebody has detached ${STOP_SPENDING} by hand. AWS Budgets still takes the action of ${budgetOf(detached)} for executed, and never stops the account again. ` +
            "To have it watched again, attach the policy, and run this once more with --watch-again:\n" +
            `aws organizations attach-policy --policy-id ${detached.policyId} --target-id ${accountId}`
        );
    }
    if (actions.some(({ status }) => canBeReset(status))) {
        return `${title} may spend already: its action was reversed, and AWS does not stop it again in this period. To have it watched again: --watch-again`;
    }
    return `${title} is not stopped: no budget action has attached ${STOP_SPENDING} to it.${advice}`;
}

function isStoppable({ key }: AccountModel, { model }: CommandContext): boolean {
    return (
        model.features
            .get(costs)
            .accounts.get(key)
            ?.budgets.some(({ stop }) => stop) ?? false
    );
}

/** Why no budget stops the account, and what to look at if it is denied something all the same. */
export function stopAdvice({ key, unit, kind }: Pick<AccountModel, "key" | "unit" | "kind">, hasStop: boolean): string {
    if (hasStop) return "";
    const why =
        kind === STOPPED_KIND
            ? "None of its budgets in the definition has `stop: true`."
            : `No budget can: only accounts in units of kind ${STOPPED_KIND} are stopped, and ${unit === ROOT_UNIT ? "the root" : `unit ${visible(unit)}`} is of kind ${kind}.`;
    return ` ${why} If it is denied something, \`./org explain ${visible(key)} ACTION\` says why.`;
}

async function resumePlan(
    account: StoppedAccountInAws,
    action: StopActionInAws,
    watchesAgain: boolean,
    { clients }: CommandContext,
): Promise<ChangePlan> {
    const { managementAccount } = account;
    const counted = await countedBudget(action.budgetName, managementAccount, clients);
    const budget = budgetOf(action);
    return {
        ...planHead(account, action),
        warnings: [
            ...(counted
                ? [
                      `${title(account)} has spent ${counted.spent} of ${counted.limit} ${counted.currency} in this period.${Number(counted.spent) < Number(counted.limit) ? "" : " To allow more, raise its budget in the definition."}`,
                  ]
                : []),
            watchesAgain
                ? "AWS stops the account again within hours if it is still over its budget."
                : "Nothing stops the account again before the budget's next period. --watch-again changes that.",
        ],
        steps: [
            `has AWS Budgets reverse the action of ${budget}, which detaches ${STOP_SPENDING} from ${title(account)}`,
            ...(watchesAgain ? [`resets the action, so that AWS watches ${budget} again`] : []),
        ],
        async execute(progress) {
            progress("waiting for AWS Budgets ...");
            const { status, result } = await executeAction(action, "REVERSE_BUDGET_ACTION", managementAccount, clients);
            if (result === "failed") throw reversalFailed(account, action);
            if (result === "running") {
                return outcome(
                    account,
                    action,
                    { status, reversed: false },
                    `AWS Budgets is detaching ${STOP_SPENDING} from ${title(account)}. Run this again in a minute to see whether it has${watchesAgain ? ", and to reset the action" : ""}.`,
                );
            }
            const after = watchesAgain
                ? await resetAction(account, { ...action, status }, clients)
                : { status, text: `AWS does not watch ${budget} for the rest of its period.` };
            return outcome(
                account,
                action,
                { status: after.status, reversed: true },
                `${title(account)} may spend again: ${STOP_SPENDING} is detached. ${after.text}`,
            );
        },
    };
}

/** @throws CommandError if AWS cannot reset the action: the account may spend, and nothing stops it. */
async function resetAction(
    account: StoppedAccountInAws,
    action: StopActionInAws,
    clients: CommandContext["clients"],
): Promise<{ readonly status: string; readonly text: string }> {
    const { managementAccount } = account;
    const { status, result } = await executeAction(action, "RESET_BUDGET_ACTION", managementAccount, clients);
    if (result === "failed") {
        throw new CommandError(
            `${title(account)} may spend, but AWS Budgets could not reset the action: it does not watch ${budgetOf(action)} for the rest of its period. To try again, run this with --watch-again`,
            EXIT.failed,
        );
    }
    const isDone = result === "done";
    const text = isDone
        ? `AWS watches ${budgetOf(action)} again.`
        : `AWS is resetting the action of ${budgetOf(action)}.`;
    return { status, text };
}

function watchPlan(account: StoppedAccountInAws, action: StopActionInAws, { clients }: CommandContext): ChangePlan {
    return {
        ...planHead(account, action),
        warnings: ["AWS stops the account again within hours if it is still over its budget."],
        steps: [`resets the action of budget ${visible(action.budgetName)}, so that AWS watches it again`],
        async execute() {
            const { status, text } = await resetAction(account, action, clients);
            return outcome(account, action, { status, reversed: false }, text);
        },
    };
}

function planHead(
    account: StoppedAccountInAws,
    action: StopActionInAws,
): Pick<ChangePlan, "confirm" | "about" | "json"> {
    const { id, key } = account;
    return {
        confirm: key ?? id,
        about: { ...(key !== undefined && { key }), id },
        json: { account: identity(account), budget: action.budgetName, action: action.actionId, status: action.status },
    };
}

function reversalFailed(account: StoppedAccountInAws, { policyId, budgetName }: StopActionInAws): CommandError {
    return new CommandError(
        `AWS Budgets could not detach ${STOP_SPENDING} from ${title(account)}; its history of budget ${visible(budgetName)} in the console says why. Somebody may have changed the action's role. To detach the policy without it:\n` +
            `aws organizations detach-policy --policy-id ${policyId} --target-id ${account.id}`,
        EXIT.failed,
    );
}

function outcome(
    account: StoppedAccountInAws,
    { budgetName }: StopActionInAws,
    { status, reversed }: { readonly status: string; readonly reversed: boolean },
    text: string,
): CommandOutcome {
    return { text, json: { account: identity(account), budget: budgetName, status, reversed } };
}

function budgetOf({ budgetName }: StopActionInAws): string {
    return `budget ${visible(budgetName)}`;
}

function title({ id, key }: StoppedAccountInAws): string {
    return key === undefined ? `account ${id}` : `${visible(key)} (${id})`;
}

function identity({ id, key }: StoppedAccountInAws): Record<string, string> {
    return { ...(key !== undefined && { key }), id };
}
