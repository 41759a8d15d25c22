import assert from "node:assert/strict";
import { delegation } from "../../../../features/delegation/definition";
import { SECURITY_TYPES } from "../../../../components/typeTokens";
import { COMPONENT_OF } from "../../../../features/security/plan/securityResources";
import { SWITCHES } from "../../../../features/security/securityModel";
import { load } from "../../definition/definitionFixtures";
import { messages, modelOf, ORGANISATION } from "./securityFixture";

const ALL = `
security:
    auditTrail: true
    configuration: true
    guardDuty: true
    securityHub: true
    accessAnalyzer: true
    inspector: true
    macie: true
    search: true
    findings: { emails: [security@example.com] }
`;

describe("security", () => {
    it("has defaults for every switch, in the regions of the root and the accounts of the security unit", () => {
        assert.deepEqual(modelOf(ALL), {
            logArchive: "log-archive",
            audit: "audit",
            regions: ["eu-central-1", "eu-west-1"],
            auditTrail: {
                name: "organization-trail",
                retentionDays: 365,
                objectLock: { mode: "governance", days: 365 },
                dataEvents: [],
                besides: [],
            },
            configuration: true,
            guardDuty: { protections: ["s3", "eks", "malware", "rds", "lambda"] },
            securityHub: { standards: ["foundational"], disabledControls: [] },
            accessAnalyzer: {},
            inspector: { scans: ["ec2", "ecr", "lambda"] },
            macie: true,
            search: true,
            findings: { emails: ["security@example.com"], severity: "HIGH" },
        });
    });

    it("is nothing where nothing is on", () => {
        for (const keys of ["", "security:\n", "security: { guardDuty: false, audit: nobody }"]) {
            assert.deepEqual(modelOf(keys), { regions: [] }, keys);
        }
    });

    it("has no account that no switch needs: a provider of its own would start for it in every run", () => {
        assert.equal(modelOf("security: { logArchive: log-archive, guardDuty: true }").logArchive, undefined);
        assert.equal(modelOf("security: { audit: audit, auditTrail: true }").audit, undefined);
        assert.equal(messages("security: { audit: audti, auditTrail: true }").length, 1);
    });

    it("gives the services their access and their administrators, without that anybody writes them a second time", () => {
        const { serviceAccess, features } = load(ORGANISATION + ALL);
        assert.deepEqual(serviceAccess, [
            "access-analyzer.amazonaws.com",
            "cloudtrail.amazonaws.com",
            "config.amazonaws.com",
            "guardduty.amazonaws.com",
            "inspector2.amazonaws.com",
            "macie.amazonaws.com",
            "malware-protection.guardduty.amazonaws.com",
            "resource-explorer-2.amazonaws.com",
            "securityhub.amazonaws.com",
        ]);
        assert.deepEqual(features.get(delegation).accounts.get("audit")?.administers, [
            "access-analyzer.amazonaws.com",
            "config.amazonaws.com",
            "guardduty.amazonaws.com",
            "inspector2.amazonaws.com",
            "macie.amazonaws.com",
            "resource-explorer-2.amazonaws.com",
            "securityhub.amazonaws.com",
        ]);
    });

    it("is the same where the definition says access and administrators too", () => {
        const written =
            "organization: { serviceAccess: [guardduty.amazonaws.com] }\n" +
            "delegatedAdministrators: { guardduty.amazonaws.com: audit }\n";
        const models = ["", written].map((keys) => load(`${ORGANISATION}${keys}security: { guardDuty: true }`));
        assert.deepEqual(models[0]?.serviceAccess, models[1]?.serviceAccess);
        assert.deepEqual(
            models.map(({ features }) => [...features.get(delegation).accounts]),
            Array<unknown>(2).fill([["audit", { administers: ["guardduty.amazonaws.com"] }]]),
        );
    });

    it("reports every mistake at once", () => {
        const found = messages(
            "security:\n" +
                "    audit: audti\n" +
                "    logArchive: old\n" +
                "    regions: [eu-central-1, eu-central-1, eu-centrl-1]\n" +
                "    auditTrail: { name: -x, bucket: X, retentionDays: 90, coldAfterDays: 90, objectLock: { days: 91 }, dataEvents: [s3, s3] }\n" +
                "    securityHub: { disabledControls: [IAM6] }\n" +
                "    accessAnalyzer: { unusedAccessDays: 366 }\n" +
                "    inspector: { scans: [lambda-code] }\n" +
                "    findings: { emails: [nobody] }\n",
        );
        const expected = [
            /audit.*there is no account .audti.\. Did you mean audit\?/,
            /logArchive.*account .old. is to leave the organisation/,
            /regions.*names eu-central-1 a second time/,
            /regions.*eu-centrl-1/,
            /auditTrail\.name/,
            /auditTrail\.bucket/,
            /coldAfterDays.*90 days, and logs are deleted after 90/,
            /objectLock.*91 days.*Give at most 90/,
            /dataEvents.*second time/,
            /disabledControls.*such as IAM\.6/,
            /unusedAccessDays.*366 is no number of days: give 1 to 365/,
            /lambda-code needs lambda/,
            /emails/,
        ];
        for (const one of expected)
            assert.ok(
                found.some((text) => one.test(text)),
                `${one}\n${found.join("\n")}`,
            );
        assert.equal(found.length, expected.length, found.join("\n"));
    });

    it("refuses names and days of the trail that AWS would refuse, as they are written", () => {
        const found = messages(
            "security:\n" +
                "    regions: [eu-central-1, cn-north-1]\n" +
                `    auditTrail: { name: 192.168.1.1, bucket: ${"a".repeat(60)}, besides: [""], acknowledge: { deletesLogsAfterDays: -1 } }\n`,
        );
        for (const [index, one] of [
            /^security\.regions: names eu-central-1 and cn-north-1, which are in two partitions of AWS/,
            /^security\.auditTrail\.name: name of a trail "192\.168\.1\.1" has a form that AWS refuses/,
            /^security\.auditTrail\.bucket: the bucket of its access logs has -access besides: .* has 67 characters/,
            /^security\.auditTrail\.besides\[0\]: name of a trail "" has 0 characters/,
            /^security\.auditTrail\.acknowledge\.deletesLogsAfterDays: -1 is no number of days/,
        ].entries())
            assert.match(
                [...found].sort((a, b) => Number(b.includes("regions")) - Number(a.includes("regions")))[index] ?? "",
                one,
            );
        assert.equal(found.length, 5, found.join("\n"));
        assert.match(
            messages('security: { auditTrail: { bucket: "192.168.1.1" } }').join(),
            /bucket name "192\.168\.1\.1" has a form that AWS refuses/,
        );
    });

    it("locks logs against everybody only where the definition says for how long nothing can be undone", () => {
        const lock = (rest: string): string[] =>
            messages(`security: { auditTrail: { retentionDays: 90, objectLock: { mode: compliance }${rest} } }`);
        assert.match(
            lock("").join("\n"),
            /auditTrail\.objectLock\.mode: compliance means that nobody can delete a log for 90 days/,
        );
        assert.equal(lock(", acknowledge: { locksLogsForDays: 30 }").length, 1);
        assert.deepEqual(lock(", acknowledge: { locksLogsForDays: 90 }"), []);
    });

    it("asks for what it cannot know", () => {
        const plain = `
defaults: { email: "aws+{account}@example.com" }
units: { Security: { accounts: { audit: {}, tools: { invite: true } } } }
`;
        const found = messages("security: { auditTrail: true, guardDuty: true, audit: tools }", plain);
        assert.equal(found.length, 3, found.join("\n"));
        assert.match(found.join("\n"), /security\.auditTrail needs an account that holds the logs/);
        assert.match(found.join("\n"), /account .tools. is invited/);
        assert.match(found.join("\n"), /says no regions, and the root has no `regions`/);
    });

    it("does not fight with the delegated administrators and the access that the definition says", () => {
        assert.match(
            messages(
                "organization: { serviceAccess: [guardduty.amazonaws.com] }\n" +
                    "delegatedAdministrators: { guardduty.amazonaws.com: shop }\n" +
                    "security: { guardDuty: true }",
            ).join("\n"),
            /security\.guardDuty: needs audit as the delegated administrator of guardduty\.amazonaws\.com, and delegatedAdministrators names shop: AWS allows 1 account.*security: \{ audit: shop \}/,
        );
        assert.match(
            messages(
                "organization: { withoutServiceAccess: [cloudtrail.amazonaws.com] }\nsecurity: { auditTrail: true }",
            ).join("\n"),
            /withoutServiceAccess.*cloudtrail\.amazonaws\.com is needed by security\.auditTrail/,
        );
        // AWS Config may have three.
        assert.deepEqual(
            messages(
                "organization: { serviceAccess: [config.amazonaws.com] }\n" +
                    "delegatedAdministrators: { config.amazonaws.com: shop }\n" +
                    "security: { configuration: true }",
            ),
            [],
        );
    });

    it("needs all features", () => {
        const found = messages(
            "organization: { featureSet: CONSOLIDATED_BILLING }\nsecurity: { auditTrail: true, regions: [eu-central-1] }",
            `
defaults: { email: "aws+{account}@example.com" }
units: { Security: { accounts: { log-archive: {} } } }
`,
        );
        assert.match(found.join("\n"), /security: needs all features/);
    });

    it("knows the types of its components, which only the program may import", () => {
        const types = new Set<string>(Object.values(SECURITY_TYPES));
        for (const one of SWITCHES) assert.ok(types.has(COMPONENT_OF[one]), one);
    });
});
