import {
    asList,
    documentLength,
    statementDocument,
    type RawStatement,
    type StatementDocument,
} from "../policyDocument";
import { tidy, withoutSid, withoutSids } from "./tidyDocument";

/** A document that would need more parts than this is not divided, because the parts could not all be attached. */
const MOST_PARTS = 20;

/** The documents that one document becomes, or the statement that is too large for any document. */
export type FittedDocument =
    | { readonly parts: readonly Readonly<Record<string, unknown>>[] }
    | { readonly tooLarge: { readonly statement: number; readonly characters: number; readonly why: string } };

/**
 * Makes a document of a service or resource control policy fit into AWS's size. All parts attached together mean the same as the
 * document.
 *
 * A document that fits stays as it is. Any other is tidied, and then split into several documents: the statements keep their order,
 * and each document is filled before the next one begins, so a statement that is added at the end moves none before it. A statement
 * that is too large by itself is divided by its actions or resources. Sids are left out if that saves a document.
 *
 * @param maxCharacters AWS's limit for one document.
 */
export function fitDocument(document: Readonly<Record<string, unknown>>, maxCharacters: number): FittedDocument {
    if (JSON.stringify(document).length <= maxCharacters) return { parts: [document] };
    if (JSON.stringify(document).length > MOST_PARTS * maxCharacters) {
        const why = `the document would become more than ${MOST_PARTS} policies, and AWS attaches fewer at one place`;
        return { tooLarge: { statement: 1, characters: JSON.stringify(document).length, why } };
    }
    const given = statementDocument(document);
    if (!given)
        return { tooLarge: { statement: 1, characters: JSON.stringify(document).length, why: "has no statements" } };
    const tidied = tidy(given);
    const named = pack(tidied, maxCharacters);
    const unnamed = pack(withoutSids(tidied), maxCharacters);
    if ("parts" in named && (!("parts" in unnamed) || named.parts.length <= unnamed.parts.length)) return named;
    return unnamed;
}

/** Fills one document after the other, statements in their order. */
function pack(document: StatementDocument, maxCharacters: number): FittedDocument {
    const parts: StatementDocument[] = [];
    const of = (...statements: RawStatement[]): StatementDocument => ({ ...document, Statement: statements });
    for (const [index, statement] of document.Statement.entries()) {
        const pieces =
            documentLength(of(statement)) <= maxCharacters ? [statement] : divide(statement, of, maxCharacters);
        if (!pieces) {
            const short = withoutSid(statement);
            const characters = documentLength(of(short));
            return { tooLarge: { statement: index + 1, characters, why: whyWhole(statement) } };
        }
        for (const piece of pieces) {
            const last = parts.at(-1);
            const filled = last && of(...last.Statement, piece);
            if (filled && documentLength(filled) <= maxCharacters && pieces.length === 1)
                parts[parts.length - 1] = filled;
            else parts.push(of(piece));
        }
    }
    return { parts };
}

/** The elements by which a statement can be divided: it applies if any of their entries matches. */
const DIVISIBLE = ["Action", "Resource"];

/** Statements that together mean the same as one, each small enough for a document. */
function divide(
    statement: RawStatement,
    of: (statement: RawStatement) => StatementDocument,
    maxCharacters: number,
): RawStatement[] | undefined {
    for (const element of DIVISIBLE) {
        const entries = asList(statement[element]);
        if (statement[element] === undefined || entries.length < 2) continue;
        const pieces: unknown[][] = [];
        const piece = (values: readonly unknown[]): RawStatement => ({
            ...statement,
            [element]: values.length === 1 ? values[0] : values,
        });
        const fits = (values: readonly unknown[]): boolean => documentLength(of(piece(values))) <= maxCharacters;
        for (const entry of entries) {
            const last = pieces.at(-1);
            if (last && fits([...last, entry])) last.push(entry);
            else pieces.push([entry]);
        }
        if (pieces.every(fits)) return pieces.map(piece);
    }
    return undefined;
}

function whyWhole(statement: RawStatement): string {
    if (statement.NotAction !== undefined)
        return "what NotAction spares cannot be divided: each part would deny what the others spare";
    return "it is too large even with a single action or resource";
}
