import type { CostGroup, CostQuestion } from "../../../../../../features/costs/bill/costSource";
import { serviceName } from "../../../../../../features/costs/bill/serviceNames";
import type { Charge } from "./billYear";

/** Micro-dollars by month and keys, as `2026-11 | shop | usage`. Sums of 0 are absent, as in an answer. */
export type Sums = ReadonlyMap<string, number>;

/** What a source must answer, summed in whole numbers. */
export function knownSums(charges: readonly Charge[], question: CostQuestion): Sums {
    const sums = new Map<string, number>();
    for (const charge of charges) {
        if (charge.day < question.from || charge.day >= question.to) continue;
        if (question.accounts && !question.accounts.includes(charge.account)) continue;
        if (question.exceptAccounts?.includes(charge.account)) continue;
        if (question.kinds && !question.kinds.includes(charge.kind)) continue;
        const tagged = question.tagged ?? [];
        if (tagged.some(({ tag, values, isOneOf }) => values.includes(tagOf(charge, tag)) !== isOneOf)) continue;
        const month = (question.granularity === "total" ? question.from : charge.day).slice(0, 7);
        const key = [month, ...question.groupBy.map((group) => keyOf(group, charge))].join(" | ");
        sums.set(key, (sums.get(key) ?? 0) + charge[question.metric]);
    }
    return new Map([...sums].filter(([, sum]) => sum !== 0).sort(byKey));
}

/** An answer in the same form. Every amount must be whole micro-dollars. */
export function answeredSums(
    rows: readonly { readonly month: string; readonly keys: readonly string[]; readonly amount: number }[],
): Sums {
    const sums = rows.map(({ month, keys, amount }): [string, number] => {
        return [[month, ...keys].join(" | "), Math.round(amount * 1e9) / 1e3];
    });
    return new Map(sums.sort(byKey));
}

function byKey([one]: readonly [string, number], [other]: readonly [string, number]): number {
    return one < other ? -1 : 1;
}

/** A resource without the tag has an empty one. */
function tagOf({ tags }: Charge, tag: string): string {
    return Object.hasOwn(tags, tag) ? (tags[tag] ?? "") : "";
}

function keyOf(group: CostGroup, charge: Charge): string {
    if (typeof group !== "string") return tagOf(charge, group.tag);
    if (group === "service") return serviceName(charge.explorerService);
    if (group === "region") return charge.region === "" ? "global" : charge.region;
    return charge[group];
}
