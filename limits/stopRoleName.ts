/**
 * The name of the role in the management account through which AWS Budgets stops accounts. It is fixed, so that whoever runs the program may
 * be allowed this role only. By it a command recognises the budget actions of this program.
 */
export const STOP_ROLE_NAME = "aws-organization-stop-spending";

/** By this description the program recognises a role that an earlier stack has left. */
export const STOP_ROLE_DESCRIPTION = "AWS Budgets attaches stop-spending to accounts that have spent their budget";
