import type { ManagementPolicyType } from "../../../../evaluator/managementPolicies";

const assign = (value: unknown): Record<string, unknown> => ({ "@@assign": value });
const none = { "@@operators_allowed_for_child_policies": ["@@none"] };

/** Small documents of every type, with the elements that AWS's pages of syntax show. */
export const EXAMPLES: Readonly<Record<ManagementPolicyType, readonly Record<string, unknown>[]>> = {
    TAG_POLICY: [
        {
            tags: {
                costcenter: {
                    tag_key: { ...assign("CostCenter"), ...none },
                    tag_value: assign(["100", "200*"]),
                    enforced_for: { "@@append": ["secretsmanager:*"], "@@remove": ["dynamodb:table"] },
                    report_required_tag_for: assign(["ec2:instance"]),
                },
                Color: { tag_value: { ...none, ...assign([]) } },
            },
        },
        { tags: { project: { tag_value: { "@@operators_allowed_for_child_policies": ["@@append", "@@remove"] } } } },
    ],
    BACKUP_POLICY: [
        {
            plans: {
                "@@operators_allowed_for_child_policies": ["@@append"],
                PII_Backup_Plan: {
                    ...none,
                    regions: { "@@append": ["us-east-1", "eu-north-1"] },
                    rules: {
                        My_Hourly_Rule: {
                            schedule_expression: assign("cron(0 5 ? * * *)"),
                            start_backup_window_minutes: assign("60"),
                            complete_backup_window_minutes: assign(604_800),
                            enable_continuous_backup: assign(false),
                            target_backup_vault_name: assign("My_Backup_Vault"),
                            recovery_point_tags: { Owner: { tag_key: assign("Owner"), tag_value: assign("Backup") } },
                            lifecycle: {
                                move_to_cold_storage_after_days: assign("180"),
                                delete_after_days: assign("270"),
                            },
                            copy_actions: {
                                "arn:aws:backup:us-west-2:$account:backup-vault:second": {
                                    target_backup_vault_arn: assign(
                                        "arn:aws:backup:us-west-2:$account:backup-vault:second",
                                    ),
                                    lifecycle: { delete_after_days: assign("270") },
                                },
                            },
                        },
                    },
                    selections: {
                        tags: {
                            My_Backup_Assignment: {
                                iam_role_arn: assign("arn:aws:iam::$account:role/MyIamRole"),
                                tag_key: assign("dataType"),
                                tag_value: assign(["PII", "RED"]),
                                conditions: {
                                    string_not_equals: {
                                        Unwanted: {
                                            condition_key: assign("aws:ResourceTag/backup"),
                                            condition_value: assign("false"),
                                        },
                                    },
                                },
                            },
                        },
                        resources: {
                            Volumes: {
                                iam_role_arn: assign("arn:aws:iam::$account:role/MyIamRole"),
                                resource_types: assign(["arn:aws:ec2:*:*:volume/*"]),
                                not_resource_types: { "@@append": ["arn:aws:rds:*:*:db:*"] },
                                conditions: {
                                    string_like: {
                                        wanted: {
                                            condition_key: assign("aws:ResourceTag/stage"),
                                            condition_value: assign("prod*"),
                                        },
                                    },
                                },
                            },
                        },
                    },
                    advanced_backup_settings: { ec2: { windows_vss: assign("enabled") } },
                    backup_plan_tags: { stage: { tag_key: assign("Stage"), tag_value: assign("Beta") } },
                },
            },
        },
    ],
    AISERVICES_OPT_OUT_POLICY: [
        { services: { ...none, default: { ...none, opt_out_policy: { ...none, ...assign("optOut") } } } },
        {
            services: {
                rekognition: { opt_out_policy: assign("optIn") },
                aiDevOps: { opt_out_policy: assign("optOut") },
            },
        },
    ],
    DECLARATIVE_POLICY_EC2: [
        {
            ec2_attributes: {
                exception_message: assign("Ask the platform team."),
                vpc_block_public_access: {
                    internet_gateway_block: { mode: assign("block_ingress"), exclusions_allowed: assign("enabled") },
                },
                serial_console_access: { status: assign("disabled") },
                image_block_public_access: { state: assign("block_new_sharing") },
                snapshot_block_public_access: { state: assign("block_all_sharing") },
                allowed_images_settings: {
                    state: assign("audit_mode"),
                    image_criteria: { criteria_1: { allowed_image_providers: { "@@append": ["amazon"] } } },
                },
                instance_metadata_defaults: {
                    http_tokens: assign("required"),
                    http_put_response_hop_limit: assign("2"),
                    http_endpoint: assign("enabled"),
                    instance_metadata_tags: assign("no_preference"),
                },
            },
        },
    ],
    CHATBOT_POLICY: [
        {
            chatbot: {
                platforms: {
                    slack: {
                        client: assign("enabled"),
                        workspaces: assign(["T0123"]),
                        default: { supported_channel_types: assign(["private"]) },
                        overrides: { T0123: { supported_role_settings: assign(["user_role", "channel_role"]) } },
                    },
                    microsoft_teams: {
                        client: assign("enabled"),
                        tenants: { tenant: assign(["team"]) },
                        default: { supported_role_settings: assign(["user_role"]) },
                        overrides: { tenant: { team: { supported_role_settings: assign(["user_role"]) } } },
                    },
                    chime: { client: assign("disabled") },
                    default: { client: assign("disabled") },
                },
                default: { client: assign("disabled") },
            },
        },
    ],
    SECURITYHUB_POLICY: [
        {
            securityhub: {
                enable_in_regions: {
                    "@@append": ["ALL_SUPPORTED"],
                    "@@operators_allowed_for_child_policies": ["@@all"],
                },
                disable_in_regions: { "@@append": [] },
                features: { any: { enable_in_regions: assign([]) } },
            },
        },
        // A child policy, which adds to the settings above.
        { securityhub: { features: { network_scanning: { enable_in_regions: { "@@append": ["us-west-2"] } } } } },
    ],
    INSPECTOR_POLICY: [
        {
            inspector: {
                enablement: {
                    ec2_scanning: { enable_in_regions: assign(["us-east-1"]), disable_in_regions: assign([]) },
                    lambda_standard_scanning: {
                        enable_in_regions: assign(["us-east-1"]),
                        lambda_code_scanning: { enable_in_regions: assign(["us-east-1"]) },
                    },
                },
            },
        },
    ],
    UPGRADE_ROLLOUT_POLICY: [
        {
            upgrade_rollout: {
                default: { patch_order: assign("last") },
                tags: { devtag: { tag_values: { tag1: { patch_order: assign("first") } } } },
            },
        },
    ],
    BEDROCK_POLICY: [
        {
            bedrock: {
                guardrail_inference: {
                    "us-east-1": {
                        config_1: {
                            identifier: assign("arn:aws:bedrock:us-east-1:123456789012:guardrail/hu1dlsv9wy1d:1"),
                            selective_content_guarding: {
                                system: assign("selective"),
                                messages: assign("comprehensive"),
                            },
                            model_enforcement: { included_models: assign(["ALL"]), excluded_models: assign([]) },
                        },
                    },
                },
            },
        },
    ],
    S3_POLICY: [{ s3_attributes: { public_access_block_configuration: assign("all") } }],
    NETWORK_SECURITY_DIRECTOR_POLICY: [
        {
            network_security_director: {
                enablement: {
                    network_security_scan: {
                        enable_in_regions: assign(["us-east-1", "eu-west-1"]),
                        disable_in_regions: assign([]),
                    },
                },
            },
        },
    ],
};
