/**
 * What a quarantine does not stop. These are limits of AWS: service control policies bind only calls to AWS by the account's own
 * users and roles.
 */
export const NOT_STOPPED: readonly string[] = [
    "what runs: instances, containers and functions go on, with their network and their data. Only their calls to AWS are denied",
    "service-linked roles, by which AWS's services act in the account",
    "principals of other accounts and the public, where a policy of a bucket, key, queue or topic lets them in: take that away in the account",
    "ways in that do not ask AWS: SSH keys, passwords of databases, tokens of applications",
    "the break-glass role: watch who takes it",
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
