import { PERMISSION_SET_NAME } from "../../limits";
import { AWS_PERMISSION_SET, PERMISSION_SET } from "../check/checkedResources";
import { namingPolicy } from "../check/namingPolicy";

/** Names of permission sets keep to the stack's pattern and AWS's limits (1 to 32 characters). */
export const permissionSetName = namingPolicy({
    name: "permission-set-name",
    displayName: "Names of permission sets",
    description: "The name of a permission set keeps to the pattern of this stack.",
    url: "https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html",
    properties: { [PERMISSION_SET]: "name", [AWS_PERMISSION_SET]: "name" },
    limits: PERMISSION_SET_NAME,
    change: "Beware: another name replaces the permission set, and people lose their access meanwhile.",
});
