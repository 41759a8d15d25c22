import { ACCOUNT_NAME } from "../../limits";
import { namingPolicy } from "../check/namingPolicy";
import { ACCOUNT } from "../check/checkedResources";

/** Names of accounts keep to the stack's pattern and AWS's limits (1 to 50 characters of ASCII). */
export const accountName = namingPolicy({
    name: "account-name",
    displayName: "Account names",
    description: "The name of an account keeps to the pattern of this stack.",
    url: "https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html",
    properties: { [ACCOUNT]: "name" },
    limits: ACCOUNT_NAME,
    change: "An account is renamed in place.",
});
