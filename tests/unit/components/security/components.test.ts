import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Organization } from "../../../../components";
import {
    accountProvider,
    AuditTrail,
    FindingsNotification,
    SecurityPosture,
    ThreatDetection,
    type FindingsNotificationArgs,
    type SharedAccount,
} from "../../../../components/security";
import { one, provision, value, waitsFor, type RegisteredResource } from "../mockedPulumi";

const TYPES = {
    bucket: "aws:s3/bucket:Bucket",
    trail: "aws:cloudtrail/trail:Trail",
    detector: "aws:guardduty/detector:Detector",
    administrator: "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount",
    rule: "aws:cloudwatch/eventRule:EventRule",
    target: "aws:cloudwatch/eventTarget:EventTarget",
} as const;

async function registeredBy(
    make: (organization: Organization, shared: SharedAccount) => void,
): Promise<readonly RegisteredResource[]> {
    const { registered } = await provision(() => {
        const organization = new Organization("organization");
        const roleArn = "arn:aws:iam::222222222222:role/OrganizationAccountAccessRole";
        const settings = {
            region: "eu-central-1",
            allowedAccountIds: ["111111111111"],
            assumeRoles: [{ roleArn: "first" }],
        };
        const provider = accountProvider("audit", settings, roleArn, { parent: organization });
        make(organization, { id: "222222222222", roleArn, provider });
    });
    return registered;
}

