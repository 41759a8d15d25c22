import { addItem, hasKey, isInList, removeItem, setKey, unsetKey } from "../../../edit/entryEdits";
import { byHand, definedNode, policyOf, type ByHand, type TakeOverContext, type TakeOversOf } from "./takeOver";
import type { DriftNode } from "../driftItem";

export const ATTACHMENT_TAKE_OVERS: TakeOversOf<
    "policy-attached" | "policy-detached" | "full-access-attached" | "full-access-detached"
> = {
    "policy-attached": ({ subject, target, byAws }, { draft, model }) => {
        if (byAws !== undefined) return byHand(`AWS attaches it by itself ${byAws}: the definition says so already`);
        const node = definedNode(model, target);
        if (!node) return withoutNode(target);
        const policy = policyOf(model, subject);
        if (!policy) {
            return byHand(
                "the definition does not have the policy. If it was made by hand too, take over both in one command; otherwise write it below `policies` with its `id`",
            );
        }
        return {
            edit() {
                if (isInList(draft, node.entry, "without", policy.key))
                    removeItem(draft, node.entry, "without", policy.key);
                else addItem(draft, node.entry, "guardrails", policy.key);
            },
            parts: [node.part, `policy ${policy.key}`],
            holds: (after) => node.find(after)?.guardrails.includes(policy.key) === true,
        };
    },
    "policy-detached": ({ subject, target }, { draft, model }) => {
        const node = definedNode(model, target);
        const policy = policyOf(model, subject);
        if (!node) return withoutNode(target);
        if (!policy) return byHand("the definition does not have the policy any more: nothing is to be written");
        const isNamed = isInList(draft, node.entry, "guardrails", policy.key);
        if (!isNamed && target.kind === "account") {
            return byHand(
                "the account gets the policy by something else than `guardrails`, such as `state: quarantined` or `regions`: change that",
            );
        }
        return {
            edit() {
                // A kind of unit or a framework brings the others.
                if (isNamed) removeItem(draft, node.entry, "guardrails", policy.key);
                else addItem(draft, node.entry, "without", policy.key);
            },
            parts: [node.part, `policy ${policy.key}`],
            holds: (after) => node.find(after)?.guardrails.includes(policy.key) === false,
        };
    },
    "full-access-attached": ({ subject }, context) => fullAccess(subject as DriftNode, true, context),
    "full-access-detached": ({ subject }, context) => fullAccess(subject as DriftNode, false, context),
};

function fullAccess(
    target: DriftNode,
    isAttached: boolean,
    { draft, model }: TakeOverContext,
): ReturnType<(typeof ATTACHMENT_TAKE_OVERS)["full-access-attached"]> {
    const node = definedNode(model, target);
    if (!node) return withoutNode(target);
    return {
        edit() {
            if (!isAttached) setKey(draft, node.entry, "fullAccess", false);
            else if (hasKey(draft, node.entry, "fullAccess")) unsetKey(draft, node.entry, "fullAccess");
        },
        parts: [target.kind === "root" ? "fullAccess" : node.part],
        holds: (after) => node.find(after)?.fullAccess === isAttached,
    };
}

function withoutNode({ kind, key, name }: DriftNode): ByHand {
    return byHand(`the definition does not have ${kind} ${key ?? name}`);
}
