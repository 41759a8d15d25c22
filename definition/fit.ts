import { fitDocument } from "../evaluator/fit";
import { policyTypeLimits } from "../limits";
import type { PolicyModel } from "./model";
import type { Report } from "./report";

interface Fitted {
    readonly policies: PolicyModel[];
    /** The keys of what is attached to a target: where a policy has become several, all of them. */
    readonly attached: (keys: readonly string[]) => string[];
}

/**
 * Makes every policy of statements fit into AWS's size: one that is too large becomes several, `<key>`, `<key>-2`, ..., with names
 * likewise, which are attached wherever it is. Statements stay in their order, so that one more at the end leaves the policies before
 * as they are. What cannot be divided stays as it is: the rules tell it.
 */
export function fitPolicies(policies: readonly PolicyModel[], report: Report): Fitted {
    const keys = new Set(policies.map(({ key }) => key));
    const parts = new Map<string, readonly string[]>();
    const fitted = policies.flatMap((policy): PolicyModel[] => {
        const { kind, maxCharacters } = policyTypeLimits(policy.type);
        if (kind !== "authorization" || policy.content.length <= maxCharacters) return [policy];
        const fit = fitDocument(JSON.parse(policy.content) as Record<string, unknown>, maxCharacters);
        if (!("parts" in fit)) return [policy];
        const models = fit.parts.map((document, index) => part(policy, JSON.stringify(document), index + 1));
        if (models.length === 1) return models.map(({ part: _, ...whole }) => whole);
        const taken = models.slice(1).filter(({ key }) => keys.has(key));
        for (const { key } of taken) {
            report.add(
                policy.path,
                `policy ${policy.key} is too large for one policy of AWS and becomes ${models.length}, of which one would have the key ${key}, ` +
                    "as another policy has: give that one another key, or this one",
            );
        }
        if (taken.length > 0) return [policy];
        parts.set(
            policy.key,
            models.map(({ key }) => key),
        );
        return models;
    });
    return { policies: fitted, attached: (given) => given.flatMap((key) => parts.get(key) ?? [key]) };
}

function part(policy: PolicyModel, content: string, number: number): PolicyModel {
    const { id, ...rest } = policy;
    const suffix = number === 1 ? "" : `-${number}`;
    return {
        ...rest,
        ...(number === 1 && id !== undefined && { id }),
        key: policy.key + suffix,
        name: policy.name + suffix,
        content,
        part: { of: policy.key, number },
    };
}