describe("the components for security", () => {
    it("work in another account with the stack's settings and one more role, and without the stack's account", async () => {
        const registered = await registeredBy(() => undefined);
        const { inputs } = one(registered, "pulumi:providers:aws", "audit");
        assert.equal(inputs["region"], "eu-central-1");
        assert.deepEqual(JSON.parse(String(inputs["assumeRoles"])), [
            { roleArn: "first" },
            {
                roleArn: "arn:aws:iam::222222222222:role/OrganizationAccountAccessRole",
                sessionName: "aws-organization",
            },
        ]);
        assert.equal(inputs["allowedAccountIds"], undefined);
    });

    it("never delete a bucket or key of the trail", async () => {
        const registered = await registeredBy((organization, logArchive) => {
            new AuditTrail(
                "audit-trail",
                { organization, logArchive, region: "eu-central-1", objectLock: { mode: "governance", days: 365 } },
                { parent: organization, dependsOn: [organization.resource] },
            );
        });
        const stored = registered.filter(({ type }) => /^aws:(s3|kms)\//.test(type));
        assert.equal(stored.length, 18);
        for (const { options, type, name } of stored) assert.equal(options.retainOnDelete, true, `${type} ${name}`);
        assert.equal(one(registered, TYPES.bucket, "audit-trail").inputs["objectLockEnabled"], true);
        assert.equal(one(registered, TYPES.bucket, "access-logs").inputs["objectLockEnabled"], undefined);
        const trail = one(registered, TYPES.trail, "audit-trail");
        assert.equal(trail.inputs["isOrganizationTrail"], true);
        assert.equal(trail.options.provider, undefined);
        assert.ok(waitsFor(registered, trail).includes("organization"));
    });

    it("have a detector before its account is appointed, and wait for what the caller waits for", async () => {
        const registered = await registeredBy((organization, audit) => {
            new ThreatDetection(
                "guardduty",
                { audit, regions: ["eu-central-1"], protections: ["s3"], members: [] },
                { parent: organization, dependsOn: [organization.resource] },
                { detectors: new Map([["audit eu-central-1", "d-1"]]) },
            );
        });
        const administrator = one(registered, TYPES.administrator, "eu-central-1");
        assert.deepEqual(waitsFor(registered, administrator), [
            "audit eu-central-1",
            "management eu-central-1",
            "organization",
        ]);
        assert.equal(one(registered, TYPES.detector, "audit eu-central-1").options.import, "d-1@eu-central-1");
        assert.equal(one(registered, TYPES.detector, "management eu-central-1").options.import, undefined);
        const features = registered.filter(({ type }) => type.endsWith(":OrganizationConfigurationFeature"));
        assert.deepEqual(
            features.map(({ inputs }) => `${String(inputs["name"])} ${String(inputs["autoEnable"])}`),
            [
                "S3_DATA_EVENTS ALL",
                "EKS_AUDIT_LOGS NONE",
                "EBS_MALWARE_PROTECTION NONE",
                "RDS_LOGIN_EVENTS NONE",
                "LAMBDA_NETWORK_LOGS NONE",
            ],
        );
    });

    it("link the other regions to Security Hub's home region, and name the standards there", async () => {
        const registered = await registeredBy((organization, audit) => {
            new SecurityPosture(
                "security-hub",
                { organization, audit, regions: ["eu-central-1", "us-east-1"], standards: ["cis", "foundational"] },
                { parent: organization },
            );
        });
        const aggregator = one(registered, "aws:securityhub/findingAggregator:FindingAggregator", "security-hub");
        assert.deepEqual(aggregator.inputs["specifiedRegions"], ["us-east-1"]);
        const { inputs } = one(registered, "aws:securityhub/configurationPolicy:ConfigurationPolicy", "security-hub");
        const { enabledStandardArns } = inputs["configurationPolicy"] as { enabledStandardArns: string[] };
        assert.deepEqual(enabledStandardArns, [
            "arn:aws-cn:securityhub:eu-central-1::standards/cis-aws-foundations-benchmark/v/3.0.0",
            "arn:aws-cn:securityhub:eu-central-1::standards/aws-foundational-security-best-practices/v/1.0.0",
        ]);
    });

    describe("tell of findings", () => {
        const told = (
            args: Pick<FindingsNotificationArgs, "sources" | "severity">,
        ): Promise<readonly RegisteredResource[]> =>
            registeredBy((organization, audit) => {
                new FindingsNotification(
                    "findings",
                    { organization, audit, regions: ["eu-central-1", "us-east-1"], emails: ["a@example.com"], ...args },
                    { parent: organization },
                );
            });
        const patterns = (all: readonly RegisteredResource[]): Record<string, unknown> =>
            Object.fromEntries(
                all
                    .filter(({ type }) => type === TYPES.rule)
                    .map(({ name, inputs }) => [name, JSON.parse(String(inputs["eventPattern"])) as unknown]),
            );

        it("in the home region alone, where Security Hub collects them", async () => {
            const found = patterns(await told({ sources: ["security-hub", "guardduty"], severity: "HIGH" }));
            assert.deepEqual(Object.keys(found), ["security-hub eu-central-1"]);
            assert.deepEqual(
                (found["security-hub eu-central-1"] as { detail: { findings: { Severity: unknown } } }).detail.findings
                    .Severity,
                { Label: ["HIGH", "CRITICAL"] },
            );
        });

        it("from every region through the event bus of the home region, without Security Hub", async () => {
            const registered = await told({ sources: ["guardduty", "macie", "access-analyzer"], severity: "MEDIUM" });
            const found = patterns(registered);
            assert.deepEqual(Object.keys(found).sort(), [
                "access-analyzer eu-central-1",
                "access-analyzer us-east-1",
                "guardduty eu-central-1",
                "guardduty us-east-1",
                "macie eu-central-1",
                "macie us-east-1",
            ]);
            const target = one(registered, TYPES.target, "guardduty us-east-1");
            const arn = await value(pulumi.output(target.inputs["arn"] as string));
            assert.equal(arn, "arn:aws-cn:events:eu-central-1:222222222222:event-bus/default");
        });

        it("of the severity that is asked for: Macie and Access Analyzer have nothing critical", async () => {
            const found = patterns(
                await told({ sources: ["guardduty", "macie", "access-analyzer"], severity: "CRITICAL" }),
            );
            assert.deepEqual(Object.keys(found).sort(), ["guardduty eu-central-1", "guardduty us-east-1"]);
        });
    });
});
