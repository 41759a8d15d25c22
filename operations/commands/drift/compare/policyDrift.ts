import { isSamePolicy } from "../../../../evaluator/policyDocument";
import type { PolicyModel } from "../../../../definition";
import type { FoundDifference } from "../driftItem";
import type { AppliedPolicy } from "../read/appliedState";
import type { AwsPolicy } from "../read/comparedOrganization";
import { definitionSays, type Comparison } from "./comparison";

/** Policies that were edited, renamed, made or deleted, of the types that AWS has shown. */
export function policyDrift(on: Comparison): FoundDifference[] {
    const { policies, readTypes } = on.aws;
    const inAws = new Map(policies.map((policy) => [policy.id, policy]));
    return [
        ...[...on.applied.policies.values()]
            .filter(({ type }) => readTypes.includes(type))
            .flatMap((applied) => changesOf(on, applied, inAws.get(applied.id))),
        ...policies.filter((policy) => isStrange(on, policy)).map((policy) => made(on, policy)),
    ];
}

function changesOf(on: Comparison, applied: AppliedPolicy, policy: AwsPolicy | undefined): FoundDifference[] {
    const model = on.policyModel(applied.key);
    const facts = {
        subject: on.policy(applied.id),
        resources: [applied.urn],
        ...(model && { place: model.place }),
    };
    if (!policy) {
        const { name, type, description, content } = applied;
        const was = { name, type, description, content };
        return [{ kind: "policy-deleted", was, definitionSays: model ? "was" : "nothing", ...facts }];
    }
    return [
        ...changedContent(on, applied, policy, model),
        ...changed("policy-renamed", applied.name, policy.name, model?.name),
        ...changed("policy-description-changed", applied.description, policy.description, model?.description),
    ];

    function changed(
        kind: "policy-renamed" | "policy-description-changed",
        was: string,
        is: string,
        defined: string | undefined,
    ): FoundDifference[] {
        if (was === is) return [];
        const says = definitionSays(was, is, defined);
        return [{ kind, was, is, ...(defined !== undefined && { defined }), definitionSays: says, ...facts }];
    }
}

function changedContent(
    on: Comparison,
    applied: AppliedPolicy,
    policy: AwsPolicy,
    model: PolicyModel | undefined,
): FoundDifference[] {
    if (isSamePolicy(applied.content, policy.content)) return [];
    return [
        {
            kind: "policy-content-changed",
            subject: on.policy(applied.id),
            was: applied.content,
            is: policy.content,
            ...(model && { defined: model.content }),
            definitionSays: definitionSays(applied.content, policy.content, model?.content, isSamePolicy),
            ...(model && { place: model.documentPath ? on.place(model.documentPath) : model.place }),
            resources: [applied.urn],
        },
    ];
}

/** Whether a policy was made by hand. One that only closed accounts have is left by the stack: AWS deletes no policy that is attached. */
function isStrange(on: Comparison, { id }: AwsPolicy): boolean {
    if (on.applied.policies.has(id)) return false;
    const targets = on.aws.targets.get(id) ?? [];
    return targets.length === 0 || !targets.every((target) => on.isClosed(target));
}

function made(on: Comparison, { id, name, type, description, content }: AwsPolicy): FoundDifference {
    const model = on.model.policies.find((policy) => policy.id === id);
    return {
        kind: "policy-made",
        subject: on.policy(id),
        is: { name, type, description, content },
        definitionSays: model ? "is" : "nothing",
        ...(model && { place: model.place }),
        resources: [],
    };
}
