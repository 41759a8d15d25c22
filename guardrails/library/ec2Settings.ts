import { z } from "zod";
import { assign, guardrail } from "../guardrail";

const SOURCE =
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html";

export const blockPublicImages = guardrail({
    name: "block-public-images",
    type: "DECLARATIVE_POLICY_EC2",
    description: "Images (AMIs) and snapshots of volumes cannot be made public.",
    mayBreak:
        "Publishing images. Snapshots that are already public become private while it is attached; images that are already public stay public.",
    source: SOURCE,
    parameters: z.strictObject({
        snapshots: z
            .enum(["block_all_sharing", "block_new_sharing"])
            .default("block_all_sharing")
            .describe("block_all_sharing also hides snapshots that are already public; block_new_sharing does not."),
    }),
    document: ({ snapshots }) => ({
        ec2_attributes: {
            image_block_public_access: { state: assign("block_new_sharing") },
            snapshot_block_public_access: { state: assign(snapshots) },
        },
    }),
});

export const blockSerialConsole = guardrail({
    name: "block-serial-console",
    type: "DECLARATIVE_POLICY_EC2",
    description:
        "Nobody reaches instances by the serial console, which security groups and logs of sessions know nothing of.",
    mayBreak: "Using the serial console to repair an instance that does not boot.",
    source: SOURCE,
    parameters: z.strictObject({}),
    document: () => ({ ec2_attributes: { serial_console_access: { status: assign("disabled") } } }),
});

export const blockVpcPublicAccess = guardrail({
    name: "block-vpc-public-access",
    type: "DECLARATIVE_POLICY_EC2",
    description: "VPCs are closed to the internet, whatever their internet gateways and security groups say.",
    mayBreak:
        "Everything that is reached from the internet through an internet gateway, load balancers included; with block_bidirectional also connections to the internet, NAT gateways included. If exclusions is on, the account can exclude single VPCs.",
    source: SOURCE,
    parameters: z.strictObject({
        mode: z
            .enum(["block_ingress", "block_bidirectional"])
            .default("block_ingress")
            .describe(
                "block_ingress allows connections to the internet through NAT gateways; block_bidirectional blocks both directions.",
            ),
        exclusions: z.boolean().default(true).describe("Whether accounts may exclude single VPCs and subnets."),
    }),
    document: ({ mode, exclusions }) => ({
        ec2_attributes: {
            vpc_block_public_access: {
                internet_gateway_block: {
                    mode: assign(mode),
                    exclusions_allowed: assign(exclusions ? "enabled" : "disabled"),
                },
            },
        },
    }),
});

export const allowedImages = guardrail({
    name: "allowed-images",
    type: "DECLARATIVE_POLICY_EC2",
    description: "Instances are launched from images of the providers named only.",
    mayBreak:
        "Launches from images of any other provider, including the account's own images if its number is not named. With audit_mode nothing breaks: images are only marked.",
    source: SOURCE,
    parameters: z.strictObject({
        providers: z
            .array(
                z
                    .string()
                    .regex(
                        /^(\d{12}|amazon|aws_marketplace|aws_backup_vault)$/,
                        "use account numbers, amazon, aws_marketplace or aws_backup_vault",
                    ),
            )
            .min(1)
            .default(["amazon"])
            .describe(
                "The providers whose images are allowed: account numbers in quotes, amazon, aws_marketplace, aws_backup_vault.",
            ),
        state: z
            .enum(["enabled", "audit_mode"])
            .default("audit_mode")
            .describe("audit_mode only marks the images that would be refused; enabled refuses them."),
    }),
    document: ({ providers, state }) => ({
        ec2_attributes: {
            allowed_images_settings: {
                state: assign(state),
                image_criteria: { criteria_1: { allowed_image_providers: assign([...providers].sort()) } },
            },
        },
    }),
});
