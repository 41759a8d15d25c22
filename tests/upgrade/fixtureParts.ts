import { policyDocument } from "../local/fixture";

/** A part of a definition, as it is written in YAML. */
export type Yaml = Record<string, unknown>;

/** Every switch, in two regions. */
export function security(): Yaml {
    return {
        regions: ["eu-central-1", "us-east-1"],
        auditTrail: { retentionDays: 400, dataEvents: ["s3"] },
        configuration: true,
        guardDuty: true,
        securityHub: true,
        accessAnalyzer: { unusedAccessDays: 90 },
        inspector: true,
        macie: true,
        search: true,
        findings: { emails: ["security@example.com"] },
    };
}

export function delegation(): Yaml {
    return {
        delegatedAdministrators: { "account.amazonaws.com": ["shared-services"] },
        centralRootAccess: ["root-credentials"],
        resourcePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Principal: { AWS: "arn:aws:iam::111122223333:root" },
                    Action: ["organizations:List*", "organizations:Describe*"],
                    Resource: "*",
                },
            ],
        },
    };
}

/** A permission set of the definition's own, and access until a day that the fixture will not see. */
export function people(): Yaml {
    const restarts = { Effect: "Allow", Action: "ecs:UpdateService", Resource: "*" };
    return {
        people: {
            permissionSets: {
                Support: {
                    description: "Reads the shop, and restarts it",
                    managedPolicies: ["ReadOnlyAccess"],
                    inlinePolicy: { Version: "2012-10-17", Statement: [restarts] },
                    session: "4h",
                },
            },
        },
        access: [
            { who: "ada@example.com", permissionSet: "Support", where: ["shop-dev", "shop"], until: "2099-12-31" },
        ],
    };
}

export function morePolicies(): Yaml {
    return {
        // Larger than AWS allows, so the program splits it into two.
        large: scp(
            ["s3", "ec2", "rds"].map((service, index) => ({
                Sid: `S${index}`,
                Effect: "Deny",
                Action: Array.from({ length: 160 }, (_, number) => `${service}:Delete${"X".repeat(10)}${number}*`),
                Resource: "*",
            })),
        ),
        merged: { merge: ["deny-iam-users", "deny-root-user"] },
        "only-storage": scp([
            {
                Effect: "Allow",
                Action: [
                    "s3:*",
                    "ec2:*",
                    "iam:*",
                    "sts:*",
                    "organizations:*",
                    "cloudformation:*",
                    "lambda:*",
                    "logs:*",
                ],
                Resource: "*",
            },
        ]),
        ec2: {
            type: "DECLARATIVE_POLICY_EC2",
            document: JSON.parse(policyDocument("DECLARATIVE_POLICY_EC2")) as unknown,
        },
        trial: { guardrail: "deny-public-s3", staged: true },
        "our-protect-logs": {
            guardrail: "protect-logs",
            parameters: { exemptRoles: ["arn:*:iam::*:role/OrganizationAccountAccessRole"] },
        },
    };
}

function scp(Statement: readonly Yaml[]): Yaml {
    return { type: "SERVICE_CONTROL_POLICY", document: { Version: "2012-10-17", Statement } };
}
