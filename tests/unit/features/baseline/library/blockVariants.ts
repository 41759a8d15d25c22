import { BASELINE_LIBRARY } from "../../../../../features/baseline/library";

const AUDIT = "arn:aws:iam::111122223333:role/audit";

/** Other parameters that make another template, by block and what is different. */
const OTHERS: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>> = {
    "backup-vault": { "a plan": { plan: {}, minimumDays: 7 } },
    "break-glass-role": { MFA: { trustedRoles: [AUDIT], mfa: true } },
    "config-recorder": { "a shared bucket": { bucket: "acme-config-history" } },
    "deploy-role": {
        GitLab: { gitlabProject: "acme/shop", branch: "main", managedPolicies: ["PowerUserAccess"] },
        "another account": {
            name: "deploy",
            trustedRoles: [AUDIT],
            trustedAccounts: ["444455556666"],
            permissions: ["s3:*"],
            boundary: { managed: "PowerUserAccess" },
        },
    },
    "permissions-boundary": { denials: { alsoDenied: ["rds:Delete*"], protectedRoles: ["admin"] } },
    "read-only-role": {
        everything: { reads: "everything", trustedAccounts: ["111122223333"], externalId: "acme-1" },
    },
};

/** Every block with its example or defaults, and with parameters that make another template: name, parameters, what they are. */
export function blockVariants(): readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] {
    return [...BASELINE_LIBRARY.values()].flatMap(({ name, example = {} }) => [
        [name, example, "as it is"] as const,
        ...Object.entries(OTHERS[name] ?? {}).map(([about, parameters]) => [name, parameters, about] as const),
    ]);
}
