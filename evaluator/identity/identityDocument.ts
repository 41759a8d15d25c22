import { parsePolicy, PolicyError, type PolicyStatement } from "../controlPolicy/controlPolicy";

/** An identity policy or a permissions boundary of a role. */
export interface IdentityDocument {
    /** As reports name it: `ReadOnlyAccess`, `its inline policy`. */
    readonly label: string;
    /** Where it is written or named: `organizations/dev/people.yaml:12:5`. */
    readonly place?: string;
    /** The places of its statements, if they are written in the definition. */
    readonly statementPlaces?: readonly string[];
    /** JSON text. Absent: not known, so that it may say anything. */
    readonly content?: string;
}

/** The statements of a document, or the reason why they are not known. */
export type DocumentContent = { readonly statements: readonly PolicyStatement[] } | { readonly unknown: string };

const byContent = new Map<string, DocumentContent>();

/**
 * Reads a document; each text is read once in a process. A document that cannot be read is as one that is not known.
 *
 * The language of identity policies is that of service control policies, which have no Principal either: every policy of AWS
 * (evaluator/awsPolicies) is read without a mistake.
 */
export function readIdentityDocument({ content }: IdentityDocument): DocumentContent {
    if (content === undefined) return { unknown: "its document is not known here" };
    const known = byContent.get(content);
    if (known) return known;
    const read = contentOf(content);
    byContent.set(content, read);
    return read;
}

function contentOf(content: string): DocumentContent {
    try {
        return parsePolicy(content, "SERVICE_CONTROL_POLICY");
    } catch (error) {
        if (!(error instanceof PolicyError)) throw error;
        return { unknown: `its document cannot be read: ${error.mistakes[0]?.message ?? error.message}` };
    }
}
