import type { RawCondition } from "../policyDocument";

/** Whether a condition of a Deny spares principals by their ARN: `ArnNotLike` on `aws:PrincipalArn`. */
export function sparesRoles({ operator, key }: RawCondition): boolean {
    return /^(Arn|String)Not(Like|Equals)$/.test(operator) && key.toLowerCase() === "aws:principalarn";
}
