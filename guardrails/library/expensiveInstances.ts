import { z } from "zod";
import { denying, exemptRoles, guardrail, unlessRoles, type DenyStatement } from "../guardrail";

/** Types that cost dollars an hour: accelerators, much memory, whole machines, and 10xlarge and larger of any family. */
const EXPENSIVE = [
    "*.???xlarge",
    "*.??xlarge",
    "*.metal*",
    "dl*",
    "f*",
    "g*",
    "hpc*",
    "inf*",
    "mac*",
    "p*",
    "trn*",
    "u*",
    "vt*",
    "x*",
];

const SERVICES = ["ec2", "rds", "sagemaker"] as const;

const types = z.array(z.string().regex(/^[a-z0-9.*?-]+$/, "use types or patterns such as p*, *.metal or m5.large"));

export const denyExpensiveInstances = guardrail({
    name: "deny-expensive-instances",
    type: "SERVICE_CONTROL_POLICY",
    description: "No instances, databases or machine learning on types that cost much: GPUs, whole machines, 10xlarge.",
    mayBreak:
        "Training, large databases and builds on Macs. It does not stop what exists, what a service starts with its own role (such as Auto Scaling groups and fleets with launch templates), and databases that are made larger later. A budget finds those.",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_ec2.html",
    parameters: z.strictObject({
        denied: types
            .default(EXPENSIVE)
            .describe("Types that are denied, as patterns without the prefixes ml. of SageMaker and db. of RDS."),
        allowedOnly: types
            .default([])
            .describe("The only types that are allowed, as patterns. Types in `denied` are denied all the same."),
        services: z
            .array(z.enum(SERVICES))
            .min(1)
            .default([...SERVICES])
            .describe("The services: ec2, rds, sagemaker."),
        exemptRoles: exemptRoles.default([]),
    }),
    document: ({ denied, allowedOnly, services, exemptRoles: roles }) => {
        const rules = [
            ...(denied.length > 0 ? [{ name: "Expensive", operator: "StringLike", patterns: denied }] : []),
            ...(allowedOnly.length > 0 ? [{ name: "Other", operator: "StringNotLike", patterns: allowedOnly }] : []),
        ];
        return denying(
            ...rules.flatMap(({ name, operator, patterns }) =>
                SERVICES.filter((service) => services.includes(service)).flatMap((service) =>
                    onTypes[service](name, operator, [...patterns].sort()).map((statement) => ({
                        ...statement,
                        Condition: { ...statement.Condition, ...unlessRoles(roles).Condition },
                    })),
                ),
            ),
        );
    },
});

type OnTypes = (name: string, operator: string, patterns: readonly string[]) => DenyStatement[];

/** The statements for each service. Each service has its own condition key for the type of an instance. */
const onTypes: Readonly<Record<(typeof SERVICES)[number], OnTypes>> = {
    ec2: (name, operator, patterns) => [
        {
            // A launch is evaluated for each resource that it uses, and only the instance has a type.
            Sid: `Deny${name}Instances`,
            Action: ["ec2:CreateFleet", "ec2:RunInstances"],
            Resource: ["arn:*:ec2:*:*:instance/*"],
            Condition: { [operator]: { "ec2:InstanceType": patterns } },
        },
        {
            Sid: `DenyChangeTo${name}Type`,
            Action: ["ec2:ModifyInstanceAttribute"],
            Resource: ["arn:*:ec2:*:*:instance/*"],
            Condition: {
                [operator]: { "ec2:Attribute/InstanceType": patterns },
                // This action changes other attributes too.
                ...(operator === "StringNotLike" && { Null: { "ec2:Attribute/InstanceType": "false" } }),
            },
        },
    ],
    rds: (name, operator, patterns) => [
        {
            Sid: `Deny${name}Databases`,
            Action: ["rds:CreateDBCluster", "rds:CreateDBInstance"],
            Condition: {
                [operator]: { "rds:DatabaseClass": patterns.map((pattern) => `db.${pattern}`) },
                // An Aurora cluster has no class; its instances have one.
                ...(operator === "StringNotLike" && { Null: { "rds:DatabaseClass": "false" } }),
            },
        },
    ],
    sagemaker: (name, operator, patterns) => [
        {
            Sid: `Deny${name}MachineLearning`,
            Action: [
                "sagemaker:CreateApp",
                "sagemaker:CreateEndpointConfig",
                "sagemaker:CreateHyperParameterTuningJob",
                "sagemaker:CreateNotebookInstance",
                "sagemaker:CreateProcessingJob",
                "sagemaker:CreateTrainingJob",
                "sagemaker:CreateTransformJob",
                "sagemaker:UpdateNotebookInstance",
            ],
            // Without a type in the request, ForAnyValue matches nothing.
            Condition: {
                [`ForAnyValue:${operator}`]: { "sagemaker:InstanceTypes": patterns.map((pattern) => `ml.${pattern}`) },
            },
        },
    ],
};
