import { visible } from "../../../../limits";
import { answerFrom, memberOf, readMembership, type CommandContext } from "../../../../operations/cli";
import type { OrganizationSpend, SpendReader } from "../../../../operations/commands/tree/feature";
import { dayText } from "../../../../pages/data/dayText";
import { dayLater } from "../../bill/calendar";
import type { CostRow } from "../../bill/costSource";
import { costs } from "../../definition";
import { chosenSource } from "../question/chosenSource";
import { timeIn, timeOfSource } from "../question/questionTime";
import { inSourceWords } from "../question/sourceWords";
import { usageText } from "../show";
import { monthlyBudgets } from "./monthlyBudgets";

/** What is asked, as a command line of `org costs`. */
const ASKED = { months: "2" };

/**
 * What each account cost last month and this month until yesterday, from where `org costs` reads it: the definition's export, or one request to
 * Cost Explorer, which AWS bills with 0.01 USD (a second one above about 2,500 accounts, whose answer has two pages).
 */
export const readAccountSpend: SpendReader = (context) =>
    answerFrom(context.settings.aws.endpoints, ["organizations"], () => inSourceWords(() => accountSpend(context)));

async function accountSpend(context: CommandContext): Promise<OrganizationSpend> {
    const { model, clients } = context;
    const membership = await readMembership(clients);
    // AWS has told its time by now.
    const today = clients.now().toISOString().slice(0, 10);
    const request = { by: ["account"], metric: "unblended", time: timeIn(ASKED, today, "0000-01") } as const;
    const { source, notes } = await chosenSource(context, ASKED, request, today);
    const { time, notes: short } = await timeOfSource(source, ASKED, today);
    const { months, until, isPartial } = time;
    const rows = await source.costs({
        from: `${months[0] ?? ""}-01`,
        to: dayLater(until, 1),
        granularity: "month",
        groupBy: ["account"],
        kinds: ["usage"],
        metric: "unblended",
    });
    const written = model.features.get(costs);
    const currency = source.currency?.() ?? written.currency;
    const keys = new Map(model.accounts.map((account) => [memberOf(account, membership)?.id, account.key]));
    return {
        currency,
        months,
        until,
        isPartial,
        ...amountsOf(rows, months, keys),
        budgets: monthlyBudgets(written, currency),
        notes: [
            `Costs are from ${visible(source.name)}, until ${dayText(until)}, without credits, refunds and tax${usageText(source.usage())}. AWS adds costs up to a day later.`,
            ...notes,
            ...short,
        ],
    };
}

/** @param keys of the accounts of the definition, by id. */
function amountsOf(
    rows: readonly CostRow[],
    months: readonly string[],
    keys: ReadonlyMap<string | undefined, string>,
): Pick<OrganizationSpend, "accounts" | "total"> {
    const accounts = new Map<string, number[]>();
    const total = months.map(() => 0);
    for (const {
        month,
        keys: [id],
        amount,
    } of rows) {
        const place = months.indexOf(month);
        const key = keys.get(id);
        total[place] = (total[place] ?? 0) + amount;
        if (key === undefined) continue;
        const amounts = accounts.get(key) ?? months.map(() => 0);
        amounts[place] = (amounts[place] ?? 0) + amount;
        accounts.set(key, amounts);
    }
    return { accounts, total };
}
