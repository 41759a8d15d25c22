import { servicePart } from "../../../evaluator/policyPurpose";
import type { SetContent } from "./setContent";
import { boundaryDocument, documentsOf, type AwsPolicyDocuments } from "./setSituation";

/** The services of which a permission set allows something. */
export interface AllowedServices {
    readonly isAllowed: (service: string) => boolean;
    /** Its policies that are not known here. What they allow is left out. */
    readonly unknown: readonly string[];
}

/** Reads which services a permission set is about. Conditions and resources are not looked at: a service that it allows somewhere counts. */
export function allowedServices(set: SetContent, documents: AwsPolicyDocuments): AllowedServices {
    const policies = documentsOf(set, documents);
    const boundary = set.boundary && boundaryDocument(set.boundary, documents);
    const limits = boundary?.content;
    const known = policies.flatMap(({ content }) => content ?? []);
    return {
        isAllowed: (service) =>
            known.some((content) => servicePart(content, "Allow", service) !== undefined) &&
            (limits === undefined || servicePart(limits, "Allow", service) !== undefined) &&
            ![...known, ...(limits === undefined ? [] : [limits])].some(
                (content) => servicePart(content, "Deny", service) === "all",
            ),
        unknown: [...policies, ...(boundary ? [boundary] : [])]
            .filter(({ content }) => content === undefined)
            .map(({ name }) => name),
    };
}
