import type { AccountCost, CostFigures, CostLine, CostReport } from "../../../features/costs/report/costReport";

/** A report of a made-up organisation. The same options give the same report. */
export interface ReportOptions {
    readonly accounts: number;
    /** `team` has a line for each team, `account` one for each account. */
    readonly by: "team" | "account";
    readonly isPartial?: boolean;
}

const MONTHS = ["2025-11", "2025-12", ..."01 02 03 04 05 06 07 08 09 10 11".split(" ").map((month) => `2026-${month}`)];
const DAYS_SO_FAR = 25 / 30;
const TEAMS = [
    "shop",
    "data",
    "platform",
    "search",
    "payments",
    "mobile",
    "security",
    "marketing",
    "logistics",
    "research",
    "finance",
    "support",
    "sandbox",
];
/** The units of the organisation, and what an account in them costs a month. */
const UNITS: readonly { readonly units: readonly string[]; readonly monthly: number; readonly weight: number }[] = [
    { units: ["Workloads", "Production"], monthly: 5200, weight: 5 },
    { units: ["Workloads", "Staging"], monthly: 900, weight: 3 },
    { units: ["Infrastructure"], monthly: 2100, weight: 3 },
    { units: ["Security"], monthly: 780, weight: 2 },
    { units: ["Sandbox"], monthly: 60, weight: 3 },
];
const STAGES = new Map([
    ["Production", "prod"],
    ["Staging", "staging"],
    ["Infrastructure", "shared"],
    ["Security", "security"],
    ["Sandbox", "sandbox"],
]);

interface MadeAccount {
    readonly account: AccountCost;
    readonly team: string;
    readonly figures: CostFigures;
}

export function generatedReport({ accounts, by, isPartial = true }: ReportOptions): CostReport {
    const random = randomNumbers(accounts);
    const made = Array.from({ length: accounts }, (_, index) => madeAccount(index, random, isPartial));
    const total = withBudget(summed(made.map(({ figures }) => figures)), "organisation", 1.04);
    const lines = by === "account" ? made.map((one) => accountLine(one, total)) : teamLines(made, total);
    lines.sort((one, other) => other.figures.thisMonth - one.figures.thisMonth);
    const change = ({ figures }: CostLine): number => Math.abs(figures.thisMonth - figures.lastMonthSameDay);
    const unassigned = made.filter(({ team }) => team === "unassigned");
    const amount = summed(unassigned.map(({ figures }) => figures)).thisMonth;
    return {
        source: "Cost Explorer",
        usage: { requests: 4, cached: 2, usd: 0.04 },
        currency: "USD",
        metric: "unblended",
        stack: "acme",
        until: isPartial ? "2026-11-25" : "2026-11-30",
        months: MONTHS,
        isPartial,
        notes: [],
        by: [by],
        total,
        apart: [
            { kind: "credit", figures: scaled(total, -0.031) },
            { kind: "tax", figures: scaled(total, 0.19) },
        ],
        lines,
        movers: [...lines].sort((one, other) => change(other) - change(one)).slice(0, 10),
        unassigned: [
            { name: "team", amount, share: amount / total.thisMonth },
            { name: "CostCenter", amount: total.thisMonth * 0.172, share: 0.172 },
            { name: "environment", amount: total.thisMonth * 0.021, share: 0.021 },
        ],
        accounts: made.map(({ account }) => account),
    };
}

