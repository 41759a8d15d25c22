/** A principal as people name it in an assertion or on a command line. */
export interface NamedPrincipal {
    /** How a message names the principal: `role Developer`, `the root user`. */
    readonly label: string;
    /** Its ARN in an account, or the name of a service. */
    principal(account: string, partition?: string): string;
    /** The name of the role, including wildcards if it was given with them; absent for other principals. */
    readonly role?: string;
    /** The account that an ARN names. */
    readonly account?: string;
}

/** The forms that `readWho` reads, for messages. */
export const WHO_FORMS =
    "a role's name, user/NAME, root, an ARN, the name of a service-linked role (AWSServiceRoleFor...) or of a service (cloudtrail.amazonaws.com)";

/** An ordinary role, which no policy names. */
export const ANY_ROLE = inAccount("a role that no policy names", "role/a-role-that-no-policy-names");
/** One principal of each kind that service control policies bind. */
export const ANYBODY: readonly NamedPrincipal[] = [
    ANY_ROLE,
    inAccount("a user that no policy names", "user/a-user-that-no-policy-names"),
    inAccount("the root user", "root"),
];

const NAME = /^[\w+=,.@*?/-]+$/;
const SERVICE = /^[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal)$/;
const SERVICE_LINKED = /^AWSServiceRoleFor/;

/**
 * Reads the name of a principal. A name with wildcards becomes an example that matches it: every `*` and `?` becomes an x.
 *
 * @returns undefined if it has none of the forms in WHO_FORMS.
 */
export function readWho(text: string): NamedPrincipal | undefined {
    if (text === "root") return inAccount("the root user", "root");
    if (text === "anonymous") return { label: "an anonymous caller", principal: () => text };
    if (SERVICE.test(text)) return { label: `the service ${text}`, principal: () => text };
    if (text.startsWith("arn:")) return readArn(text);
    if (!NAME.test(text)) return undefined;
    const resource = /^(role|user)\//.test(text) ? text : `role/${path(text)}`;
    const [kind = "", ...names] = resource.split("/");
    if (names.at(-1) === "" || names.length === 0) return undefined;
    return { ...inAccount(`${kind} ${names.join("/")}`, resource), ...(kind === "role" && { role: names.join("/") }) };
}

/** The path of a role. Service-linked roles have a path of their own; the service in it makes no difference here. */
function path(name: string): string {
    return SERVICE_LINKED.test(name) ? `aws-service-role/service.amazonaws.com/${name}` : name;
}

function readArn(arn: string): NamedPrincipal | undefined {
    const [, partition = "", service, , account = "", ...rest] = arn.split(":");
    const resource = rest.join(":");
    if (service === "iam" && /[*?]/.test(account)) return readWho(resource);
    if (!/^\d{12}$/.test(account)) return undefined;
    const inIam = service === "iam" && (resource === "root" || /^(role|user)\/./.test(resource));
    const inSts = service === "sts" && /^(assumed-role|federated-user)\/./.test(resource);
    if (!inIam && !inSts) return undefined;
    const concrete = sample(arn.replace(/^arn:[*?]/, "arn:aws"));
    return {
        label: concrete.replace(`arn:${partition}:`, "arn:aws:"),
        principal: () => concrete,
        account,
        ...(resource.startsWith("role/") && { role: resource.slice("role/".length) }),
    };
}

function inAccount(label: string, resource: string): NamedPrincipal {
    return {
        label,
        principal: (account, partition = "aws") => `arn:${partition}:iam::${account}:${sample(resource)}`,
    };
}

function sample(pattern: string): string {
    return pattern.replaceAll(/[*?]/g, "x");
}
