import { z } from "zod";
import { denying, exemptRoles, guardrail, unlessRoles, type DenyStatement } from "../guardrail";

/** What costs dollars an hour: accelerators, much memory, whole machines, and 10xlarge and larger of any family. */
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
        "Training, large databases and builds on Macs. Not stopped: what exists; what a service starts by its own role, such as Auto Scaling groups and fleets over launch templates; databases that are made larger later. A budget finds those.",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_ec2.html",
    parameters: z.strictObject({
        denied: types
            .default(EXPENSIVE)
            .describe("Types that are denied, as patterns without the ml. and db. of SageMaker and RDS."),
        allowedOnly: types
            .default([])
            .describe("Types that alone are allowed, as patterns; what `denied` says counts all the same."),
        services: z
            .array(z.enum(SERVICES))
            .min(1)
            .default([...SERVICES])
            .describe("Where: ec2, rds, sagemaker."),
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

/** The statements for each service: it names the type of an instance by a condition key of its own. */
const onTypes: Readonly<Record<(typeof SERVICES)[number], OnTypes>> = {
    ec2: (name, operator, patterns) => [
        {
            // Launching is judged for each resource that it touches; only the instance has a type.
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
                // Other attributes are changed as well by this action.
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
                // The cluster of Aurora has no class: its instances have.
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
            // Without a type in the request there is nothing that ForAnyValue could find.
            Condition: {
                [`ForAnyValue:${operator}`]: { "sagemaker:InstanceTypes": patterns.map((pattern) => `ml.${pattern}`) },
            },
        },
    ],
};
