/** One statement, its elements as they stand there. */
export type Statement = Readonly<Record<string, unknown>>;

/** The document of a service or resource control policy. */
export interface StatementDocument {
    readonly Statement: readonly Statement[];
    readonly [element: string]: unknown;
}

/** The document with its statements as a list; nothing where it is not of that form. */
export function statementDocument(document: Readonly<Record<string, unknown>>): StatementDocument | undefined {
    const { Statement: given } = document;
    const statements: unknown[] = Array.isArray(given) ? (given as unknown[]) : [given];
    const isStatement = (one: unknown): one is Statement =>
        typeof one === "object" && one !== null && !Array.isArray(one);
    return statements.every(isStatement) ? { ...document, Statement: statements } : undefined;
}

/** The length of a document as AWS counts it: in characters, as it is sent. */
export function lengthOf(document: StatementDocument): number {
    return JSON.stringify(document).length;
}

/** One or many, as everywhere in IAM's language. */
export function asList(value: unknown): unknown[] {
    return Array.isArray(value) ? (value as unknown[]) : [value];
}
