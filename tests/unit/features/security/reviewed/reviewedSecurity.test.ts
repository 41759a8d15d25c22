import assert from "node:assert/strict";
import { security } from "../../../../../features/security/definition";
import { reviewedBetween } from "../../changedDefinitions";

/** A definition with what watches it, of which a test writes what differs. */
function definition(written: string, accounts = "shop: {}"): string {
    return `
defaults: { email: "{account}@example.com" }
regions: [eu-central-1, eu-west-1]
units:
    Security: { kind: security, without: [protect-security-services, protect-logs], accounts: { audit: {}, log-archive: {} } }
    Workloads: { accounts: { ${accounts} } }
${written === "" ? "" : `security: { ${written} }`}
`;
}

interface Case {
    readonly about: string;
    readonly before: string;
    readonly after: string;
    /** The risk and sentence of each change. */
    readonly expected: readonly string[];
    readonly acknowledge?: string;
}

const GUARD_DUTY = "guardDuty: { protections: [s3, eks] }";
const TRAIL = "auditTrail: { retentionDays: 730, dataEvents: [s3] }";
const HERE = "regions: [eu-central-1]";

const CASES: readonly Case[] = [
    {
        about: "what is turned on",
        before: "",
        after: `${GUARD_DUTY}, search: true`,
        expected: [
            "attention: GuardDuty is turned on in eu-central-1 and eu-west-1.",
            "attention: The search over all accounts is turned on in eu-central-1 and eu-west-1.",
            "routine: Pulumi works in the audit account from now on.",
        ],
    },
    {
        about: "what is turned off",
        before: `${GUARD_DUTY}, search: true, configuration: true`,
        after: "search: true",
        expected: ["attention: The Config aggregator is turned off.", "danger, for good: GuardDuty is turned off."],
        acknowledge: "turn off guardDuty",
    },
    {
        about: "the audit trail that is turned off",
        before: TRAIL,
        after: "",
        expected: [
            "danger: The audit trail is turned off.",
            "routine: Pulumi no longer works in the log-archive account.",
        ],
        acknowledge: "turn off auditTrail",
    },
    {
        about: "a region that ends",
        before: `${GUARD_DUTY}, inspector: true`,
        after: `${GUARD_DUTY}, inspector: true, ${HERE}`,
        expected: ["danger, for good: GuardDuty ends in eu-west-1.", "danger, for good: Inspector ends in eu-west-1."],
        acknowledge: "weaken guardDuty, weaken inspector",
    },
    {
        about: "a region that begins",
        before: `${GUARD_DUTY}, ${HERE}`,
        after: GUARD_DUTY,
        expected: ["attention: GuardDuty begins in eu-west-1."],
    },
    {
        about: "protections",
        before: GUARD_DUTY,
        after: "guardDuty: { protections: [s3, malware] }",
        expected: ["danger: GuardDuty loses the protection eks and gets the protection malware."],
        acknowledge: "weaken guardDuty",
    },
    {
        about: "standards and controls",
        before: "securityHub: { standards: [foundational, cis] }",
        after: "securityHub: { standards: [foundational, nist], disabledControls: [IAM.6] }",
        expected: [
            "danger: Security Hub loses the standard cis-aws-foundations-benchmark/v/3.0.0, gets the standard nist-800-53/v/5.0.0 and no longer checks IAM.6.",
        ],
        acknowledge: "weaken securityHub",
    },
    {
        about: "scans",
        before: "inspector: { scans: [ec2, ecr] }",
        after: "inspector: { scans: [ecr, lambda] }",
        expected: ["danger: Inspector loses the scan ec2 and gets the scan lambda."],
        acknowledge: "weaken inspector",
    },
    {
        about: "unused access and recipients",
        before: "accessAnalyzer: true, findings: { emails: [a@example.com] }",
        after: "accessAnalyzer: { unusedAccessDays: 90 }, findings: { emails: [b@example.com, c@example.com] }",
        expected: [
            "attention: IAM Access Analyzer looks for unused access, which AWS bills.",
            "attention: The notification of findings tells 2 more addresses and no longer tells 1 address.",
        ],
    },
    {
        about: "what the trail records and keeps",
        before: TRAIL,
        after: "auditTrail: { retentionDays: 365, acknowledge: { deletesLogsAfterDays: 365 }, dataEvents: [lambda] }",
        expected: [
            "danger: The audit trail no longer records data events of s3, records data events of lambda (which AWS bills), keeps logs for 365 days instead of 730 (S3 deletes older ones) and locks new logs for 365 days (governance) instead of 730 (governance).",
        ],
        acknowledge: "weaken auditTrail",
    },
    {
        about: "a lock of the trail",
        before: TRAIL,
        after: "auditTrail: { retentionDays: 730, dataEvents: [s3], objectLock: { mode: compliance, days: 30 }, acknowledge: { locksLogsForDays: 30 } }",
        expected: [
            "danger, for good: The audit trail locks new logs for 30 days (compliance) instead of 730 (governance) (nobody can undo that).",
        ],
        acknowledge: "weaken auditTrail",
    },
    {
        about: "a weaker lock of the trail",
        before: "auditTrail: { objectLock: { mode: governance, days: 365 } }",
        after: "auditTrail: { objectLock: { mode: governance, days: 30 } }",
        expected: ["danger: The audit trail locks new logs for 30 days (governance) instead of 365 (governance)."],
        acknowledge: "weaken auditTrail",
    },
    {
        about: "a shorter retention, which its own key has acknowledged, and no more",
        before: TRAIL,
        after: "auditTrail: { retentionDays: 365, acknowledge: { deletesLogsAfterDays: 365 }, dataEvents: [s3] }",
        expected: [
            "danger: The audit trail keeps logs for 365 days instead of 730 (S3 deletes older ones) and locks new logs for 365 days (governance) instead of 730 (governance).",
        ],
    },
    {
        about: "findings that are told from another severity up",
        before: "guardDuty: true, findings: { emails: [a@example.com] }",
        after: "guardDuty: true, findings: { emails: [a@example.com], severity: CRITICAL }",
        expected: ["danger: The notification of findings no longer tells findings of severity HIGH."],
        acknowledge: "weaken findings",
    },
    {
        about: "findings of a service that no rule tells at this severity",
        before: "accessAnalyzer: true, securityHub: true, findings: { emails: [a@example.com], severity: MEDIUM }",
        after: "accessAnalyzer: true, securityHub: true, findings: { emails: [a@example.com], severity: HIGH }",
        expected: ["danger: The notification of findings no longer tells findings of severity MEDIUM."],
        acknowledge: "weaken findings",
    },
    {
        about: "the only findings, which no rule tells at this severity",
        before: "accessAnalyzer: true, findings: { emails: [a@example.com] }",
        after: "accessAnalyzer: true, findings: { emails: [a@example.com], severity: CRITICAL }",
        expected: ["danger: The notification of findings no longer tells findings of access-analyzer."],
        acknowledge: "weaken findings",
    },
];

