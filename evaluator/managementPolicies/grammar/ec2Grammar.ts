import { map, named, number, one, openMap, text, texts } from "./settingGrammar";

const enabled = one("enabled", "disabled");

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html */
export const ec2Policy = map(
    {
        ec2_attributes: openMap({
            exception_message: text,
            vpc_block_public_access: map({
                internet_gateway_block: map({
                    mode: one("off", "block_ingress", "block_bidirectional"),
                    exclusions_allowed: enabled,
                }),
            }),
            serial_console_access: map({ status: enabled }),
            image_block_public_access: map({ state: one("unblocked", "block_new_sharing") }),
            snapshot_block_public_access: map({ state: one("unblocked", "block_new_sharing", "block_all_sharing") }),
            allowed_images_settings: map({
                state: one("enabled", "disabled", "audit_mode"),
                image_criteria: named(openMap({ allowed_image_providers: texts })),
            }),
            instance_metadata_defaults: openMap({
                http_tokens: one("no_preference", "required", "optional"),
                http_put_response_hop_limit: number,
                http_endpoint: one("no_preference", "enabled", "disabled"),
                instance_metadata_tags: one("no_preference", "enabled", "disabled"),
            }),
        }),
    },
    ["ec2_attributes"],
);
