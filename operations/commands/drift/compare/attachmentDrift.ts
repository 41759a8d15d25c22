import type { AppliedAttachment } from "../read/appliedState";
import type { FoundDifference } from "../driftItem";
import type { Comparison } from "./comparison";

/** Policies that were attached or detached, AWS's FullAWSAccess too. What is gone with its policy or its node is not said once more. */
export function attachmentDrift(on: Comparison): FoundDifference[] {
    const applied = new Map(on.applied.attachments.map((one) => [keyOf(one), one]));
    const attached = [...on.aws.targets].flatMap(([policyId, targets]) =>
        targets.map((targetId) => ({ policyId, targetId })),
    );
    const isAttached = new Set(attached.map(keyOf));
    const types = new Map(on.aws.policies.map(({ id, type }) => [id, type]));
    return [
        ...[...applied.values()]
            .filter((one) => types.has(one.policyId) && !on.isGone(one.targetId) && !isAttached.has(keyOf(one)))
            .map((one) => difference(on, "policy-detached", one, types)),
        ...attached
            .filter((one) => types.has(one.policyId) && !on.isGone(one.targetId) && !applied.has(keyOf(one)))
            .map((one) => difference(on, "policy-attached", one, types)),
        ...fullAccessDrift(on),
    ];
}

type Attachment = Pick<AppliedAttachment, "policyId" | "targetId"> & { readonly urn?: string };

function keyOf({ policyId, targetId }: Attachment): string {
    return `${policyId} ${targetId}`;
}

function difference(
    on: Comparison,
    kind: "policy-attached" | "policy-detached",
    { policyId, targetId, urn }: Attachment,
    types: ReadonlyMap<string, string>,
): FoundDifference {
    const subject = on.policy(policyId);
    const node = on.defined(targetId);
    const isDefined = subject.key !== undefined && node?.guardrails.includes(subject.key) === true;
    const byAws = kind === "policy-attached" ? attachedByAws(on, subject.key, targetId) : undefined;
    return {
        kind,
        subject,
        target: on.node(targetId),
        policyType: types.get(policyId) ?? "",
        ...(byAws !== undefined && { byAws }),
        definitionSays: says(kind === "policy-attached", node && isDefined),
        ...(node && { place: on.place(node.kind === "root" ? node.path : [...node.path, "guardrails"]) }),
        resources: urn === undefined ? [] : [urn],
    };
}

/** When AWS attaches a policy to an account by itself. */
function attachedByAws(on: Comparison, policy: string | undefined, targetId: string): string | undefined {
    const key = on.applied.accounts.get(targetId)?.key;
    const account = key === undefined ? undefined : on.accountModel(key);
    if (!account || policy === undefined) return undefined;
    return on.model.features.attachedByAws(account).find((one) => one.policy === policy)?.when;
}

function fullAccessDrift(on: Comparison): FoundDifference[] {
    return [...on.aws.fullAccess].flatMap(([id, isAttached]): FoundDifference[] => {
        const urn = on.applied.fullAccessDetached.get(id);
        const wasAttached = urn === undefined;
        if (isAttached === wasAttached) return [];
        const node = on.defined(id);
        return [
            {
                kind: isAttached ? "full-access-attached" : "full-access-detached",
                subject: on.subject(id),
                definitionSays: says(isAttached, node?.fullAccess),
                ...(node && { place: on.place(node.kind === "root" ? ["fullAccess"] : [...node.path, "fullAccess"]) }),
                resources: urn === undefined ? [] : [urn],
            },
        ];
    });
}

/** @param isThere whether AWS has it, and the state has not. @param isDefined absent: the definition does not have the node. */
function says(isThere: boolean, isDefined: boolean | undefined): FoundDifference["definitionSays"] {
    if (isDefined === undefined) return "nothing";
    return isDefined === isThere ? "is" : "was";
}
