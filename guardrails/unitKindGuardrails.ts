/**
 * The guardrails that each kind of unit brings. They are attached to the unit that names the kind and bind everything below it.
 * `without` in the definition switches off any of them.
 */
export const KIND_GUARDRAILS = {
    plain: [],
    /** Experiment freely, but neither leave nor sign up to pay for years. */
    sandbox: ["deny-leaving-organization", "deny-purchases"],
    /** Nobody ends a workload by closing its account, and the way in stays open. */
    workloads: ["deny-closing-account", "deny-leaving-organization", "protect-access-role"],
    /** Nobody leaves, logs stay, and what watches goes on watching. */
    security: ["deny-closing-account", "deny-leaving-organization", "protect-logs", "protect-security-services"],
} as const satisfies Record<string, readonly string[]>;
