import { countText } from "../../../../../pages/data/amountText";
import { shortMonthText } from "../../../../../pages/data/dayText";
import { isRemoved } from "../data/treeIndex";
import { spendText, type TreeContext } from "./treeContext";

/** A figure or word at the right of each row. */
export interface TreeColumn {
    readonly title: string;
    readonly class: "word" | "number" | "amount";
    /** Empty where there is nothing to say. */
    readonly text: (node: number) => string;
    /** What a screen reader says before and after it, because the title of the column is far away. */
    readonly spoken: (node: number) => readonly [before: string, after: string];
}

/** The columns that have something to show. */
export function treeColumns(context: TreeContext): readonly TreeColumn[] {
    const columns = [...teamColumn(context), guardrailColumn(context), peopleColumn(context), ...spendColumn(context)];
    return columns.filter(({ text }) => context.index.nodes.some((_, number) => text(number) !== ""));
}

/** The tag that names the team, however the organisation spells it. */
function teamColumn({ index }: TreeContext): TreeColumn[] {
    const tags = new Set(index.nodes.flatMap(({ tags }) => tags.map(({ name }) => name)));
    const team = [...tags].find((name) => name.toLowerCase() === "team");
    if (team === undefined) return [];
    return [
        {
            title: team,
            class: "word",
            text: (number) => {
                const { kind, tags } = index.node(number);
                return kind === "account" ? (tags.find(({ name }) => name === team)?.value ?? "") : "";
            },
            spoken: () => [`, ${team} `, ""],
        },
    ];
}

function guardrailColumn({ index }: TreeContext): TreeColumn {
    return {
        title: "Guardrails",
        class: "number",
        text: (number) => (isRemoved(index.node(number)) ? "" : countText(index.guardrailCounts[number] ?? 0)),
        spoken: (number) => [", ", index.guardrailCounts[number] === 1 ? " guardrail" : " guardrails"],
    };
}

function peopleColumn({ index, people }: TreeContext): TreeColumn {
    const hasAccess = index.document.access.length > 0;
    return {
        title: "People",
        class: "number",
        text: (number) => {
            const node = index.node(number);
            if (!hasAccess || node.kind !== "account" || isRemoved(node)) return "";
            return countText(people.countOf(number));
        },
        spoken: (number) => [", ", people.countOf(number) === 1 ? " person" : " people"],
    };
}

function spendColumn({ spending }: TreeContext): TreeColumn[] {
    const all = spending.of(0);
    const month = spending.months[spending.shown];
    if (all === undefined || month === undefined) return [];
    const amounts = spendText(all);
    const title = shortMonthText(month);
    return [
        {
            title,
            class: "amount",
            text: (number) => {
                const amount = spending.amountOf(number);
                return amount === undefined ? "" : amounts.short(amount);
            },
            spoken: () => [", ", ` in ${title}`],
        },
    ];
}