function madeAccount(index: number, random: () => number, isPartial: boolean): MadeAccount {
    const places = UNITS.flatMap((unit) => Array.from({ length: unit.weight }, () => unit));
    const { units, monthly } = places[index % places.length] ?? { units: [], monthly: 10 };
    const isUnassigned = index % 11 === 7;
    const team = isUnassigned ? "unassigned" : (TEAMS[(index * 5 + Math.floor(index / 16)) % TEAMS.length] ?? "shop");
    const stage = STAGES.get(units.at(-1) ?? "") ?? "shared";
    const number = index >= TEAMS.length ? `-${String(Math.floor(index / TEAMS.length) + 1).padStart(2, "0")}` : "";
    const size = monthly * (0.35 + 1.6 * random() ** 2);
    const growth = 0.985 + 0.06 * random();
    const months = MONTHS.map((_, month) => round(size * growth ** month * (0.93 + 0.14 * random())));
    const isNew = index % 23 === 19;
    const jump = index % 9 === 4 ? 1.5 + random() : index % 13 === 6 ? 0.55 : 1;
    const whole = (months.at(-1) ?? 0) * jump;
    const past = isNew ? months.map(() => 0) : months;
    const figures = madeFigures([...past.slice(0, -1), round(whole * (isPartial ? DAYS_SO_FAR : 1))], isPartial, whole);
    const name = `${team === "unassigned" ? "legacy" : team}-${stage}${number}`;
    const account: AccountCost = {
        account: name,
        id: String(100_000_000_000 + index * 7_919),
        units,
        dimensions: { team },
        thisMonth: figures.thisMonth,
        lastMonthSameDay: figures.lastMonthSameDay,
    };
    return { account, team, figures: index % 3 === 0 ? withBudget(figures, name, 0.8 + 0.6 * random()) : figures };
}

function madeFigures(months: readonly number[], isPartial: boolean, whole: number): CostFigures {
    const lastMonth = months.at(-2) ?? 0;
    return {
        months,
        thisMonth: months.at(-1) ?? 0,
        lastMonth,
        lastMonthSameDay: isPartial ? round(lastMonth * DAYS_SO_FAR) : lastMonth,
        ...(isPartial ? { forecast: round(whole) } : {}),
    };
}

function accountLine({ account, figures }: MadeAccount, total: CostFigures): CostLine {
    return { keys: [account.account], figures, share: figures.thisMonth / total.thisMonth };
}

function teamLines(made: readonly MadeAccount[], total: CostFigures): CostLine[] {
    const teams = [...new Set(made.map(({ team }) => team))];
    return teams.map((team, index) => {
        const sum = summed(made.filter((one) => one.team === team).map(({ figures }) => figures));
        const figures = index % 4 === 3 ? sum : withBudget(sum, team, [1.3, 0.93, 1.06][index % 3] ?? 1);
        return { keys: [team], figures, share: sum.thisMonth / total.thisMonth };
    });
}

/** A budget of this share of what the whole month will have cost. */
function withBudget(figures: CostFigures, name: string, share: number): CostFigures {
    const whole = figures.forecast ?? figures.thisMonth;
    const step = 10 ** Math.max(1, Math.floor(Math.log10(Math.max(10, whole))) - 1);
    const amount = Math.max(step, Math.round((whole * share) / step) * step);
    return { ...figures, budget: { name, period: "monthly", amount } };
}

function summed(all: readonly CostFigures[]): CostFigures {
    const sum = (of: (figures: CostFigures) => number): number =>
        round(all.reduce((total, figures) => total + of(figures), 0));
    const hasForecast = all.some(({ forecast }) => forecast !== undefined);
    return {
        months: MONTHS.map((_, month) => sum(({ months }) => months[month] ?? 0)),
        thisMonth: sum(({ thisMonth }) => thisMonth),
        lastMonth: sum(({ lastMonth }) => lastMonth),
        lastMonthSameDay: sum(({ lastMonthSameDay }) => lastMonthSameDay),
        ...(hasForecast ? { forecast: sum(({ forecast }) => forecast ?? 0) } : {}),
    };
}

function scaled({ months, thisMonth, lastMonth, lastMonthSameDay }: CostFigures, by: number): CostFigures {
    return {
        months: months.map((amount) => round(amount * by)),
        thisMonth: round(thisMonth * by),
        lastMonth: round(lastMonth * by * 0.9),
        lastMonthSameDay: round(lastMonthSameDay * by * 0.9),
    };
}

const round = (amount: number): number => Math.round(amount * 100) / 100;

/** Numbers between 0 and 1 that look random (mulberry32). */
function randomNumbers(seed: number): () => number {
    let state = seed;
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
}
