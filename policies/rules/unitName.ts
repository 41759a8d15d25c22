import { UNIT_NAME } from "../../limits";
import { namingPolicy } from "../check/namingPolicy";
import { UNIT } from "../check/checkedResources";

/** Names of organisational units keep to the stack's pattern and AWS's limits (1 to 128 characters). */
export const unitName = namingPolicy({
    name: "unit-name",
    displayName: "Unit names",
    description: "The name of an organisational unit keeps to the pattern of this stack.",
    url: "https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganizationalUnit.html",
    properties: { [UNIT]: "name" },
    limits: UNIT_NAME,
    change: "A unit is renamed in place.",
});
