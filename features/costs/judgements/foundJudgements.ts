import type { ExistingState, Findings } from "../../../definition/feature";
import { list, listSome, quoted, visible } from "../../../limits";
import type { CostsModel } from "../model";
import type { FoundCosts, TakenName } from "../plan/foundCosts";
import { money, refused, warned } from "./judgementFindings";
import { isInStack } from "./ownedJudgements";

/** The most budgets that a message names. */
const NAMED = 5;

/** AWS refuses a second thing with the same name, half way through a run. */
export function takenNames({ taken, anywhere }: FoundCosts, { resources }: ExistingState): Findings {
    // What the stack has under another key is refused by ownedElsewhere: taking it over would delete it.
    const strange = taken.filter((one) => !isInStack(one, resources));
    return refused(strange.map((one) => ({ place: anywhere, path: one.path, message: takenName(one) })));
}

function takenName({ what, name, id = "", isForeign, isRenamed }: TakenName): string {
    const text = quoted(name);
    switch (what) {
        case "budget":
            if (isRenamed)
                return `AWS has a budget ${text} already, which is not in this stack: give this one another name`;
            return `AWS has a budget ${text} already, which is not in this stack. To take it over, write \`name: ${name}\` and \`existing: true\`; or give this one another name`;
        case "category":
            return `AWS has a cost category ${text} already, which is not in this stack. To take it over, write \`id: ${id}\`; or give this one another name`;
        case "monitor":
            return `AWS has an anomaly monitor ${text} already, which is not in this stack. To take it over, write its ARN as \`id\` in \`monitors\`, or give this one another name there:\n${id}`;
        case "subscription":
            return `AWS has an anomaly subscription ${text} already, which is not in this stack. To take it over, write \`id: ${id}\`; or give this one another name`;
        case "bucket":
            return isForeign
                ? `the bucket ${text} belongs to another AWS account, or is in another region: names of buckets are unique among all of AWS. Give another name, or the bucket's region`
                : `the bucket ${text} exists already, and no export of this program has made it. Its settings would be overwritten, so give another name`;
        case "role":
            return `the management account has a role ${text} that this program has not made. Budgets stop accounts through a role of this name, so rename the other one`;
        case "export":
            return `AWS has an export ${text} already, which is not in this stack. Give this one another name, or delete the other one in the console of Data Exports: its files stay`;
    }
}

/** An import would take it over as it is. */
export function misusedMonitors({ misusedMonitors: misused, anywhere }: FoundCosts): Findings {
    return refused(
        misused.map(({ id, key, watched }) => ({
            place: anywhere,
            path: ["costs", "anomalies"],
            message:
                watched === undefined
                    ? `AWS has no anomaly monitor ${id}, which is to be taken over for ${visible(key)}. Correct the ARN, or leave it out to create one`
                    : `the monitor ${id}, which is taken over for ${visible(key)}, watches ${watched}. Use the ARN of another, or leave it out to create one`,
        })),
    );
}

/** A budget that is to be taken over must exist: otherwise the run would create it. */
export function missingBudgets({ missing, unconfirmed, anywhere }: FoundCosts): Findings {
    return refused([
        ...missing.map(({ name, path }) => ({
            place: anywhere,
            path,
            message: `says existing: true, and AWS has no budget ${quoted(name)}. Correct the name, or remove existing: true to create it`,
        })),
        ...unconfirmed.map(({ name, path }) => ({
            place: anywhere,
            path,
            message: `says existing: true, and AWS did not say whether it has the budget ${quoted(name)}: allow budgets:ViewBudget (docs/aws-roles.md), and run it again`,
        })),
    ]);
}

