import { TYPES } from "../../components/typeTokens";
import type { PolicyModel } from "../../definition";
import type { ChangeWords, ResourceChange, ReviewedChange, WeighedRisk } from "../../definition/feature";
import { QUARANTINE } from "../../guardrails";
import { list, visible } from "../../limits";
import { accountNode, describeNode, ROOT_NODE, unitNode, type OrganizationNode } from "../../tree";
import { parseUrn } from "../state";
import type { ChangeContext } from "./changeContext";
import { allowsSomething, changedStatements } from "./changedStatements";
import { changedTags } from "./changedTags";
import { decidingPolicies } from "./decidingPolicies";
import { CORE } from "../state";

type Words = Pick<ChangeWords, "kind" | "text"> & WeighedRisk & { readonly details?: readonly string[] };

/** What happens to policies, and where they are attached. */
export function guardrailChanges(
    changes: readonly ResourceChange[],
    context: ChangeContext,
): readonly ReviewedChange[] {
    const gone = new Set(changes.filter(isEnd).map(({ type, name }) => `${type} ${name}`));
    const lastOnes = lastAttachments(changes);
    const withPolicy = new Set(lastOnes.values());
    const deciding = decidingPolicies(changes, context);
    const reviewed = (
        change: ResourceChange,
        words: Words,
        path: ReviewedChange["path"],
        ...of: Parameters<typeof deciding>
    ): ReviewedChange => ({
        subject: "guardrails",
        details: [],
        ...words,
        resources: [change.urn],
        ...(path && { path }),
        ...(words.risk === "danger" && { boundTo: deciding(...of) }),
    });
    return changes.flatMap((change) => {
        const { type, name } = change;
        if (withPolicy.has(change)) return [];
        if (type === CORE.policy) {
            const policy = context.policies.get(name);
            return [reviewed(change, policyWords(change, context), policy?.path, name)];
        }
        if (type !== CORE.attachment && type !== CORE.fullAccessDetached) return [];
        const { policy, key } = attachmentParts(name);
        // An account and a unit may have one key.
        const isAccount = parseUrn(change.urn).parentType === TYPES.account;
        const node = isAccount ? accountNode(key) : key === ROOT_NODE.key ? ROOT_NODE : unitNode(key);
        const path =
            node === ROOT_NODE ? ["guardrails"] : (isAccount ? context.accounts : context.units).get(key)?.path;
        const attached: Attached = {
            ...{ policy, node },
            named: isAccount && hasUnit(key, context) ? `account ${key}` : key,
            where: visible(describeNode(node)),
            isWithNode: gone.has(`${isAccount ? CORE.account : CORE.unit} ${key}`),
        };
        const words = (type === CORE.attachment ? attachmentWords : fullAccessWords)(change, attached, context);
        const deleted = lastOnes.get(change);
        if (!deleted) return [reviewed(change, words, path, policy, node)];
        const text = words.text.replace(/\.$/, ", and is deleted.");
        const both = reviewed(change, { ...words, text }, path, policy, node);
        return [{ ...both, resources: [change.urn, deleted.urn] }];
    });
}

/** Policies that are deleted with their one attachment: both are one change for people. A quarantine ends in other words. */
function lastAttachments(changes: readonly ResourceChange[]): ReadonlyMap<ResourceChange, ResourceChange> {
    const deletedOf = (wanted: string): ResourceChange[] =>
        changes.filter(({ type, operation }) => type === wanted && operation === "delete");
    const detached = deletedOf(CORE.attachment);
    return new Map(
        deletedOf(CORE.policy).flatMap((policy): [ResourceChange, ResourceChange][] => {
            const [first, ...others] = detached.filter(({ name }) => attachmentParts(name).policy === policy.name);
            return first && others.length === 0 && policy.name !== QUARANTINE ? [[first, policy]] : [];
        }),
    );
}

/** Whether changes can let somebody do more than before. Whether they do, the evaluator finds out, which may take seconds. */
export function mayLoosen(changes: readonly ResourceChange[], policies: readonly PolicyModel[]): boolean {
    const attachable = new Set(
        policies.filter(({ content, type }) => !bindsActions(type) || allowsSomething(content)).map(({ key }) => key),
    );
    return changes.some((change) => {
        const { type, operation, name } = change;
        if (type === CORE.policy) return operation === "update" || operation === "replace";
        if (type !== CORE.attachment && type !== CORE.fullAccessDetached) return false;
        return isEnd(change) || (operation === "create" && attachable.has(attachmentParts(name).policy));
    });
}

function isEnd({ operation }: ResourceChange): boolean {
    return operation === "delete" || operation === "forget";
}

/** A unit of this key was there before or is there now. One text must not acknowledge what happens to both. */
function hasUnit(key: string, { units, existing }: ChangeContext): boolean {
    return key === ROOT_NODE.key || units.has(key) || existing.units.has(key);
}

