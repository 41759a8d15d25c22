import { z } from "zod";
import { assign, guardrail } from "../guardrail";

const SOURCE =
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html";

export const blockPublicImages = guardrail({
    name: "block-public-images",
    type: "DECLARATIVE_POLICY_EC2",
    description: "Images (AMIs) and snapshots of volumes cannot be made public.",
    mayBreak:
        "Publishing images. Snapshots that are public already become private while it is attached; images that are public already stay so.",
    source: SOURCE,
    parameters: z.strictObject({
        snapshots: z
            .enum(["block_all_sharing", "block_new_sharing"])
            .default("block_all_sharing")
            .describe("block_all_sharing hides public snapshots too; block_new_sharing leaves those that are public."),
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
    mayBreak: "Repairing an instance that does not boot by its serial console.",
    source: SOURCE,
    parameters: z.strictObject({}),
    document: () => ({ ec2_attributes: { serial_console_access: { status: assign("disabled") } } }),
});

export const blockVpcPublicAccess = guardrail({
    name: "block-vpc-public-access",
    type: "DECLARATIVE_POLICY_EC2",
    description: "VPCs are closed to the internet, whatever their internet gateways and security groups say.",
    mayBreak:
        "Everything that is reached from the internet through an internet gateway, load balancers included; with block_bidirectional also what reaches out, NAT gateways included. Exclusions for single VPCs are made in the account where exclusions is on.",
    source: SOURCE,
    parameters: z.strictObject({
        mode: z
            .enum(["block_ingress", "block_bidirectional"])
            .default("block_ingress")
            .describe("block_ingress lets out, through NAT gateways; block_bidirectional closes both ways."),
        exclusions: z.boolean().default(true).describe("Accounts may exclude single VPCs and subnets."),
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
        "Launches from images of others, the account's own included where its number is not named; with audit_mode nothing: images are marked only.",
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
            .describe("Whose images: account numbers in quotes, amazon, aws_marketplace, aws_backup_vault."),
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
