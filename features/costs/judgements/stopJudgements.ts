import type { ExistingResource, ExistingState, Findings } from "../../../definition/feature";
import { STOP_SPENDING } from "../../../guardrails";
import { list, quoted, visible } from "../../../limits";
import { resumeCommand } from "../language/resumeCommand";
import type { CostsModel } from "../model";
import type { FoundCosts, StoppedAccount } from "../plan/foundCosts";
import { COST_RESOURCES } from "../plan/stackBefore";
import { refused, warned } from "./judgementFindings";

/** The most accounts that a message names. */
const NAMED = 5;

/**
 * Refuses to delete the action of an account that AWS has stopped: the policy would stay attached, and nothing would detach it. An account
 * that is closed or leaves is stopped until then, which only matters if the policy itself is to be deleted.
 */
export function reviewStops(model: CostsModel, { resources }: ExistingState, found: FoundCosts): Findings {
    const kept = keptActions(model);
    const lost = (resources.get(COST_RESOURCES.action) ?? []).filter(
        ({ name, outputs }) => kept.get(name) !== outputs["budgetName"],
    );
    if (found.areStopsUnread && lost.length > 0) return refused([unknownStops(lost, found)]);
    const isPolicyKept = kept.size > 0 || found.isStopPolicyKept;
    const problems = found.stopped.filter((account) =>
        account.isDefined
            ? !account.isStopKept || lost.some((action) => targetsOf(action).includes(account.id))
            : !isPolicyKept,
    );
    return refused(
        problems.map((account) => ({
            ...(found.places.get(account.key ?? "") ?? { place: found.anywhere, path: [] }),
            message: account.isDefined ? stopLost(account) : policyLost(account),
        })),
    );
}

/** Who knows nothing of an account must not take the undo of its stop away. */
function unknownStops(lost: readonly ExistingResource[], { anywhere }: FoundCosts): Findings["problems"][number] {
    const names = list(
        lost.map(({ name }) => quoted(name)),
        NAMED,
    );
    return {
        place: anywhere,
        path: [],
        message:
            `AWS did not say which accounts are stopped, and this run deletes ${names}. If such an account is stopped, ${STOP_SPENDING} would stay attached to it for ever. ` +
            "Allow organizations:ListTargetsForPolicy (docs/aws-roles.md), and run it again",
    };
}

/** The names of the budgets in AWS that stop an account, by the names of their actions. */
function keptActions({ accounts }: CostsModel): ReadonlyMap<string, string> {
    return new Map(
        [...accounts.values()].flatMap(({ budgets }) =>
            budgets.filter(({ stop }) => stop).map(({ key, name }) => [`stop ${key}`, name] as const),
        ),
    );
}

function targetsOf({ outputs }: ExistingResource): readonly string[] {
    const definition = outputs["definition"] as { scpActionDefinition?: { targetIds?: string[] } } | undefined;
    return definition?.scpActionDefinition?.targetIds ?? [];
}

function stopLost({ key = "", id }: StoppedAccount): string {
    return (
        `account ${visible(key)} (${id}) is stopped: ${IS_STOPPED}. This run would delete the budget action, ` +
        `and the policy would stay attached for ever. First let the account spend again, or keep its budget with stop: true:\n${resumeCommand(key)}`
    );
}

function policyLost({ key, id }: StoppedAccount): string {
    return (
        `${named({ key, id })} is stopped: ${IS_STOPPED}. No budget of the definition stops an account, so this run would delete ` +
        `the policy, which AWS refuses while it is attached. First let the account spend again:\n${resumeCommand(key ?? id)}`
    );
}

function named({ key, id }: { readonly key?: string | undefined; readonly id: string }): string {
    return `account ${key === undefined ? id : `${visible(key)} (${id})`}`;
}

/** Not who attached it: a person can do what AWS Budgets does. */
const IS_STOPPED = `${STOP_SPENDING} is attached, as AWS Budgets does when a budget is spent`;

/** Says which accounts have spent the budget that should stop them, and are not stopped. AWS acts hours late, or somebody has lifted it. */
export function unstoppedNow({ accounts }: CostsModel, { exceeded, stopped, areStopsUnread }: FoundCosts): Findings {
    if (areStopsUnread) return warned([]);
    const spent = new Set(exceeded.map(({ name }) => name));
    const isStopped = new Set(stopped.map(({ key }) => key));
    const names = [...accounts]
        .filter(
            ([key, { budgets }]) => !isStopped.has(key) && budgets.some(({ stop, name }) => stop && spent.has(name)),
        )
        .map(([key]) => visible(key));
    if (names.length === 0) return warned([]);
    const isOne = names.length === 1;
    return warned([
        `${isOne ? "account" : "accounts"} ${list(names, NAMED)} ${isOne ? "has" : "have"} spent a budget with stop: true, and ${STOP_SPENDING} is not attached: AWS acts some hours late, or somebody has let ${isOne ? "it" : "them"} spend again. ` +
            `This says which:\n${resumeCommand((isOne ? names[0] : undefined) ?? "<account>")}`,
    ]);
}

/** Says which accounts are stopped. */
export function stoppedNow({ stopped }: FoundCosts): Findings {
    if (stopped.length === 0) return warned([]);
    const accounts = list(
        stopped.map(({ key, id }) => (key === undefined ? id : `${visible(key)} (${id})`)),
        NAMED,
    );
    const isOne = stopped.length === 1;
    return warned([
        `${isOne ? "account" : "accounts"} ${accounts} ${isOne ? "is" : "are"} stopped: ${IS_STOPPED}. This run leaves it attached. ` +
            `To let ${isOne ? "it" : "one"} spend again:\n${resumeCommand((isOne ? stopped[0]?.key : undefined) ?? "<account>")}`,
    ]);
}