describe("the words on security in a review", () => {
    for (const { about, before, after, expected, acknowledge = "" } of CASES) {
        it(`name ${about}`, async () => {
            const changes = await reviewedBetween(security, definition(before), definition(after));
            assert.deepEqual(
                changes.map(
                    ({ text, risk, isIrreversible }) => `${risk}${isIrreversible ? ", for good" : ""}: ${text}`,
                ),
                expected,
            );
            assert.equal(changes.flatMap((one) => one.acknowledge ?? []).join(", "), acknowledge);
        });
    }

    it("name the members of a service, and say what is lost and what it costs", async () => {
        const more = await reviewedBetween(
            security,
            definition(GUARD_DUTY),
            definition(GUARD_DUTY, "shop: {}, data: {}"),
        );
        assert.deepEqual(
            more.map(({ text }) => text),
            ["GuardDuty watches 3 member accounts instead of 2."],
        );
        const [on] = await reviewedBetween(security, definition(""), definition(GUARD_DUTY));
        const [off] = await reviewedBetween(security, definition(GUARD_DUTY), definition(""));
        assert.match(String(on?.details), /^GuardDuty bills by what it reads: .*\.$/);
        assert.match(String(off?.details), /^GuardDuty ends in every account, .*\.$/);
        assert.deepEqual([on?.path, off?.path], [["security", "guardDuty"], undefined]);
    });
});
