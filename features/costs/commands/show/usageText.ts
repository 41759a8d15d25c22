import { countOf } from "../../../../limits";
import type { SourceUsage } from "../../bill/costSource";

/** ` (2 requests to AWS, 1 answer of today kept, 0.02 USD)`: what an answer has cost. Empty if nothing was asked. */
export function usageText({ requests, cached, usd }: SourceUsage): string {
    const asked = [
        ...(requests > 0 ? [`${countOf(requests, "request")} to AWS`] : []),
        ...(cached > 0 ? [`${countOf(cached, "answer")} of today kept`] : []),
        ...(usd > 0 ? [`${usd.toFixed(2)} USD`] : []),
    ];
    return asked.length === 0 ? "" : ` (${asked.join(", ")})`;
}
