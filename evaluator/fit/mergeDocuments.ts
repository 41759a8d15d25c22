import { documentLength, statementDocument, type StatementDocument } from "../policyDocument";
import { tidy, withoutSid } from "./tidyDocument";

/** Policies that fit into one. */
export interface ProposedMerge {
    readonly keys: readonly string[];
    /** The length of the document that they become. */
    readonly characters: number;
}

interface Candidate {
    readonly key: string;
    readonly document: StatementDocument;
}

/** One tidied document with the same effect as several that are attached to the same node. Of equal Sids the first is kept. */
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
 * Which of the policies attached to one node would fit into one, so that as few as possible are left. The largest is placed first,
 * each in the first policy with room. Policies that cannot be merged are not in the result.
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
