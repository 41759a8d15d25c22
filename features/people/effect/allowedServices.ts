import { parsedJson } from "../../../evaluator/policyDocument";
import { servicePart } from "../../../evaluator/policyPurpose";
import type { SetContent } from "./setContent";
import { setSession, type AwsPolicyDocuments } from "./setSession";

/** The services of which a permission set allows something. */
export interface AllowedServices {
    readonly isAllowed: (service: string) => boolean;
    /** Its policies that are not known here. What they allow is left out. */
    readonly unknown: readonly string[];
}

/** Reads which services a permission set is about. Conditions and resources are not looked at: a service that it allows somewhere counts. */
export function allowedServices(set: SetContent, documents: AwsPolicyDocuments): AllowedServices {
    const { policies, boundary } = setSession(set, documents);
    // Policies name thousands of actions, so they are read once, and only if somebody asks.
    let read: { readonly known: readonly unknown[]; readonly limits: unknown } | undefined;
    const found = new Map<string, boolean>();
    const isAllowed = (service: string): boolean => {
        read ??= {
            known: policies.flatMap(({ content }) => (content === undefined ? [] : [parsedJson(content)])),
            limits: boundary?.content === undefined ? undefined : parsedJson(boundary.content),
        };
        const { known, limits } = read;
        return (
            known.some((document) => servicePart(document, "Allow", service) !== undefined) &&
            (limits === undefined || servicePart(limits, "Allow", service) !== undefined) &&
            ![...known, limits].some((document) => servicePart(document, "Deny", service) === "all")
        );
    };
    return {
        isAllowed: (service) => {
            const answer = found.get(service) ?? isAllowed(service);
            found.set(service, answer);
            return answer;
        },
        unknown: [...policies, ...(boundary ? [boundary] : [])]
            .filter(({ content }) => content === undefined)
            .map(({ label }) => label),
    };
}
