import { z } from "zod";
import { denying, exemptRoles, guardrail, unlessRoles } from "../guardrail";

/** Types of resources that can be created with tags in the request, each with the creating actions. */
const CREATED_BY = {
    "dynamodb:table": "dynamodb:CreateTable",
    "ec2:instance": "ec2:RunInstances",
    "ec2:volume": "ec2:CreateVolume",
    "ecr:repository": "ecr:CreateRepository",
    "ecs:cluster": "ecs:CreateCluster",
    "eks:cluster": "eks:CreateCluster",
    "elasticfilesystem:file-system": "elasticfilesystem:CreateFileSystem",
    "lambda:function": "lambda:CreateFunction",
    "rds:cluster": "rds:CreateDBCluster",
    "rds:db": "rds:CreateDBInstance",
    "redshift:cluster": "redshift:CreateCluster",
    "s3:bucket": "s3:CreateBucket",
    "secretsmanager:secret": "secretsmanager:CreateSecret",
    "sns:topic": "sns:CreateTopic",
    "sqs:queue": "sqs:CreateQueue",
} as const;

type ResourceType = keyof typeof CREATED_BY;
const TYPES = Object.keys(CREATED_BY) as [ResourceType, ...ResourceType[]];

export const requireTagsOnCreate = guardrail({
    name: "require-tags-on-create",
    type: "SERVICE_CONTROL_POLICY",
    description: "Resources of the types named are created with the tags named, or not at all.",
    mayBreak:
        "Wizards of the console, and tools that add tags after creating. What a service creates with its own role is not stopped. The values of tags are checked by required-tags, not here.",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_tagging.html",
    example: { tags: ["Owner", "Environment"] },
    parameters: z.strictObject({
        tags: z
            .array(z.string().regex(/^[\w .:/=+@-]{1,128}$/, "use keys of tags"))
            .min(1)
            .describe("The keys of the tags, in their exact spelling."),
        resources: z
            .array(z.enum(TYPES))
            .min(1)
            .default(["ec2:instance", "rds:cluster", "rds:db"])
            .describe(`The types of resources: ${TYPES.join(", ")}.`),
        exemptRoles: exemptRoles.default([]),
    }),
    document: ({ tags, resources, exemptRoles: roles }) => {
        const { Condition: spare = {} } = unlessRoles(roles);
        const inEc2 = resources.filter((type) => type.startsWith("ec2:"));
        const elsewhere = resources.filter((type) => !type.startsWith("ec2:")).map((type) => CREATED_BY[type]);
        return denying(
            // Several keys under one Null must all be missing, but one missing tag is enough to deny. So each tag has its own statement.
            ...[...new Set(tags)].flatMap((tag, index) => {
                const Condition = { Null: { [`aws:RequestTag/${tag}`]: "true" }, ...spare };
                return [
                    ...inEc2.map((type) => ({
                        // A launch is evaluated for each resource that it uses, and it does not tag subnets.
                        Sid: `Require${index + 1}On${type === "ec2:instance" ? "Instances" : "Volumes"}`,
                        Action: type === "ec2:volume" ? ["ec2:CreateVolume", "ec2:RunInstances"] : [CREATED_BY[type]],
                        Resource: [`arn:*:ec2:*:*:${type.slice("ec2:".length)}/*`],
                        Condition,
                    })),
                    ...(elsewhere.length > 0
                        ? [{ Sid: `Require${index + 1}`, Action: [...new Set(elsewhere)].sort(), Condition }]
                        : []),
                ];
            }),
        );
    },
});
