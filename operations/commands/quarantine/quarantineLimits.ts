/**
 * What a quarantine does not stop. These are limits of AWS: service control policies bind only calls to AWS by the account's own
 * users and roles.
 */
export const NOT_STOPPED: readonly string[] = [
    "what is running: instances, containers and functions go on, with their network and data. Only their calls to AWS are denied",
    "service-linked roles, with which AWS services act in the account",
    "other accounts and the public, if the policy of a bucket, key, queue or topic lets them in: remove that in the account",
    "access that does not go through AWS: SSH keys, database passwords, application tokens",
    "the break-glass role: watch who assumes it",
    "the bill",
];

/** What to do if the management account itself is in danger. */
export const MANAGEMENT_ACCOUNT =
    "is the management account, which no service control policy binds: it cannot be quarantined. Instead, in it: " +
    "delete the access keys in question, attach the policy AWSDenyAll to the users and roles in question, " +
    'deny their sessions so far (IAM, the role, "Revoke active sessions"), disable their Identity Center users, ' +
    "change the root user's password and look at its MFA devices, and call AWS Support";

/** What to do without policies. */
export const NO_POLICIES =
    "the organisation has consolidated billing only, which has no policies: nothing can be quarantined. Instead, in the account: " +
    'attach the policy AWSDenyAll to its users and roles, delete their access keys and revoke their sessions (IAM, the role, "Revoke active sessions")';
