import * as path from "node:path";
import { folderOf } from "../../../../definition/reading/sourceFile";
import type { PolicyModel } from "../../../../definition";
import { LIBRARY } from "../../../../guardrails/library";
import { documentOf } from "../../../../evaluator/policyDocument";
import { jsonText, sameJson } from "../../adopt/jsonText";
import { keysFor } from "../../adopt/write/chosenKeys";
import { addEntry, hasKey, isInList, removeItem, removeWhole, setKey, unsetKey } from "../../../edit/entryEdits";
import type { DefinitionDraft } from "../../../edit/definitionDraft";
import { valueAt } from "../../../edit/yamlNodes";
import type { DefinitionValue } from "../../../edit/yamlValue";
import type { DriftSubject } from "../driftItem";
import {
    byHand,
    definedNode,
    notDefined,
    policyEntry,
    policyOf,
    TOP,
    type ByHand,
    type TakeOver,
    type TakeOverContext,
    type TakeOversOf,
} from "./takeOver";

export const POLICY_TAKE_OVERS: TakeOversOf<
    "policy-content-changed" | "policy-renamed" | "policy-description-changed" | "policy-made" | "policy-deleted"
> = {
    "policy-content-changed": ({ subject, is }, { draft, model }) => {
        const policy = policyOf(model, subject);
        if (!policy) return notDefined(subject);
        const entry = policyEntry(draft, policy);
        const file = entry && fileNamed(draft, policy);
        const isInline = entry && hasKey(draft, entry, "document");
        if (!entry || (file === undefined && !isInline)) return libraryPolicy(policy, "document");
        const document = documentOf(is);
        return {
            edit() {
                if (file !== undefined) draft.replaceFile(file, jsonText(document));
                else setKey(draft, entry, "document", document as DefinitionValue);
            },
            parts: [`policy ${policy.key}`],
            holds: (after) => sameJson(documentOf(policyOf(after, subject)?.content ?? ""), document),
        };
    },
    "policy-renamed": (item, context) => named(item.subject, "name", item.is, context),
    "policy-description-changed": (item, context) => named(item.subject, "description", item.is, context),
    "policy-made": ({ subject, is }, { draft, model, tags }) => {
        // The key of a guardrail of the library means that guardrail.
        const taken = new Set(
            [...model.policies.map(({ key }) => key), ...LIBRARY.keys()].map((key) => key.toLowerCase()),
        );
        const key = keysFor([{ id: subject.id, name: is.name }], "policy", taken).get(subject.id) ?? subject.id;
        const own = Object.entries(tags.get(subject.id) ?? {}).filter(([tag, value]) => model.tags[tag] !== value);
        const value: Record<string, DefinitionValue> = {
            ...(is.name !== key && { name: is.name }),
            id: subject.id,
            type: is.type,
            ...(is.description !== "" && { description: is.description }),
            ...(own.length > 0 && { tags: Object.fromEntries(own) }),
            document: documentOf(is.content) as DefinitionValue,
        };
        return {
            edit: () => void addEntry(draft, TOP, "policies", key, value),
            parts: [`policy ${key}`],
            holds(after) {
                const made = after.policies.find((one) => one.id === subject.id);
                return made?.name === is.name && sameJson(documentOf(made.content), documentOf(is.content));
            },
        };
    },
    "policy-deleted": ({ subject }, { draft, model }) => {
        const policy = policyOf(model, subject);
        if (!policy) return byHand("the definition does not have the policy any more: nothing is to be written");
        const entry = policyEntry(draft, policy);
        const nodes = [
            definedNode(model, { kind: "root", id: "", name: "" }),
            ...model.units.map(({ key, name }) => definedNode(model, { kind: "unit", id: "", key, name })),
            ...model.accounts.map(({ key, name }) => definedNode(model, { kind: "account", id: "", key, name })),
        ].filter((node) => node !== undefined && isInList(draft, node.entry, "guardrails", policy.key));
        return {
            edit() {
                for (const node of nodes) if (node) removeItem(draft, node.entry, "guardrails", policy.key);
                if (entry) removeWhole(draft, entry);
            },
            parts: [`policy ${policy.key}`, ...nodes.flatMap((node) => node?.part ?? [])],
            holds: (after) => policyOf(after, subject) === undefined,
        };
    },
};

/** The file with the policy's document, from the working directory; undefined if the definition names none. */
function fileNamed(draft: DefinitionDraft, { key }: PolicyModel): string | undefined {
    for (const yaml of draft.files) {
        const file = valueAt(draft.text(yaml), ["policies", key, "file"]);
        if (typeof file === "string") return path.join(folderOf(draft.location), file);
    }
    return undefined;
}

function named(
    subject: DriftSubject,
    key: "name" | "description",
    is: string,
    { draft, model }: TakeOverContext,
): TakeOver | ByHand {
    const policy = policyOf(model, subject);
    if (!policy) return notDefined(subject);
    const entry = policyEntry(draft, policy);
    if (!entry) return libraryPolicy(policy, key);
    return {
        edit() {
            const isDefault = key === "name" ? is === policy.key : is === "" && !hasKey(draft, entry, "guardrail");
            if (isDefault) unsetKey(draft, entry, key);
            else setKey(draft, entry, key, is);
        },
        parts: [`policy ${policy.key}`],
        holds: (after) => policyOf(after, subject)?.[key] === is,
    };
}

function libraryPolicy({ key }: PolicyModel, what: string): ByHand {
    return byHand(
        `policy ${key} is made from the library of guardrails or from other policies, and no \`${what}\` of its own is written. ` +
            `Change what it is made from, or write it under another key of \`policies\` with a ${what} of its own`,
    );
}
