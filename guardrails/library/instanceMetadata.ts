import { z } from "zod";
import { assign, denying, exemptRoles, guardrail, unlessRoles } from "../guardrail";

export const requireImdsv2 = guardrail({
    name: "require-imdsv2",
    type: "DECLARATIVE_POLICY_EC2",
    description: "New instances take version 2 of the instance metadata service, which resists forged requests.",
    mayBreak:
        "Programs on new instances with an SDK from before 2020. It sets the account's default, which nobody in the account can change. A launch may still ask for version 1, unless deny-imdsv1 is attached too.",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html",
    parameters: z.strictObject({
        hopLimit: z
            .int()
            .min(1)
            .max(64)
            .default(2)
            .describe(
                "How many network hops an answer may travel: with 1, containers cannot reach the service; with 2, they can.",
            ),
    }),
    document: ({ hopLimit }) => ({
        ec2_attributes: {
            instance_metadata_defaults: {
                http_tokens: assign("required"),
                http_put_response_hop_limit: assign(String(hopLimit)),
                http_endpoint: assign("no_preference"),
                instance_metadata_tags: assign("no_preference"),
            },
        },
    }),
});

export const denyImdsv1 = guardrail({
    name: "deny-imdsv1",
    type: "SERVICE_CONTROL_POLICY",
    description: "No instance is launched with, or changed to, version 1 of the instance metadata service.",
    mayBreak:
        "Launches that ask for version 1. With everyLaunchSays, also every launch that leaves the metadata options to the account's default. With denyOldCredentials, at once all programs that use credentials from version 1: look at the metric MetadataNoToken first.",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html",
    parameters: z.strictObject({
        everyLaunchSays: z
            .boolean()
            .default(false)
            .describe(
                "Whether every launch must ask for version 2 itself. Otherwise it may leave that to the account's default.",
            ),
        denyOldCredentials: z
            .boolean()
            .default(false)
            .describe("Whether credentials that an instance got through version 1 can do nothing."),
        exemptRoles: exemptRoles.default([]),
    }),
    document: ({ everyLaunchSays, denyOldCredentials, exemptRoles: roles }) => {
        const { Condition: spare = {} } = unlessRoles(roles);
        return denying(
            {
                Sid: "DenyLaunchWithImdsv1",
                Action: ["ec2:RunInstances"],
                Resource: ["arn:*:ec2:*:*:instance/*"],
                Condition: {
                    ...(everyLaunchSays
                        ? { StringNotEquals: { "ec2:MetadataHttpTokens": "required" } }
                        : { StringEquals: { "ec2:MetadataHttpTokens": "optional" } }),
                    ...spare,
                },
            },
            {
                Sid: "DenyChangeToImdsv1",
                Action: ["ec2:ModifyInstanceMetadataOptions"],
                Resource: ["arn:*:ec2:*:*:instance/*"],
                Condition: { StringEquals: { "ec2:Attribute/HttpTokens": "optional" }, ...spare },
            },
            ...(denyOldCredentials
                ? [
                      {
                          Sid: "DenyCredentialsOfImdsv1",
                          Action: ["*"],
                          // Only credentials from instances carry the key.
                          Condition: { NumericLessThan: { "ec2:RoleDelivery": "2.0" }, ...spare },
                      },
                  ]
                : []),
        );
    },
});
