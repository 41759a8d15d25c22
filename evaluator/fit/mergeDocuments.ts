import { documentLength, statementDocument, type StatementDocument } from "../policyDocument";
import { tidy, withoutSid } from "./tidyDocument";

/** Policies that fit into one. */
export interface ProposedMerge {
    readonly keys: readonly string[];
    /** Of the document that they become. */
    readonly characters: number;
}

interface Candidate {
    readonly key: string;
    readonly document: StatementDocument;
}

/** One document that says what several say where all are attached to the same target; tidied. A Sid is kept where it comes first. */
export function mergeDocuments(documents: readonly StatementDocument[]): StatementDocument {
    const sids = new Set<unknown>();
    const statements = documents.flatMap(({ Statement }) => Statement);
    return tidy({
        ...documents[0],
        Statement: statements.map((statement) => {
            const known = statement.Sid !== undefined && sids.has(statement.Sid);
            sids.add(statement.Sid);
            return known ? withoutSid(statement) : statement;
        }),
    });
}

/**
 * Which of the policies attached to one target would fit into one, so that as few as possible are left: the largest first,
 * each where it fits. Policies that stay as they are, are not named.
 */
export function proposeMerges(
    policies: readonly { readonly key: string; readonly document: Readonly<Record<string, unknown>> }[],
    maxCharacters: number,
): ProposedMerge[] {
    const candidates = policies
        .flatMap(({ key, document }): Candidate[] => {
            const statements = statementDocument(document);
            return statements ? [{ key, document: statements }] : [];
        })
        .sort((one, two) => documentLength(two.document) - documentLength(one.document));
    const bins: Candidate[][] = [];
    const merged = (bin: readonly Candidate[]): StatementDocument =>
        mergeDocuments(bin.map(({ document }) => document));
    for (const candidate of candidates) {
        const bin = bins.find(
            (one) =>
                one[0]?.document.Version === candidate.document.Version &&
                documentLength(merged([...one, candidate])) <= maxCharacters,
        );
        if (bin) bin.push(candidate);
        else bins.push([candidate]);
    }
    return bins
        .filter((bin) => bin.length > 1)
        .map((bin) => ({ keys: bin.map(({ key }) => key), characters: documentLength(merged(bin)) }));
}
