import { isJsonMap } from "../../../../evaluator/policyDocument";
import { sub } from "./templateIntrinsics";

/** A statement of an identity or trust policy in IAM's form. */
export type StatementJson = Readonly<Record<string, unknown>>;

/**
 * A value of a user for a template: `${AWS::AccountId}` is what CloudFormation puts in, and everything else, such as IAM's own
 * `${aws:PrincipalTag/Team}`, stays as it is.
 */
export function withPseudoParameters(value: unknown): unknown {
    if (typeof value === "string") {
        return value.includes("${AWS::") ? sub(value.replace(/\$\{(?!AWS::)/g, "${!")) : value;
    }
    if (Array.isArray(value)) return value.map(withPseudoParameters);
    return isJsonMap(value)
        ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withPseudoParameters(one)]))
        : value;
}
