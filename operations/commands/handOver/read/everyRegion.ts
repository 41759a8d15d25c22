import { reasonOf } from "../../../cli/awsAnswer";

/** What was found in all regions, and where AWS did not answer. */
export interface RegionalAnswers<T> {
    readonly found: readonly T[];
    readonly unread: readonly { readonly regions: readonly string[]; readonly because: string }[];
}

/**
 * Asks all regions at once, because AWS counts calls for each region separately. A region that refuses, for example because a
 * guardrail denies it, does not hide the others.
 *
 * @throws the first region's error if no region answers.
 */
export async function everyRegion<T>(
    regions: readonly string[],
    ask: (region: string) => Promise<readonly T[]>,
): Promise<RegionalAnswers<T>> {
    const found: T[] = [];
    const unread = new Map<string, string[]>();
    const answers = await Promise.allSettled(regions.map(ask));
    const [first] = answers;
    if (first?.status === "rejected" && answers.every(({ status }) => status === "rejected")) throw first.reason;
    answers.forEach((answer, index) => {
        const region = regions[index] ?? "";
        if (answer.status === "fulfilled") {
            found.push(...answer.value);
            return;
        }
        // AWS's messages name the region in ARNs. Without it, equal refusals are reported once.
        const why = reasonOf(answer.reason).replaceAll(region, "<region>");
        unread.set(why, [...(unread.get(why) ?? []), region]);
    });
    return { found, unread: [...unread].map(([why, where]) => ({ regions: where, because: why })) };
}
