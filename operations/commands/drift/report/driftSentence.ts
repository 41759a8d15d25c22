import { outside, type SectionText } from "../../incident/report/incidentSection";
import { countOf, firstOf, formatCount } from "../../../../limits";
import type { DriftDifference, DriftKind, DriftNode, DriftSubject, FoundDifference } from "../driftItem";

/**
 * A sentence of a report. A text that somebody else wrote is `outside` in it. A `message` is advice of ours with names and `code` in it, as
 * the terminal shows it.
 */
export type DriftSentence = readonly (SectionText | { readonly message: string })[];

/** The difference of a kind. Some differences have the same members for two kinds. */
type Of<Kind extends DriftKind, One = DriftDifference> = One extends { readonly kind: infer Kinds }
    ? Kind extends Kinds
        ? One & Pick<FoundDifference, "subject">
        : never
    : never;

/** Names in one list. */
const MOST_NAMED = 8;

/** What was done, as one sentence that begins with its subject. */
export function driftSentence(found: FoundDifference): DriftSentence {
    const words = WORDS[found.kind] as (difference: FoundDifference) => DriftSentence;
    const [first, ...rest] = words(found);
    return typeof first === "string" ? [first.slice(0, 1).toUpperCase() + first.slice(1), ...rest] : words(found);
}

const WORDS: { readonly [Kind in DriftKind]: (difference: Of<Kind>) => DriftSentence } = {
    "account-moved": ({ subject, was, is, loses, gains }) => [
        ...named(subject),
        " was moved from ",
        ...named(was),
        " to ",
        ...named(is),
        ".",
        ...(loses.length === 0 ? [] : [" It is no longer bound by ", ...names(loses), "."]),
        ...(gains.length === 0 ? [] : [" Now it is bound by ", ...names(gains), "."]),
    ],
    "account-made": ({ subject, is }) => [
        ...named(subject),
        is.joinedMethod === "INVITED" ? " has joined by an invitation" : " was created",
        " with the e-mail address ",
        outside(is.email),
        ", and is in ",
        ...named(is.parent),
        ". The stack does not have it.",
    ],
    "account-closed": ({ subject, is }) => [...named(subject), " is no longer active: AWS says ", outside(is), "."],
    "account-removed": ({ subject }) => [
        ...named(subject),
        " is no longer in the organisation: somebody removed it, or it has left.",
    ],
    "account-renamed": ({ subject, was, is }) => renamed(subject, was, is),
    "account-email-changed": ({ subject, was, is }) => [
        ...named(subject),
        " has another e-mail address: ",
        outside(is),
        " instead of ",
        outside(was),
        ". Who reads its mail can sign in as its root user.",
    ],
    "unit-made": ({ subject, is }) => [...named(subject), " was made in ", ...named(is.parent), "."],
    "unit-renamed": ({ subject, was, is }) => renamed(subject, was, is),
    "unit-deleted": ({ subject }) => [...named(subject), " was deleted."],
    "policy-content-changed": ({ subject }) => [...named(subject), " was edited: its document means something else."],
    "policy-renamed": ({ subject, was, is }) => renamed(subject, was, is),
    "policy-description-changed": ({ subject, was, is }) => [
        ...named(subject),
        " has another description: ",
        outside(is),
        " instead of ",
        outside(was),
        ".",
    ],
    "policy-made": ({ subject, is }) => [...named(subject), ` of type ${is.type} was made.`],
    "policy-deleted": ({ subject }) => [...named(subject), " was deleted, and binds nobody any more."],
    "policy-attached": ({ subject, target, byAws }) => [
        ...named(subject),
        " was attached to ",
        ...named(target),
        ".",
        ...(byAws === undefined ? [] : [" AWS does that by itself ", outside(byAws), "."]),
    ],
    "policy-detached": ({ subject, target }) => [...named(subject), " was detached from ", ...named(target), "."],
    "full-access-attached": ({ subject }) => [
        ...named(subject),
        " has FullAWSAccess again: what its allow list does not name is no longer denied.",
    ],
    "full-access-detached": ({ subject }) => [
        ...named(subject),
        " no longer has FullAWSAccess: what its other policies do not allow is denied.",
    ],
    "tags-changed": ({ subject, was, is }) => [...named(subject), " has other tags: ", ...tagWords(was, is), "."],
    "service-access-given": ({ subject }) => [...named(subject), " was given access to the organisation."],
    "service-access-taken": ({ subject }) => [...named(subject), " no longer has access to the organisation."],
    "administrator-registered": ({ subject, service }) => [
        ...named(subject),
        " was registered as delegated administrator of ",
        outside(service),
        ".",
    ],
    "administrator-deregistered": ({ subject, service }) => [
        ...named(subject),
        " is no longer delegated administrator of ",
        outside(service),
        ".",
    ],
    "policy-type-enabled": ({ subject }) => [...named(subject), " was enabled."],
    "policy-type-disabled": ({ subject }) => [
        ...named(subject),
        " was disabled: none of its policies binds anybody, and AWS has detached all of them.",
    ],
    "access-given": ({ subject, permissionSet, accounts }) => [
        ...named(subject),
        " was given ",
        ...named(permissionSet),
        " in ",
        ...names(accounts.map(placeName)),
        ".",
    ],
    "access-taken": ({ subject, permissionSet, accounts }) => [
        ...named(subject),
        " no longer has ",
        ...named(permissionSet),
        " in ",
        ...names(accounts.map(placeName)),
        ".",
    ],
    "member-added": ({ subject, group }) => [...named(subject), " was put into ", ...named(group), "."],
    "member-removed": ({ subject, group }) => [...named(subject), " is no longer in ", ...named(group), "."],
};

