import { formatPlace } from "../../../../definition";
import { visible } from "../../../../limits";
import type { DriftItem, FoundDifference } from "../driftItem";
import type { UnreadPart } from "../read/comparedOrganization";
import type { SectionText } from "../../incident/report/incidentSection";
import { definitionSentence, driftSentence, type DriftSentence } from "./driftSentence";
import { bySeverity, severityOf } from "./driftSeverity";
import { statementChanges } from "./statementChanges";

/** What `org drift` has found. The text, the Markdown and the JSON are made of it. */
export interface DriftReport {
    readonly stack: string;
    /** The most dangerous first. */
    readonly entries: readonly DriftEntry[];
    /** What was compared: `12 accounts`, `4 units`, ... */
    readonly compared: readonly string[];
    /** What was not compared, and why. */
    readonly unread: readonly UnreadPart[];
    /** What people should know besides, one sentence each. */
    readonly notes: readonly string[];
    /** The calls to AWS by operation. */
    readonly calls: Readonly<Record<string, number>>;
}

/** One change, in words. */
export interface DriftEntry {
    readonly item: DriftItem;
    /** The first one says what was done. The others are about it: what the definition says, who did it, what to do. */
    readonly sentences: readonly DriftSentence[];
}

/** Puts the differences into words and in order. */
export function driftEntries(found: readonly FoundDifference[]): DriftEntry[] {
    return found
        .map((one): DriftEntry => {
            const sentence = driftSentence(one);
            const defined = definitionSentence(one);
            return {
                item: { ...one, severity: severityOf(one), text: plainText(sentence) },
                sentences: [
                    sentence,
                    ...(one.kind === "policy-content-changed" ? statementChanges(one.was, one.is) : []),
                    ...(defined ? [defined] : []),
                ],
            };
        })
        .sort((one, other) => bySeverity(one.item, other.item));
}

/** Advice and commands are shown whole: half a command cannot be copied. What is longer than this is a text of somebody else. */
const LONGEST = 2_000;

/** A sentence on one line for a terminal. */
export function plainText(sentence: DriftSentence): string {
    return sentence
        .map((part) =>
            typeof part === "string" ? part : visible("message" in part ? part.message : part.outside, LONGEST),
        )
        .join("");
}

/** Where the definition says something about it: `organizations/dev/accounts.yaml:3:5`. */
export function placeSentence({ item: { place } }: DriftEntry): readonly SectionText[] {
    return place ? [{ outside: formatPlace(place) }] : [];
}
