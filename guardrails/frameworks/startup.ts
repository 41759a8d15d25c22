import { covered, settled, uncovered, withMeans, type Framework } from "./framework";

export const startupBaseline: Framework = {
    name: "startup-baseline",
    title: "Start-up baseline",
    version: "1 (our own)",
    source: "https://docs.aws.amazon.com/prescriptive-guidance/latest/aws-startup-security-baseline/welcome.html",
    about: "Guardrails that cost nothing, rarely get in the way, and prevent the best-known accidents. They are our own choice, based on AWS's security baseline for start-ups.",
    guardrails: [
        "ai-opt-out",
        "block-public-images",
        "deny-leaving-organization",
        "deny-public-s3",
        "deny-root-user",
        "protect-access-role",
        "protect-security-services",
        "require-imdsv2",
        "s3-block-public-access",
    ],
    controls: [
        covered("Leaks", "No public bucket, image or snapshot", [
            "s3-block-public-access",
            "deny-public-s3",
            "block-public-images",
        ]),
        covered(
            "Root user",
            "Nobody works as the root user",
            ["deny-root-user"],
            "the management account: MFA, and its credentials in a safe",
        ),
        covered("Way in", "Access by the management account stays, and so does the account in the organisation", [
            "deny-leaving-organization",
            "protect-access-role",
        ]),
        withMeans(covered("Watching", "Monitoring is on, and stays on", ["protect-security-services"]), {
            security: ["auditTrail", "guardDuty"],
        }),
        covered(
            "Forged requests",
            "Credentials of new instances resist them",
            ["require-imdsv2"],
            "deny-imdsv1, once nothing needs version 1",
        ),
        covered("AI", "Your content trains no AI models", ["ai-opt-out"], "services outside of AWS"),
        uncovered("Keys", "No long-lived keys", "deny-iam-users, once people sign in by Identity Center"),
        uncovered(
            "Costs",
            "No bill that ends the company",
            "`budget` of the organisation and of accounts, `stop: true` in sandboxes; deny-purchases and deny-expensive-instances",
        ),
        settled("Backups", "Data can be restored", { blocks: ["backup-vault"] }, "backup-by-tag, and protect-backups"),
    ],
};
