import type { AskedRequest } from "../evaluation/askedRequest";
import type { PolicyStatement } from "../controlPolicy/controlPolicy";
import { every, type ThreeValued } from "../matching/threeValuedLogic";
import { readIdentityDocument, type IdentityDocument } from "./identityDocument";

/** A statement of an identity policy or boundary, and where it comes from. */
export interface IdentityStatement {
    /** The label of its document. */
    readonly policy: string;
    readonly place?: string;
    /** From 0, in the order of the document. */
    readonly statement: number;
    readonly sid?: string;
    readonly effect: "Allow" | "Deny";
    /** As it is written. */
    readonly raw: Readonly<Record<string, unknown>>;
}

/** A statement that may match. That depends on what the request leaves open. */
export interface OpenIdentityStatement extends IdentityStatement {
    /** The condition keys that decide, in lower case and sorted. */
    readonly keys: readonly string[];
    /** The resource decides too. */
    readonly resource: boolean;
}

/** A document that may say anything. */
export interface UnknownDocument {
    readonly policy: string;
    readonly place?: string;
    /** The rest of the sentence: `its document is not known here`. */
    readonly why: string;
}

/** What the identity policies of a role say together, or what its boundary says. */
export interface IdentityVerdict {
    readonly says: "allowed" | "explicitly denied" | "implicitly denied" | "undetermined";
    /** The statements that decide: each Deny that matches, or each Allow. None if nothing allows the request, or if that is not known. */
    readonly by: readonly IdentityStatement[];
    /** The statements that may match. */
    readonly considered: readonly OpenIdentityStatement[];
    readonly unknown: readonly UnknownDocument[];
}

/** Judges documents together: one Allow suffices, and any Deny wins. What is not known may be either. */
export function judgeDocuments(documents: readonly IdentityDocument[], request: AskedRequest): IdentityVerdict {
    const { action, target, context } = request;
    const unknown: UnknownDocument[] = [];
    const applying: IdentityStatement[] = [];
    const considered: OpenIdentityStatement[] = [];
    for (const document of documents) {
        const read = readIdentityDocument(document);
        if ("unknown" in read) {
            unknown.push({ ...sourceOf(document), why: read.unknown });
            continue;
        }
        for (const statement of read.statements) {
            if (!statement.matchesAction(action)) continue;
            const applies = statement.applies(target, context);
            if (applies === false) continue;
            const found = { ...sourceOf(document, statement.index), ...placed(statement) };
            if (applies) applying.push(found);
            else considered.push({ ...found, ...statement.openQuestions(target, context) });
        }
    }
    const denies = applying.filter(({ effect }) => effect === "Deny");
    const permits = applying.filter(({ effect }) => effect === "Allow");
    const matches = (effect: "Allow" | "Deny", sure: readonly IdentityStatement[]): ThreeValued => {
        if (sure.length > 0) return true;
        return unknown.length > 0 || considered.some((one) => one.effect === effect) ? undefined : false;
    };
    const says = sentence(matches("Deny", denies), matches("Allow", permits));
    const by = says === "explicitly denied" ? denies : says === "allowed" ? permits : [];
    return { says, by, considered, unknown };
}

function sentence(denied: ThreeValued, allowed: ThreeValued): IdentityVerdict["says"] {
    if (denied === true) return "explicitly denied";
    if (allowed === false) return "implicitly denied";
    return denied === false && allowed === true ? "allowed" : "undetermined";
}

/** Whether a verdict lets the request through. */
function allows({ says }: Pick<IdentityVerdict, "says">): ThreeValued {
    return says === "undetermined" ? undefined : says === "allowed";
}

/** Whether all of some verdicts let the request through. */
export function allAllow(verdicts: readonly Pick<IdentityVerdict, "says">[]): ThreeValued {
    return every(verdicts, allows);
}

function sourceOf(
    { label, place, statementPlaces }: IdentityDocument,
    statement?: number,
): { policy: string; place?: string } {
    const at = (statement === undefined ? undefined : statementPlaces?.[statement]) ?? place;
    return { policy: label, ...(at !== undefined && { place: at }) };
}

function placed({ index, sid, effect, raw }: PolicyStatement): Omit<IdentityStatement, "policy" | "place"> {
    return { statement: index, ...(sid !== undefined && { sid }), effect, raw };
}
