/**
 * A year of charges of an organisation with 200 accounts, whose sums are known: amounts are whole micro-dollars. The same arguments always
 * make the same charges.
 *
 * Accounts use on-demand services with and without tags, and get credits, refunds and tax. The first account has a savings plan and a
 * reservation, which the others use: their charges are 0 on the bill, and have a share of the fee as amortized costs.
 */
export interface Charge {
    /** `2026-11-25`. */
    readonly day: string;
    readonly account: string;
    /** Its name in an export, and in Cost Explorer. */
    readonly service: string;
    readonly explorerService: string;
    /** Empty for none. */
    readonly region: string;
    readonly kind: "usage" | "credit" | "refund" | "tax";
    /** The line item's type in CUR 2.0. */
    readonly type: string;
    readonly resource: string;
    readonly tags: Readonly<Record<string, string>>;
    /** Micro-dollars. */
    readonly unblended: number;
    readonly amortized: number;
}

const SERVICES = [
    ["Amazon Elastic Compute Cloud", "Amazon Elastic Compute Cloud - Compute"],
    ["Amazon Elastic Compute Cloud", "EC2 - Other"],
    ["Amazon Simple Storage Service", "Amazon Simple Storage Service"],
    ["Amazon Relational Database Service", "Amazon Relational Database Service"],
    ["AWS Lambda", "AWS Lambda"],
] as const;
const REGIONS = ["eu-central-1", "us-east-1", ""] as const;
const TEAMS = ["shop", "data", "platform", 'it\'s "quoted", ü'] as const;
const EC2 = { service: SERVICES[0][0], explorerService: SERVICES[0][1] };
const DAYS_OF_USAGE = ["01", "09", "15", "16", "28"] as const;

/** @param firstMonth such as `2025-12`. */
export function billYear(firstMonth: string, ids = accountIds(200), seed = 11): readonly Charge[] {
    const random = numbers(seed);
    return monthsFrom(firstMonth, 12).flatMap((month) => [
        ...ids.flatMap((account, index) => accountMonth(month, account, index, random)),
        ...commitmentMonth(month, ids, random),
    ]);
}

export function accountIds(accounts: number): readonly string[] {
    return Array.from({ length: accounts }, (_, index) => String(200_000_000_000 + index));
}

export function monthsFrom(first: string, count: number): readonly string[] {
    const [year = 0, month = 0] = first.split("-").map(Number);
    return Array.from({ length: count }, (_, index) =>
        new Date(Date.UTC(year, month - 1 + index, 1)).toJSON().slice(0, 7),
    );
}

function accountMonth(month: string, account: string, index: number, random: () => number): Charge[] {
    const team = TEAMS[index % TEAMS.length] ?? "";
    const usage = DAYS_OF_USAGE.map((day, at): Charge => {
        const [service, explorerService] = SERVICES[(index + at) % SERVICES.length] ?? SERVICES[0];
        const tags = { ...(at % 3 > 0 && { Team: team }), ...(at % 2 > 0 && { CostCenter: `cc-${index % 7}` }) };
        const charge = {
            account,
            service,
            explorerService,
            region: REGIONS[(index + at) % REGIONS.length] ?? "",
            tags,
        };
        return { ...charge, day: `${month}-${day}`, ...plain("Usage", random()), resource: `arn:${account}:${at}` };
    });
    const [first] = usage;
    const untagged = { tags: {}, resource: "" };
    const extra: Charge[] = [];
    if (first === undefined) return extra;
    const tax = { service: first.service, explorerService: "Tax", region: "" };
    extra.push({ ...first, ...untagged, ...tax, day: `${month}-01`, ...plain("Tax", Math.floor(random() / 5)) });
    if (index % 4 === 0) extra.push({ ...first, day: `${month}-15`, ...plain("Credit", -Math.floor(random() / 3)) });
    if (index % 10 === 0) extra.push({ ...first, ...untagged, day: `${month}-20`, ...plain("Refund", -random()) });
    return [...usage, ...extra];
}

/** A savings plan of the first account that others use, and a reservation of the first account. Neither is used wholly. */
function commitmentMonth(month: string, ids: readonly string[], random: () => number): Charge[] {
    const [owner = ""] = ids;
    const base = { region: "us-east-1", kind: "usage" as const, tags: {}, resource: "" };
    const charges: Charge[] = [];
    let used = 0;
    for (const account of ids.slice(0, 20)) {
        const [onDemand, share] = [random() * 2, random()];
        used += share;
        const covered = { ...base, ...EC2, account, day: `${month}-10` };
        const tags = { Team: "shop" };
        charges.push({ ...covered, tags, type: "SavingsPlanCoveredUsage", unblended: onDemand, amortized: share });
        charges.push({ ...covered, type: "SavingsPlanNegation", unblended: -onDemand, amortized: 0 });
    }
    const plan = { ...base, account: owner, service: "Savings Plans for AWS Compute usage", region: "" };
    const unused = 7_000_001;
    charges.push({
        ...plan,
        explorerService: plan.service,
        day: `${month}-01`,
        type: "SavingsPlanRecurringFee",
        unblended: used + unused,
        amortized: unused,
    });
    const reservation = { ...base, ...EC2, account: owner };
    const [fee, spread] = [random() * 9, random()];
    if (month.endsWith("-03")) {
        charges.push({ ...reservation, day: `${month}-05`, type: "Fee", unblended: fee, amortized: 0 });
    }
    const tags = { Team: "data" };
    charges.push({
        ...reservation,
        tags,
        day: `${month}-11`,
        type: "DiscountedUsage",
        unblended: 0,
        amortized: spread,
    });
    charges.push({ ...reservation, day: `${month}-01`, type: "RIFee", unblended: 3_000_000, amortized: 1_234_567 });
    return charges;
}

function plain(type: string, amount: number): Pick<Charge, "kind" | "type" | "unblended" | "amortized"> {
    return { kind: type.toLowerCase() as Charge["kind"], type, unblended: amount, amortized: amount };
}

/** Whole numbers from 1 to 100,000,000: up to 100 dollars. */
function numbers(seed: number): () => number {
    let state = seed;
    return () => {
        // A linear congruential generator: the modulus is a power of two, so the high bits are the better ones.
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return 1 + ((state >>> 4) % 100_000_000);
    };
}
