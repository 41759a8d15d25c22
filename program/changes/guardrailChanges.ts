import { TYPES } from "../../components/typeTokens";
import type { ResourceChange, ReviewedChange } from "../../definition/feature";
import { QUARANTINE } from "../../guardrails";
import { list, visible } from "../../limits";
import { parseUrn } from "../state";
import type { ChangeContext } from "./changeContext";
import { changedTags } from "./changedTags";
import { CORE } from "./coreTypes";

type Words = Pick<ReviewedChange, "kind" | "risk" | "text" | "acknowledge"> & { readonly details?: readonly string[] };

/** What happens to policies, and where they are attached. */
export function guardrailChanges(
    changes: readonly ResourceChange[],
    context: ChangeContext,
): readonly ReviewedChange[] {
    const gone = new Set(changes.filter(isEnd).map(({ type, name }) => `${type} ${name}`));
    const lastOnes = lastAttachments(changes);
    const withPolicy = new Set(lastOnes.values());
    const reviewed = (change: ResourceChange, words: Words, path?: ReviewedChange["path"]): ReviewedChange => ({
        subject: "guardrails",
        details: [],
        ...words,
        resources: [change.urn],
        ...(path && { path }),
    });
    return changes.flatMap((change) => {
        const { type, name } = change;
        if (withPolicy.has(change)) return [];
        if (type === CORE.policy) {
            const policy = context.policies.get(name);
            return [reviewed(change, policyWords(change, context), policy?.path)];
        }
        if (type !== CORE.attachment && type !== CORE.fullAccessDetached) return [];
        const { policy, node } = attachmentParts(name);
        // An account and a unit may have one key.
        const isAccount = parseUrn(change.urn).parentType === TYPES.account;
        const path = node === "root" ? ["guardrails"] : (isAccount ? context.accounts : context.units).get(node)?.path;
        const attached: Attached = {
            ...{ policy, node, isAccount },
            where: isAccount ? `account ${visible(node)}` : node === "root" ? "the root" : `unit ${visible(node)}`,
            isWithNode: gone.has(`${isAccount ? CORE.account : CORE.unit} ${node}`),
        };
        const words = (type === CORE.attachment ? attachmentWords : fullAccessWords)(change, attached, context);
        const deleted = lastOnes.get(change);
        if (!deleted) return [reviewed(change, words, path)];
        const text = words.text.replace(/\.$/, ", and is deleted.");
        return [{ ...reviewed(change, { ...words, text }, path), resources: [change.urn, deleted.urn] }];
    });
}

/** Policies that are deleted by the one attachment that goes with each: both are one change for people. */
function lastAttachments(changes: readonly ResourceChange[]): ReadonlyMap<ResourceChange, ResourceChange> {
    const deletedOf = (wanted: string): ResourceChange[] =>
        changes.filter(({ type, operation }) => type === wanted && operation === "delete");
    const detached = deletedOf(CORE.attachment);
    return new Map(
        deletedOf(CORE.policy).flatMap((policy): [ResourceChange, ResourceChange][] => {
            const [first, ...others] = detached.filter(({ name }) => attachmentParts(name).policy === policy.name);
            return first && others.length === 0 ? [[first, policy]] : [];
        }),
    );
}

/** Whether a change can let somebody do more than before. Whether it does, the evaluator finds out, which may take seconds. */
export function mayLoosen(change: ResourceChange): boolean {
    const { type, operation } = change;
    if (type === CORE.policy) return operation === "update" || operation === "replace";
    return (type === CORE.attachment || type === CORE.fullAccessDetached) && isEnd(change);
}

function isEnd({ operation }: ResourceChange): boolean {
    return operation === "delete" || operation === "forget";
}

/** `deny-root-user@Workloads/Production` */
function attachmentParts(name: string): { readonly policy: string; readonly node: string } {
    const at = name.indexOf("@");
    return { policy: name.slice(0, at), node: name.slice(at + 1) };
}

function policyWords(change: ResourceChange, context: ChangeContext): Words {
    const name = `Policy ${visible(change.name)}`;
    switch (change.operation) {
        case "create":
            return { kind: "policy-created", risk: "routine", text: `${name} is created.` };
        case "import":
            return {
                kind: "policy-taken-over",
                risk: "routine",
                text: `${name}, which AWS has already, is taken over.`,
            };
        case "replace":
            return {
                kind: "policy-replaced",
                risk: "attention",
                text: `${name} is made anew: its ${change.properties.join(", ")} cannot change in place.`,
            };
        case "delete":
            return { kind: "policy-deleted", risk: "routine", text: `${name} is deleted.` };
        case "forget":
            return {
                kind: "policy-forgotten",
                risk: "attention",
                text: `${name} leaves the stack and stays in AWS, attached to accounts that are closed.`,
            };
        case "update":
            return policyUpdate(name, change, context);
    }
}

