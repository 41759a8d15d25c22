/** A request that cannot be evaluated. The message says what to write instead. */
export class RequestError extends Error {
    override readonly name = "RequestError";
}

/**
 * The kind of principal. `federated user` is a session of sts:GetFederationToken; people who sign in with SAML, OIDC or IAM Identity
 * Center are roles.
 */
export type PrincipalType =
    "role" | "user" | "root" | "federated user" | "service-linked role" | "AWS service" | "anonymous";

export interface RequestPrincipal {
    /**
     * `arn:aws:iam::111122223333:role/path/Name`, `...:user/Name`, `...:root`, `arn:aws:sts::111122223333:federated-user/Name`, or
     * the ARN of a session, `arn:aws:sts::111122223333:assumed-role/Name/session`, which is read as its role without a path,
     * because a session's ARN does not contain it. For an AWS service its name, such as `cloudtrail.amazonaws.com`.
     */
    readonly arn?: string;
    /** Read from the ARN unless given. */
    readonly type?: PrincipalType;
    /** The tags of the principal and its session. Absent: not known. `{}`: it has none. */
    readonly tags?: Readonly<Record<string, string>>;
    /** The organisation of a principal from outside; null: it is in none. Absent: not known, but not this organisation. */
    readonly organization?: string | null;
}

/** A principal, with what its ARN says about it. */
export interface ResolvedPrincipal {
    readonly type?: PrincipalType;
    /** The value of aws:PrincipalArn; for a session, the ARN of its role. */
    readonly arn?: string;
    readonly account?: string;
    /** The name of a user or of a federated user. */
    readonly name?: string;
    readonly service?: string;
    readonly tags?: ReadonlyMap<string, string>;
    readonly organization?: string | null;
}

const SERVICE = /^[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal)$/;
const FORM = "use an ARN such as arn:aws:iam::111122223333:role/Admin, the name of an AWS service, or anonymous";

/** @throws RequestError if the ARN does not identify a principal. */
export function readPrincipal(principal: RequestPrincipal | string): ResolvedPrincipal {
    const { arn, type, tags, organization }: RequestPrincipal =
        typeof principal === "string" ? { arn: principal } : principal;
    const read = arn === undefined ? {} : readArn(arn);
    return {
        ...read,
        ...(type !== undefined && { type }),
        ...(tags && { tags: new Map(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value])) }),
        ...(organization !== undefined && { organization }),
    };
}

function readArn(arn: string): ResolvedPrincipal {
    if (arn === "anonymous") return { type: "anonymous" };
    if (SERVICE.test(arn)) return { type: "AWS service", service: arn };
    const [prefix, partition = "", service, region, account = "", ...rest] = arn.split(":");
    const resource = rest.join(":");
    const [kind, ...path] = resource.split("/");
    const name = path.at(-1) ?? "";
    if (prefix !== "arn" || region !== "" || !/^\d{12}$/.test(account)) {
        throw new RequestError(`the principal ${JSON.stringify(arn)} has an unknown form: ${FORM}`);
    }
    if (service === "iam" && resource === "root") return { type: "root", arn, account };
    if (service === "iam" && kind === "role" && name !== "") {
        return { type: path[0] === "aws-service-role" ? "service-linked role" : "role", arn, account };
    }
    if (service === "iam" && kind === "user" && name !== "") return { type: "user", arn, account, name };
    if (service === "sts" && kind === "federated-user" && name !== "") {
        return { type: "federated user", arn, account, name };
    }
    if (service === "sts" && kind === "assumed-role" && path.length === 2) {
        return { type: "role", arn: `arn:${partition}:iam::${account}:role/${path[0]}`, account };
    }
    throw new RequestError(`the principal ${JSON.stringify(arn)} is not a role, a user or the root user: ${FORM}`);
}
