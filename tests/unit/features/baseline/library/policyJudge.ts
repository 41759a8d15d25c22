import type { ContextValues, Hierarchy } from "../../../../../evaluator/evaluation";
import { readRequest } from "../../../../../evaluator/evaluation/askedRequest";
import { judgeDocuments, type IdentityVerdict } from "../../../../../evaluator/identity/identityVerdict";
import { asList, isJsonMap, statementsOf } from "../../../../../evaluator/policyDocument";
import { ACCOUNT } from "./resolvedBlock";

const HIERARCHY: Hierarchy = { account: ACCOUNT, organization: { id: "o-a1b2c3d4e5" }, levels: [] };

interface JudgedRequest {
    readonly action: string;
    readonly resource?: string;
    readonly context?: ContextValues;
}

/** What an identity policy or boundary says of a request of the account. Keys that are not given are not in the request. */
export function judged(
    document: unknown,
    { action, resource = "*", context = {} }: JudgedRequest,
): IdentityVerdict["says"] {
    const asked = readRequest(HIERARCHY, { action, resource, context }, { assumeAbsent: true });
    return judgeDocuments([{ label: "policy", content: JSON.stringify(document) }], asked).says;
}

/** Who asks for a session of a role: `{ Federated: arn }`, `{ Service: name }`, or `{ AWS: arn of a role }`. */
export type AskingPrincipal = Readonly<Record<string, string>>;

/**
 * Whether a trust policy lets somebody assume the role: its statements that name the principal, judged by the project's evaluator. The root
 * of an account in `Principal` means every principal of it.
 */
export function trusts(
    document: unknown,
    principal: AskingPrincipal,
    { action, context = {} }: Omit<JudgedRequest, "resource">,
): boolean {
    const statements = statementsOf(document).filter((one) => names(one.Principal, principal));
    const withoutPrincipals = statements.map(({ Principal: _, ...statement }) => ({ ...statement, Resource: "*" }));
    if (withoutPrincipals.length === 0) return false;
    const arn = principal.AWS;
    const known = { ...(arn !== undefined && { "aws:PrincipalArn": arn }), ...context };
    const says = judged({ Version: "2012-10-17", Statement: withoutPrincipals }, { action, context: known });
    if (says === "undetermined") throw new Error(`the trust policy is undetermined for ${JSON.stringify(known)}`);
    return says === "allowed";
}

function names(given: unknown, asking: AskingPrincipal): boolean {
    if (given === "*") return true;
    if (!isJsonMap(given)) return false;
    return Object.entries(asking).some(([kind, one]) =>
        asList(given[kind]).some((named) => {
            const root = /^(arn:aws:iam::\d{12}):root$/.exec(String(named))?.[1];
            return root === undefined ? named === one : one.startsWith(`${root}:`);
        }),
    );
}
