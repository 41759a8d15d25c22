/**
 * The guardrails that each kind of unit brings. They are attached to the unit that names the kind and bind everything below it.
 * `without` in the definition switches off any of them.
 */
export const KIND_GUARDRAILS = {
    plain: [],
    /** People experiment freely, but cannot leave the organisation or commit to pay for years. */
    sandbox: ["deny-leaving-organization", "deny-purchases"],
    /** Nobody ends a workload by closing its account, and the management account keeps its access. */
    workloads: ["deny-closing-account", "deny-leaving-organization", "protect-access-role"],
    /** Accounts cannot leave, logs stay, and monitoring stays on. */
    security: ["deny-closing-account", "deny-leaving-organization", "protect-logs", "protect-security-services"],
} as const satisfies Record<string, readonly string[]>;
