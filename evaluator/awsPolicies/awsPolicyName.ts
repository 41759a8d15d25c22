import { MANAGED_POLICY_NAME, quoted, textError, visible } from "../../limits";
import { AWS_POLICIES, awsPolicies } from "./awsPolicies";
import { misspeltAwsPolicy } from "./misspeltAwsPolicy";

/** The paths of AWS-managed policies that AWS lets nobody attach, and what they are for. */
const UNATTACHABLE: ReadonlyMap<string, string> = new Map([
    ["aws-service-role", "a service-linked role"],
    ["root-task", "a session of the root user"],
]);

const OF_AWS = ":iam::aws:policy/";

/** Where the definition names a policy of AWS. */
export interface AwsPolicyUse {
    /** What has the policy: `permission set`. */
    readonly holder: string;
    /** The key that names policies of an account instead. Absent if there is none. */
    readonly ownKey?: string;
}

/**
 * Why nobody can attach the policy of AWS with a name, and what to write. Undefined if AWS has it, or may have added it since the data were
 * made: `unknownAwsPolicy` says that.
 *
 * @param name with its path, as a definition writes it: `job-function/Billing`.
 */
export function awsPolicyError(name: string, { holder, ownKey }: AwsPolicyUse): string | undefined {
    if (name.startsWith("arn:")) {
        const at = name.indexOf(OF_AWS);
        if (at >= 0) return `is an ARN: write the name alone, ${name.slice(at + OF_AWS.length)}`;
        return ownKey === undefined
            ? "is a policy of an account: only policies of AWS are allowed here, by name"
            : `is a policy of an account: write it in \`${ownKey}\`, by name and path`;
    }
    const parts = name.split("/");
    const error = parts.map((part) => textError(MANAGED_POLICY_NAME, part)).find((one) => one !== undefined);
    if (error !== undefined) {
        return `${error}. A policy of AWS is written by its name, such as ReadOnlyAccess or job-function/Billing`;
    }
    const [first = ""] = parts;
    if (parts.length > 1 && UNATTACHABLE.has(first)) {
        return `${quoted(name)} is for ${UNATTACHABLE.get(first)}: AWS lets no ${holder} have it`;
    }
    const meant = awsPolicies().has(name) ? undefined : misspeltAwsPolicy(name);
    return meant === undefined
        ? undefined
        : `AWS has no managed policy ${quoted(name)}. Did you mean ${quoted(meant)}?`;
}

/**
 * Says of a policy that the data lack it; undefined if they have it. AWS may have added it since, or it is misspelt beyond recognition.
 *
 * @param name with its path.
 */
export function unknownAwsPolicy(name: string): string | undefined {
    if (awsPolicies().has(name)) return undefined;
    return `on ${AWS_POLICIES.day}, the day of this program's data, AWS had no policy ${visible(name)}`;
}
