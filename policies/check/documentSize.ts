import { IAM_POLICY_SIZES, POLICY_TYPES, formatCount } from "../../limits";
import { isIamDocument, isOrganizationPolicy, type PolicyDocument } from "./resourceDocuments";

/** The size of a document and the most that AWS allows, in characters as AWS counts them. */
export interface DocumentSize {
    readonly characters: number;
    readonly max: number;
    /** Whether white space counts. */
    readonly isCountedAsSent: boolean;
    /** The characters without the white space between the elements of the document. */
    readonly minified: number;
}

/**
 * The sizes of a resource's documents, without those of a kind whose limit is not known.
 *
 * In organisation policies and permission sets AWS counts every character that is sent; in IAM's documents it does not count white
 * space. The inline policies of a role share one limit, so their sizes are added.
 *
 * @param trustMax the limit of a trust policy, which AWS can raise for an account.
 */
export function sizesOf(
    documents: readonly PolicyDocument[],
    trustMax: number,
): { what: string; size: DocumentSize }[] {
    const inline = documents.filter(({ kind }) => kind === "inlineRole");
    const groups =
        inline.length < 2
            ? documents.map((document) => ({ what: document.what, members: [document] }))
            : [
                  ...documents
                      .filter(({ kind }) => kind !== "inlineRole")
                      .map((document) => ({ what: document.what, members: [document] })),
                  { what: "the sum of its inline policies", members: inline },
              ];
    return groups.flatMap(({ what, members }) => {
        const sizes = members.flatMap((document) => sizeOf(document, trustMax) ?? []);
        const size = sizes.reduce<DocumentSize | undefined>(
            (sum, one) => (sum === undefined ? one : added(sum, one)),
            undefined,
        );
        return size === undefined ? [] : [{ what, size }];
    });
}

/** The size of one document; undefined for a kind whose limit is not known. */
export function sizeOf(
    { kind, text }: Pick<PolicyDocument, "kind" | "text">,
    trustMax: number,
): DocumentSize | undefined {
    const sent = { characters: text.length, isCountedAsSent: true, minified: minifiedLength(text) };
    if (isOrganizationPolicy(kind)) return { ...sent, max: POLICY_TYPES[kind].maxCharacters };
    if (!isIamDocument(kind)) return undefined;
    if (kind === "permissionSetInline") return { ...sent, max: IAM_POLICY_SIZES[kind] };
    const characters = text.replace(/\s/g, "").length;
    const max = kind === "trust" ? trustMax : IAM_POLICY_SIZES[kind];
    return { characters, max, isCountedAsSent: false, minified: characters };
}

/** The size as a message gives it: `10,900 characters, white space included; AWS allows 10,240`. */
export function sizeText({ characters, max, isCountedAsSent }: DocumentSize): string {
    const counted = isCountedAsSent ? "white space included" : "white space not counted";
    return `${formatCount(characters)} characters, ${counted}; AWS allows ${formatCount(max)}`;
}

/** What to do about a document that is too large, or soon will be. */
export function howToShorten({ characters, max, minified }: DocumentSize): string {
    return minified <= max && minified < characters
        ? `Send it without white space (JSON.stringify): then it has ${formatCount(minified)}.`
        : "Split it, or shorten its actions with wildcards.";
}

function added(one: DocumentSize, other: DocumentSize): DocumentSize {
    return { ...one, characters: one.characters + other.characters, minified: one.minified + other.minified };
}

/** The length of the JSON without white space between its elements; of a text that is not JSON, its length. */
function minifiedLength(text: string): number {
    try {
        return JSON.stringify(JSON.parse(text)).length;
    } catch {
        return text.length;
    }
}
