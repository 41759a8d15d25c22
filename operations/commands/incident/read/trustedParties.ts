import { isJsonMap } from "../../../../evaluator/policyDocument";
import { allowingStatements, listOf } from "./policyStatements";

/** Whom a role's trust policy names in statements that allow. */
export interface TrustedParties {
    /** Ids of accounts, and `*` for everybody. */
    readonly accounts: readonly string[];
    /** The same as the trust names them: ids, ARNs of accounts, roles and users, and `*`. */
    readonly principals: readonly string[];
    /** ARNs and names of identity providers. */
    readonly providers: readonly string[];
    /** Services of AWS. */
    readonly services: readonly string[];
}

/** @param document as IAM returns it: JSON, often with percent signs of a URL. */
export function trustedBy(document: string): TrustedParties {
    const named = { AWS: new Set<string>(), Federated: new Set<string>(), Service: new Set<string>() };
    for (const statement of allowingStatements(document)) {
        // Everybody but those named is nearly everybody.
        const principal = "NotPrincipal" in statement ? "*" : statement.Principal;
        if (principal === "*") named.AWS.add("*");
        if (!isJsonMap(principal)) continue;
        for (const kind of ["AWS", "Federated", "Service"] as const) {
            for (const one of listOf(principal[kind])) if (typeof one === "string") named[kind].add(one);
        }
    }
    return {
        accounts: [...new Set([...named.AWS].map((one) => /\b\d{12}\b/.exec(one)?.[0] ?? one))].sort(),
        principals: [...named.AWS].sort(),
        providers: [...named.Federated].sort(),
        services: [...named.Service].sort(),
    };
}
