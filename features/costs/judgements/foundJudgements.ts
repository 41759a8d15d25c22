import type { Findings } from "../../../definition/feature";
import { list, listSome, quoted, visible } from "../../../limits";
import type { FoundCosts, TakenName } from "../plan/foundCosts";
import { money, refused, warned } from "./judgementFindings";

/** The most budgets that a message names. */
const NAMED = 5;

/** AWS refuses a second thing with the same name, half way through a run. */
export function takenNames({ taken, anywhere }: FoundCosts): Findings {
    return refused(taken.map((one) => ({ place: anywhere, path: one.path, message: takenName(one) })));
}

function takenName({ what, name, id = "", isForeign }: TakenName): string {
    const text = quoted(name);
    switch (what) {
        case "budget":
            return `AWS has a budget ${text} already, which is not in this stack. To take it over, write \`name: ${name}\` and \`existing: true\`; or give this one another name`;
        case "category":
            return `AWS has a cost category ${text} already, which is not in this stack. To take it over, write \`id: ${id}\`; or give this one another name`;
        case "monitor":
            return `AWS has an anomaly monitor ${text} already, which is not in this stack. To take it over, write its ARN as \`id\` in \`monitors\`, or give this one another name there:\n${id}`;
        case "subscription":
            return `AWS has an anomaly subscription ${text} already, which is not in this stack. To take it over, write \`id: ${id}\`; or give this one another name`;
        case "bucket":
            return isForeign
                ? `the bucket ${text} belongs to another AWS account: names of buckets are unique among all of AWS. Give another name`
                : `the bucket ${text} exists already, and no export of this program has made it. Its settings would be overwritten, so give another name`;
        case "export":
            return `AWS has an export ${text} already, which is not in this stack. Give this one another name`;
    }
}

/** An import would take it over as it is. */
export function misusedMonitors({ misusedMonitors: misused, anywhere }: FoundCosts): Findings {
    return refused(
        misused.map(({ id, key, watched }) => ({
            place: anywhere,
            path: ["costs", "anomalies"],
            message: `the monitor ${id}, which is taken over for ${visible(key)}, watches ${watched}. Use the ARN of another, or leave it out to create one`,
        })),
    );
}

export function missingBudgets({ missing, anywhere }: FoundCosts): Findings {
    return refused(
        missing.map(({ name, path }) => ({
            place: anywhere,
            path,
            message: `says existing: true, and AWS has no budget ${quoted(name)}. Correct the name, or remove existing: true to create it`,
        })),
    );
}

/** An import takes a budget as it is, so what differs is changed by the run after it. */
export function takenOverBudgets({ imports: { budgets } }: FoundCosts): Findings {
    if (budgets.size === 0) return warned([]);
    return warned([
        `${budgets.size === 1 ? "budget" : "budgets"} ${listSome([...budgets.keys()], NAMED)} ${budgets.size === 1 ? "is" : "are"} taken over as AWS has ${budgets.size === 1 ? "it" : "them"}. What the definition says differently is changed by the next run`,
    ]);
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
