import { judgeDocuments } from "../../../../evaluator/identity/identityVerdict";
import { readRequest, type AccessRequest } from "../../../../evaluator/evaluation/askedRequest";

/** Who asks: a service's principal, or the ARN of a role, and the account in which the resource is. */
interface ResourceQuestion extends AccessRequest {
    readonly principal: string;
    readonly ownerAccount: string;
}

interface Statement {
    readonly Principal: unknown;
}

/**
 * What the policy of a resource says to a request: its statements that name the principal, judged by the project's evaluator. Conditions on
 * keys that the request does not name count as not in the request.
 */
export function resourceVerdict(policy: string, { ownerAccount, ...request }: ResourceQuestion): string {
    const { Statement, ...document } = JSON.parse(policy) as { readonly Statement: readonly Statement[] };
    const naming = Statement.filter(({ Principal }) => names(Principal, request.principal, ownerAccount));
    const statements = naming.map(({ Principal: _, ...statement }) => statement);
    const [, , , , account = ""] = request.principal.split(":");
    const principal = /^\d{12}$/.test(account) ? { account, isManagementAccount: false, levels: [] } : "outside";
    const asked = readRequest({ principal, resource: "outside" }, request, { assumeAbsent: true });
    return judgeDocuments(
        [{ label: "resource policy", content: JSON.stringify({ ...document, Statement: statements }) }],
        asked,
    ).says;
}

/** The root of an account stands for all its principals. */
function names(written: unknown, principal: string, ownerAccount: string): boolean {
    if (written === "*") return true;
    const { Service, AWS } = written as { readonly Service?: string; readonly AWS?: string };
    if (Service !== undefined) return Service === principal;
    return (
        AWS === principal ||
        (AWS?.endsWith(`:${ownerAccount}:root`) === true && principal.includes(`:${ownerAccount}:`))
    );
}
