import { fieldOfTag } from "../../../../definition/resolution/inheritTags";
import type { DefinitionModel, Tags } from "../../../../definition";
import { accountEntry } from "../../../edit/accountEdits";
import { hasKey, setIn, setKey, unsetIn, unsetKey, type LocatedEntry } from "../../../edit/entryEdits";
import type { DefinitionDraft } from "../../../edit/definitionDraft";
import type { DriftSubject } from "../driftItem";
import { accountOf, byHand, notDefined, policyEntry, policyOf, unitEntry, unitOf, type TakeOversOf } from "./takeOver";

export const TAG_TAKE_OVERS: TakeOversOf<"tags-changed"> = {
    "tags-changed": ({ subject, was, is }, { draft, model }) => {
        const tagged = taggedEntry(draft, model, subject);
        if (tagged === undefined) return notDefined(subject);
        if (typeof tagged === "string") return byHand(tagged);
        const { entry, key: list, part, tagsIn } = tagged;
        const keys = Object.keys({ ...was, ...is });
        return {
            edit() {
                for (const tag of keys) {
                    const [value, field] = [is[tag], subject.kind === "account" ? fieldOfTag(tag) : undefined];
                    const isField = field !== undefined && hasKey(draft, entry, field);
                    if (value === undefined && isField) unsetKey(draft, entry, field);
                    else if (value === undefined) unsetIn(draft, entry, list, tag);
                    else if (isField) setKey(draft, entry, field, value);
                    else setIn(draft, entry, list, tag, value);
                }
            },
            parts: [part],
            holds: (after) => keys.every((tag) => tagsIn(after)?.[tag] === is[tag]),
        };
    },
};

interface TaggedEntry {
    readonly entry: LocatedEntry;
    /** `tags`; `ownTags` for a unit, so that nothing below it inherits them. */
    readonly key: string;
    readonly part: string;
    readonly tagsIn: (model: DefinitionModel) => Tags | undefined;
}

/** @returns a sentence for what cannot be tagged in the definition; undefined for what it does not have. */
function taggedEntry(
    draft: DefinitionDraft,
    model: DefinitionModel,
    subject: DriftSubject,
): TaggedEntry | string | undefined {
    if (subject.kind === "account") {
        const account = accountOf(model, subject);
        return (
            account && {
                entry: accountEntry(account),
                key: "tags",
                part: `account ${account.key}`,
                tagsIn: (one) => accountOf(one, subject)?.tags,
            }
        );
    }
    if (subject.kind === "unit") {
        const unit = unitOf(model, subject);
        return (
            unit && {
                entry: unitEntry(unit),
                key: "ownTags",
                part: `unit ${unit.key}`,
                tagsIn: (one) => unitOf(one, subject)?.tags,
            }
        );
    }
    const policy = policyOf(model, subject);
    const entry = policy && policyEntry(draft, policy);
    if (!policy) return undefined;
    if (!entry) {
        return `policy ${policy.key} has no entry of its own: write \`policies: { ${policy.key}: { guardrail: ${policy.key}, tags: ... } }\``;
    }
    return { entry, key: "tags", part: `policy ${policy.key}`, tagsIn: (one) => policyOf(one, subject)?.tags };
}
