/*
 * How AWS's console revokes the active sessions of a role: an inline policy denies everything to sessions from before a time. AWS, "Revoke IAM
 * role temporary security credentials" (a stored copy, and a user's copy of the policy, read 2026-11-27).
 */

/** The name that AWS's console gives to the policy, so that both replace the same one. */
export const REVOKING_POLICY = "AWSRevokeOlderSessions";

/** The condition key with the time from which a session's credentials are. */
export const TOKEN_TIME = "aws:TokenIssueTime";