/** Somebody has deleted them: a plain run does not notice, and a stop would be gone for ever. */
export function lostBudgets({ lost }: FoundCosts): Findings {
    if (lost.length === 0) return warned([]);
    const isOne = lost.length === 1;
    return warned([
        `AWS no longer has ${isOne ? "budget" : "budgets"} ${listSome(lost, NAMED)} of this stack, and nobody is alerted or stopped by ${isOne ? "it" : "them"}. To create ${isOne ? "it" : "them"} again, run \`pulumi refresh\`, then \`make up\``,
    ]);
}

/** An import takes a budget as it is, so what differs is changed by the run after it. Only then its account can be stopped. */
export function takenOverBudgets({ accounts }: CostsModel, { imports: { budgets } }: FoundCosts): Findings {
    if (budgets.size === 0) return warned([]);
    const stopping = [...accounts.values()]
        .flatMap((account) => account.budgets)
        .filter(({ key, stop }) => stop && budgets.has(key))
        .map(({ key }) => key);
    const stops =
        stopping.length === 0
            ? ""
            : `, which also lets ${listSome(stopping, NAMED)} stop ${stopping.length === 1 ? "its account" : "their accounts"}`;
    return warned([
        `${budgets.size === 1 ? "budget" : "budgets"} ${listSome([...budgets.keys()], NAMED)} ${budgets.size === 1 ? "is" : "are"} taken over as AWS has ${budgets.size === 1 ? "it" : "them"}. What the definition says differently is changed by the next run${stops}`,
    ]);
}

/** The AWS provider does not remove a filter, so the budget would never count what the definition says. */
export function filteredBudgets({ filtered, anywhere }: FoundCosts): Findings {
    const inStack = filtered.filter(({ isInStack }) => isInStack).map(({ name }) => name);
    const isOne = inStack.length === 1;
    return {
        problems: filtered
            .filter(({ isInStack }) => !isInStack)
            .map(({ name, path }) => ({
                place: anywhere,
                path,
                message: `AWS's budget ${quoted(name)} has a filter, and counts only a part of the organisation. Pulumi would leave the filter as it is: remove it in the console of AWS Budgets first, or give this budget another name and no existing: true`,
            })),
        warnings:
            inStack.length === 0
                ? []
                : [
                      `${isOne ? "budget" : "budgets"} ${listSome(inStack, NAMED)} ${isOne ? "has" : "have"} a filter in AWS, and ${isOne ? "does" : "do"} not count the whole organisation. Remove it in the console of AWS Budgets`,
                  ],
    };
}

/** The largest excess first. */
export function exceededBudgets({ exceeded }: FoundCosts): Findings {
    if (exceeded.length === 0) return warned([]);
    const texts = [...exceeded]
        .sort((one, two) => two.spent - two.amount - (one.spent - one.amount))
        .map(
            ({ name, amount, spent, currency, period }) =>
                `${quoted(name)} (${money(spent, currency)} of ${money(amount, currency)}${PERIODS.get(period) ?? ""})`,
        );
    return warned([`${texts.length === 1 ? "a budget is" : "budgets are"} exceeded: ${list(texts, NAMED)}`]);
}

const PERIODS: ReadonlyMap<string, string> = new Map([
    ["MONTHLY", " this month"],
    ["QUARTERLY", " this quarter"],
    ["ANNUALLY", " this year"],
]);

export function silentBudgets({ silent }: FoundCosts): Findings {
    if (silent.length === 0) return warned([]);
    const isOne = silent.length === 1;
    return warned([
        `${isOne ? "budget" : "budgets"} ${listSome(silent, NAMED)} ${isOne ? "is" : "are"} months old and ${isOne ? "has" : "have"} never seen a cost. ` +
            "A filter by a tag or category that matches nothing counts 0 for ever: look at it in the console of AWS Budgets",
    ]);
}

export function unreadAnswers({ unread }: FoundCosts): Findings {
    if (unread.length === 0) return warned([]);
    return warned([
        `AWS did not say what this preview would have shown of costs: ${list(unread, NAMED)}. The run continues without it. docs/aws-roles.md lists the permissions`,
    ]);
}
