import { anything, anyValue, boolean, map, named, number, one, openMap, text, texts } from "./settingGrammar";

const tags = named(map({ tag_key: text, tag_value: anyValue }));

/** By operator, then by a name that the author chooses. */
const condition = named(map({ condition_key: text, condition_value: anyValue }));
const conditions = openMap({
    string_equals: condition,
    string_not_equals: condition,
    string_like: condition,
    string_not_like: condition,
});

const selections = openMap({
    tags: named(openMap({ iam_role_arn: text, tag_key: text, tag_value: anyValue, conditions })),
    resources: named(openMap({ iam_role_arn: text, resource_types: texts, not_resource_types: texts, conditions })),
});

const lifecycle = openMap({
    move_to_cold_storage_after_days: number,
    delete_after_days: number,
    /** Written as in AWS's own examples. */
    to_delete_after_days: number,
    opt_in_to_archive_for_supported_resources: boolean,
});

const rule = openMap({
    schedule_expression: text,
    schedule_expression_timezone: text,
    start_backup_window_minutes: number,
    complete_backup_window_minutes: number,
    enable_continuous_backup: boolean,
    target_backup_vault_name: text,
    target_logically_air_gapped_backup_vault_arn: text,
    recovery_point_tags: tags,
    lifecycle,
    copy_actions: named(openMap({ target_backup_vault_arn: text, lifecycle })),
    index_actions: openMap({ resource_types: texts }),
    scan_actions: anything,
});

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html */
export const backupPolicy = map(
    {
        plans: named(
            openMap({
                regions: texts,
                rules: named(rule),
                selections,
                advanced_backup_settings: openMap({ ec2: openMap({ windows_vss: one("enabled", "disabled") }) }),
                backup_plan_tags: tags,
                scan_settings: anything,
            }),
        ),
    },
    ["plans"],
);
