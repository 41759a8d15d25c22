import { isJsonMap, parsedJson } from "./jsonValues";

/** One statement of a policy document, with its elements as they are written. */
export type RawStatement = Readonly<Record<string, unknown>>;

/** A policy document of statements: of a service or resource control policy, of IAM, of IAM Identity Center. */
export interface StatementDocument {
    readonly Statement: readonly RawStatement[];
    readonly [element: string]: unknown;
}

/** A statement and its place in the document. */
export interface PlacedStatement {
    readonly statement: RawStatement;
    /** From 0, in the order of the document. */
    readonly index: number;
    /** The keys that lead to it: `["Statement", 0]`, or `["Statement"]` where the document has one statement without a list. */
    readonly path: readonly (string | number)[];
}

/**
 * The statements of a policy document, each with its place. AWS takes one statement or a list of them.
 *
 * Text that is not JSON, a document that is not an object and a statement that is not an object give none. `mistakesOf`
 * (evaluator/evaluation) reports those.
 *
 * @param document JSON text, or the value that JSON.parse returned for it.
 */
export function placedStatements(document: unknown): PlacedStatement[] {
    const read = typeof document === "string" ? parsedJson(document) : document;
    const given = isJsonMap(read) ? read.Statement : undefined;
    return asList(given).flatMap((statement, index) =>
        isJsonMap(statement)
            ? [{ statement, index, path: Array.isArray(given) ? ["Statement", index] : ["Statement"] }]
            : [],
    );
}

/** The statements of a policy document, as `placedStatements` reads it. */
export function statementsOf(document: unknown): RawStatement[] {
    return placedStatements(document).map(({ statement }) => statement);
}

/** The document with its statements as a list; undefined if one of them is not an object, or if there are none. */
export function statementDocument(document: Readonly<Record<string, unknown>>): StatementDocument | undefined {
    const statements = statementsOf(document);
    const isComplete = statements.length > 0 && statements.length === asList(document.Statement).length;
    return isComplete ? { ...document, Statement: statements } : undefined;
}

/** The length of a document as AWS counts it: in characters, as it is sent. */
export function documentLength(document: StatementDocument): number {
    return JSON.stringify(document).length;
}

/** The values of an element: one value or a list, as everywhere in IAM's language. Empty if the element is missing. */
export function asList(value: unknown): readonly unknown[] {
    if (value === undefined) return [];
    return Array.isArray(value) ? (value as unknown[]) : [value];
}

/** The texts among the values of an element. */
export function textsOf(value: unknown): string[] {
    return asList(value).filter((one) => typeof one === "string");
}

/** One line of a Condition element: `StringNotEquals`, `aws:RequestedRegion` and its values. */
export interface RawCondition {
    readonly operator: string;
    readonly key: string;
    readonly values: readonly unknown[];
}

/** The lines of a statement's Condition, all of which must hold. Empty if it has none. */
export function conditionsOf({ Condition }: RawStatement): RawCondition[] {
    if (!isJsonMap(Condition)) return [];
    return Object.entries(Condition).flatMap(([operator, keys]) =>
        isJsonMap(keys) ? Object.entries(keys).map(([key, values]) => ({ operator, key, values: asList(values) })) : [],
    );
}