/** `deny-root-user@Workloads/Production` */
function attachmentParts(name: string): { readonly policy: string; readonly key: string } {
    const at = name.indexOf("@");
    return { policy: name.slice(0, at), key: name.slice(at + 1) };
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
        case "replace": {
            const text = `${name} is made anew: its ${change.properties.join(", ")} cannot change in place.`;
            return isLoosened(change.name, context) || isWeakened(change.name, context)
                ? { kind: "policy-replaced", risk: "danger", text, acknowledge: `loosen policy ${change.name}` }
                : { kind: "policy-replaced", risk: "attention", text };
        }
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
    context: ChangeContext,
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
    const { lost, allowing } = changedStatements(before.content, after.content);
    const fresh = allowing.filter((sid) => !lost.includes(sid));
    const changed = [
        ...lost.map((sid) => `Statement ${visible(sid)} is changed or removed.`),
        ...fresh.map((sid) => `Statement ${visible(sid)} is new, and allows something.`),
        ...details,
    ];
    if (isWeakened(key, context)) {
        return {
            kind: "policy-loosened",
            risk: "danger",
            text: `${name} protects less than before.`,
            details,
            acknowledge: `loosen policy ${key}`,
        };
    }
    if ((lost.length > 0 && isLoosened(key, context)) || (allowing.length > 0 && isAllowingMore(key, context))) {
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

function isLoosened(key: string, { typeOfPolicy, loosened }: ChangeContext): boolean {
    return bindsActions(typeOfPolicy(key)) && loosened.isLoosened(key);
}

/** The same of a policy that sets something in accounts, such as their backups. */
function isWeakened(key: string, { typeOfPolicy, loosened }: ChangeContext): boolean {
    const type = typeOfPolicy(key);
    return !bindsActions(type) && loosened.isWeaker(key, type);
}

/** Whether more is allowed where a policy is part of an allow list. Before, the list denied that, and no policy by name. */
function isAllowingMore(key: string, { model, loosened }: ChangeContext): boolean {
    const isOnList = ({ guardrails }: { readonly guardrails: readonly string[] }, node: OrganizationNode): boolean =>
        guardrails.includes(key) && loosened.isAllowListEnded(node);
    return (
        isOnList(model, ROOT_NODE) ||
        model.units.some((unit) => isOnList(unit, unitNode(unit.key))) ||
        model.accounts.some((account) => isOnList(account, accountNode(account.key)))
    );
}

/** The types whose effect the evaluator finds. */
function bindsActions(policyType: string): boolean {
    return ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"].includes(policyType);
}

interface Attached {
    readonly policy: string;
    readonly node: OrganizationNode;
    /** How acknowledgements name it. */
    readonly named: string;
    /** `account shop`, `unit Workloads`, `the root` */
    readonly where: string;
    /** The account or unit goes in the same run. */
    readonly isWithNode: boolean;
}

function attachmentWords(
    change: ResourceChange,
    { policy, node, named, where, isWithNode }: Attached,
    { loosened, policies, typeOfPolicy }: ChangeContext,
): Words {
    const guardrail = `Guardrail ${visible(policy)}`;
    const type = typeOfPolicy(policy);
    if (policy === QUARANTINE && node.kind === "account") return quarantineWords(change, node.key);
    switch (change.operation) {
        case "create": {
            const text = `${guardrail} binds ${where} from now on.`;
            // A policy further down can take back what one above has set.
            const isDanger = bindsActions(type)
                ? allowsSomething(policies.get(policy)?.content) && loosened.isAllowListEnded(node)
                : loosened.isSettingWeaker(type, node);
            return isDanger
                ? { kind: "guardrail-attached", risk: "danger", text, acknowledge: `attach ${policy} to ${named}` }
                : { kind: "guardrail-attached", risk: "attention", text };
        }
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
            const isProtecting = bindsActions(type)
                ? loosened.isLoosened(policy, node)
                : loosened.isSettingWeaker(type, node);
            return isProtecting
                ? { kind: "guardrail-detached", risk: "danger", text, acknowledge: `detach ${policy} from ${named}` }
                : { kind: "guardrail-detached", risk: "attention", text };
        }
    }
}

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
    { node, named, where, isWithNode }: Attached,
    { loosened }: ChangeContext,
): Words {
    if (operation !== "delete" && operation !== "forget") {
        return {
            kind: "allow-list-begins",
            risk: "attention",
            text: `FullAWSAccess is detached from ${where}: only what its guardrails allow works there.`,
        };
    }
    const text = `FullAWSAccess is attached to ${where} again: its allow list ends.`;
    return !isWithNode && loosened.isAllowListEnded(node)
        ? { kind: "allow-list-ends", risk: "danger", text, acknowledge: `end the allow list of ${named}` }
        : { kind: "allow-list-ends", risk: "routine", text };
}
