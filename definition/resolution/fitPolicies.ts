import { documentOf } from "../../evaluator/policyDocument";
import { fitDocument } from "../../evaluator/fit";
import { policyTypeLimits } from "../../limits";
import type { PolicyModel } from "../model";
import type { Report } from "../problemReport";
import { mapNodePolicies, type NodePolicies } from "./nodePolicies";
import type { StagedPolicies } from "./stagePolicies";

/** The policies of a definition, each within AWS's size, and the nodes that they are attached to. */
export interface FittedPolicies {
    readonly policies: readonly PolicyModel[];
    readonly attached: NodePolicies;
    /** Replaces the keys of policies that were split with the keys of their parts. */
    readonly keysOf: (policies: readonly string[]) => readonly string[];
}

/**
 * The last pass: makes every policy with statements fit into AWS's size. A policy that is too large is split into several, `<key>`,
 * `<key>-2`, ..., with matching names, and all of them are attached wherever it was. Statements keep their order, so that a new one at the
 * end does not change the policies before it.
 *
 * It needs the policies with their final content. It reports keys that are taken already. A policy that cannot be split stays as it is, and
 * the rules report it.
 */
export function fitPolicies({ policies, attached }: StagedPolicies, report: Report): FittedPolicies {
    const keys = new Set(policies.map(({ key }) => key));
    const parts = new Map<string, readonly string[]>();
    const fitted = policies.flatMap((policy): PolicyModel[] => {
        const { kind, maxCharacters } = policyTypeLimits(policy.type);
        if (kind !== "authorization" || policy.content.length <= maxCharacters) return [policy];
        const fit = fitDocument(documentOf(policy.content), maxCharacters);
        if (!("parts" in fit)) return [policy];
        const models = fit.parts.map((document, index) => part(policy, JSON.stringify(document), index + 1));
        if (models.length === 1) return models.map(({ part: _, ...whole }) => whole);
        const taken = models.slice(1).filter(({ key }) => keys.has(key));
        for (const { key } of taken) {
            report.add(
                policy.path,
                `policy ${policy.key} is too large for one policy of AWS and is split into ${models.length}. One of them would have the key ${key}, ` +
                    "which another policy has already: give one of the two another key",
            );
        }
        if (taken.length > 0) return [policy];
        parts.set(
            policy.key,
            models.map(({ key }) => key),
        );
        return models;
    });
    const keysOf = (given: readonly string[]): readonly string[] => given.flatMap((key) => parts.get(key) ?? [key]);
    return { policies: fitted, attached: mapNodePolicies(attached, keysOf), keysOf };
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