const KIND_WORDS: Readonly<Record<DriftSubject["kind"], string>> = {
    root: "the root",
    unit: "unit",
    account: "account",
    policy: "policy",
    service: "service",
    "policy-type": "the policy type",
    user: "user",
    group: "group",
    "permission-set": "permission set",
    organization: "the organisation",
};

/** `account shop-prod`; with its id where the stack does not have it, because nobody knows it by its name. */
function named({ kind, key, id, name }: DriftSubject | DriftNode): DriftSentence {
    if (kind === "root" || kind === "organization") return [KIND_WORDS[kind]];
    const hasOnlyName = key !== undefined || id === name || kind === "user" || kind === "group" || id === "";
    return [`${KIND_WORDS[kind]} `, outside(key ?? name), ...(hasOnlyName ? [] : [" (", outside(id), ")"])];
}

function placeName({ key, name }: DriftNode): string {
    return key ?? name;
}

function names(all: readonly string[]): DriftSentence {
    const { shown, more } = firstOf(all, MOST_NAMED);
    return [
        ...shown.flatMap((name, index) => (index === 0 ? [outside(name)] : [", ", outside(name)])),
        ...(more > 0 ? [` and ${formatCount(more)} more`] : []),
    ];
}

function renamed(subject: DriftSubject, was: string, is: string): DriftSentence {
    return [...named(subject), " was renamed from ", outside(was), " to ", outside(is), "."];
}

function tagWords(was: Readonly<Record<string, string>>, is: Readonly<Record<string, string>>): DriftSentence {
    const { shown, more } = firstOf(Object.keys({ ...was, ...is }).sort(), MOST_NAMED);
    const words = shown.map((key): DriftSentence => {
        const [before, after] = [was[key], is[key]];
        if (after === undefined) return [outside(key), " is gone"];
        const value = after === "" ? ["empty"] : [outside(after)];
        if (before === undefined) return [outside(key), " is new (", ...value, ")"];
        return [outside(key), " is ", ...value, " instead of ", before === "" ? "empty" : outside(before)];
    });
    return [
        ...words.flatMap((one, index) => (index === 0 ? one : [", ", ...one])),
        ...(more > 0 ? [` and ${countOf(more, "more tag")}`] : []),
    ];
}

/** What the definition says of it, where that differs from the state. Undefined where it does not. */
export function definitionSentence(found: FoundDifference): DriftSentence | undefined {
    if (found.definitionSays === "is") return ["The definition has it already."];
    if (found.definitionSays === "nothing") {
        // The definition need not have what the stack does not have, nor name a service that keeps its access.
        const isNeeded = found.resources.length > 0 && found.subject.kind !== "service";
        return isNeeded ? ["The definition does not have it any more."] : undefined;
    }
    if (found.definitionSays === "was") return undefined;
    const defined = "defined" in found ? found.defined : undefined;
    if (typeof defined === "string" && found.kind !== "policy-content-changed") {
        return ["The definition says neither: ", outside(defined), "."];
    }
    if (found.kind === "account-moved" && found.defined) {
        return ["The definition says neither: ", ...named(found.defined), "."];
    }
    return ["The definition says neither of the two."];
}
