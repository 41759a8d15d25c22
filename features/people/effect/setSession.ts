import type { IdentityDocument, SessionPolicies } from "../../../evaluator/identity";
import type { BoundaryModel } from "../model";
import type { SetContent } from "./setContent";

/** Finds the document of an AWS-managed policy by its name with path; undefined for one that is not known here. */
export type AwsPolicyDocuments = (policy: string) => string | undefined;

/** What a permission set is made of. */
export type SetPart = "managedPolicies" | "customerManagedPolicies" | "inlinePolicy" | "boundary";

/** Where a part is written. */
export type PartPlace = Pick<IdentityDocument, "place" | "statementPlaces">;

/**
 * A permission set as the session that somebody with it has.
 *
 * @param placeOf where a part is written. Nowhere for a permission set of a state.
 * @param region of the Identity Center instance; absent: not known.
 */
export function setSession(
    set: SetContent,
    documents: AwsPolicyDocuments,
    placeOf: (part: SetPart) => PartPlace = () => ({}),
    region?: string,
): SessionPolicies {
    const { name, managedPolicies, customerManagedPolicies, inlinePolicy, boundary } = set;
    return {
        role: { permissionSet: name, ...(region !== undefined && { region }) },
        policies: [
            ...managedPolicies.map((policy) => awsDocument(policy, documents, placeOf("managedPolicies"))),
            ...customerManagedPolicies.map(({ path, name: policy }) => ({
                label: `${path}${policy}`,
                ...placeOf("customerManagedPolicies"),
            })),
            ...(inlinePolicy === undefined
                ? []
                : [{ label: "its inline policy", content: inlinePolicy, ...placeOf("inlinePolicy") }]),
        ],
        ...(boundary && { boundary: boundaryDocument(boundary, documents, placeOf("boundary")) }),
    };
}

function boundaryDocument(boundary: BoundaryModel, documents: AwsPolicyDocuments, place: PartPlace): IdentityDocument {
    return boundary.kind === "aws"
        ? awsDocument(boundary.policy, documents, place)
        : { label: `${boundary.policy.path}${boundary.policy.name}`, ...place };
}

function awsDocument(label: string, documents: AwsPolicyDocuments, place: PartPlace): IdentityDocument {
    const content = documents(label);
    return { label, ...place, ...(content !== undefined && { content }) };
}