function policyUpdate(
    name: string,
    { name: key, properties, before = {}, after = {} }: ResourceChange,
    { isLooser, typeOfPolicy }: ChangeContext,
): Words {
    const details = changedTags(before, after);
    if (!properties.includes("content")) {
        return {
            kind: "policy-renamed",
            risk: "routine",
            text: `${name} gets another ${list([...properties])} in AWS.`,
            details,
        };
    }
    const lost = lostStatements(before.content, after.content);
    const changed = [...lost, ...details];
    if (isLooser && lost.length > 0 && bindsActions(typeOfPolicy(key))) {
        return {
            kind: "policy-loosened",
            risk: "danger",
            text: `${name} allows more than before.`,
            details: changed,
            acknowledge: `loosen policy ${key}`,
        };
    }
    return { kind: "policy-changed", risk: "attention", text: `${name} changes its content.`, details: changed };
}

/** The types whose effect the evaluator finds. */
function bindsActions(policyType: string): boolean {
    return ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"].includes(policyType);
}

/** The statements of a policy that a later one does not have word for word, by their ids or numbers, one sentence each. */
function lostStatements(before: unknown, after: unknown): readonly string[] {
    const present = statementsOf(after);
    const kept = new Set(present.map((one) => JSON.stringify(one)));
    const ids = new Set(present.map(({ Sid }) => Sid));
    return statementsOf(before).flatMap((one, index) => {
        if (kept.has(JSON.stringify(one))) return [];
        if (typeof one.Sid !== "string") return [`Statement ${index + 1} is changed or removed.`];
        return [`Statement ${visible(one.Sid)} is ${ids.has(one.Sid) ? "changed" : "removed"}.`];
    });
}

function statementsOf(content: unknown): readonly Readonly<Record<string, unknown>>[] {
    if (typeof content !== "string") return [];
    try {
        const statements = (JSON.parse(content) as { Statement?: unknown }).Statement;
        return [statements ?? []].flat() as Record<string, unknown>[];
    } catch {
        return [];
    }
}

interface Attached {
    readonly policy: string;
    readonly node: string;
    readonly isAccount: boolean;
    /** `account shop`, `unit Workloads`, `the root` */
    readonly where: string;
    /** The account or unit goes in the same run. */
    readonly isWithNode: boolean;
}

function attachmentWords(
    change: ResourceChange,
    { policy, node, isAccount, where, isWithNode }: Attached,
    { isLooser, typeOfPolicy }: ChangeContext,
): Words {
    const guardrail = `Guardrail ${visible(policy)}`;
    if (policy === QUARANTINE && isAccount) return quarantineWords(change, node);
    switch (change.operation) {
        case "create":
            return { kind: "guardrail-attached", risk: "attention", text: `${guardrail} binds ${where} from now on.` };
        case "import":
            return {
                kind: "guardrail-taken-over",
                risk: "routine",
                text: `${guardrail} is attached to ${where} already, and is taken over.`,
            };
        case "replace":
        case "update":
            return {
                kind: "guardrail-reattached",
                risk: "routine",
                text: `${guardrail} is attached to ${where} anew.`,
            };
        case "delete":
        case "forget": {
            const text = `${guardrail} no longer binds ${where}.`;
            if (isWithNode) return { kind: "guardrail-ends", risk: "routine", text };
            const policyType = typeOfPolicy(policy);
            const isProtection = bindsActions(policyType) ? isLooser : PROTECTIONS.includes(policyType);
            return isProtection
                ? { kind: "guardrail-detached", risk: "danger", text, acknowledge: `detach ${policy} from ${node}` }
                : { kind: "guardrail-detached", risk: "attention", text };
        }
    }
}

/** Types of policies that protect data and do not bind actions. */
const PROTECTIONS: readonly string[] = ["BACKUP_POLICY", "DECLARATIVE_POLICY_EC2", "S3_POLICY", "SECURITYHUB_POLICY"];

/** A state of the definition says so, in a line of its own: no other acknowledgement is needed. */
function quarantineWords({ operation }: ResourceChange, account: string): Words {
    const name = `Account ${visible(account)}`;
    return operation === "delete" || operation === "forget"
        ? {
              kind: "account-released",
              risk: "attention",
              text: `${name} is released from its quarantine: everything works in it again that its other guardrails allow.`,
          }
        : {
              kind: "account-quarantined",
              risk: "attention",
              text: `${name} is quarantined: nothing works in it except for the break-glass role. What runs keeps running.`,
          };
}

function fullAccessWords(
    { operation }: ResourceChange,
    { node, where, isWithNode }: Attached,
    { isLooser }: ChangeContext,
): Words {
    if (operation !== "delete" && operation !== "forget") {
        return {
            kind: "allow-list-begins",
            risk: "attention",
            text: `FullAWSAccess is detached from ${where}: only what its guardrails allow works there.`,
        };
    }
    const text = `FullAWSAccess is attached to ${where} again: its allow list ends.`;
    return isLooser && !isWithNode
        ? { kind: "allow-list-ends", risk: "danger", text, acknowledge: `end the allow list of ${node}` }
        : { kind: "allow-list-ends", risk: "routine", text };
}
