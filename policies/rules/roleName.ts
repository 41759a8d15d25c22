import { ROLE_NAME } from "../../limits";
import { namingPolicy } from "../check/namingPolicy";
import { ACCOUNT, ROLE } from "../check/checkedResources";

/**
 * Names of IAM roles, and of the role that AWS makes in a new account, keep to the stack's pattern and AWS's limits
 * (1 to 64 characters). A role with a `namePrefix` is skipped, because the provider generates its name.
 */
export const roleName = namingPolicy({
    name: "role-name",
    displayName: "Role names",
    description: "The name of a role keeps to the pattern of this stack.",
    url: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
    properties: { [ROLE]: "name", [ACCOUNT]: "roleName" },
    limits: ROLE_NAME,
    change: "Beware: another name replaces a role, and a new `roleName` replaces a whole account.",
});
