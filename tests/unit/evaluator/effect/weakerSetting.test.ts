import assert from "node:assert/strict";
import { isWeakerSetting } from "../../../../evaluator/effect";
import type { PolicyType } from "../../../../limits";

const WEAKER: readonly (readonly [type: PolicyType, path: string, before: unknown, after: unknown])[] = [
    ["BACKUP_POLICY", "plans.daily.regions", ["eu-central-1"], undefined],
    ["BACKUP_POLICY", "plans.daily.regions", ["eu-central-1", "eu-west-1"], ["eu-central-1"]],
    ["BACKUP_POLICY", "plans.daily.rules.day.lifecycle.delete_after_days", "35", "14"],
    ["BACKUP_POLICY", "plans.daily.rules.day.schedule_expression", "cron(0 5 ? * * *)", "cron(0 5 1 1 ? 2099)"],
    ["BACKUP_POLICY", "plans.daily.selections.tags.all.tag_value", ["yes"], ["no"]],
    ["BACKUP_POLICY", "plans.daily.selections.tags.all.tag_key", "Backup", "Nothing"],
    ["TAG_POLICY", "tags.Team.enforced_for", ["ec2:instance", "s3:bucket"], ["s3:bucket"]],
    ["DECLARATIVE_POLICY_EC2", "ec2_attributes.serial_console_access.status", "disabled", "enabled"],
    ["DECLARATIVE_POLICY_EC2", "ec2_attributes.snapshot_block_public_access.state", "block_all_sharing", "unblocked"],
    ["DECLARATIVE_POLICY_EC2", "ec2_attributes.allowed_images_settings.state", "enabled", "audit_mode"],
    ["DECLARATIVE_POLICY_EC2", "ec2_attributes.image_block_public_access.state", "block_new_sharing", "unblocked"],
    ["DECLARATIVE_POLICY_EC2", "ec2_attributes.instance_metadata_defaults.http_tokens", "required", "no_preference"],
    ["DECLARATIVE_POLICY_EC2", "ec2_attributes.instance_metadata_defaults.http_put_response_hop_limit", "1", "5"],
    ["S3_POLICY", "s3_attributes.public_access_block_configuration", "all", "none"],
    ["AISERVICES_OPT_OUT_POLICY", "services.default.opt_out_policy", "optOut", "optIn"],
    ["SECURITYHUB_POLICY", "securityhub.enable_in_regions", ["eu-central-1"], []],
];

const NOT_WEAKER: typeof WEAKER = [
    ["BACKUP_POLICY", "plans.daily.regions", undefined, ["eu-central-1"]],
    ["BACKUP_POLICY", "plans.daily.regions", ["eu-central-1"], ["eu-west-1", "eu-central-1"]],
    ["BACKUP_POLICY", "plans.daily.rules.day.lifecycle.delete_after_days", "9", "14"],
    ["BACKUP_POLICY", "plans.daily.rules.day.start_backup_window_minutes", "60", "480"],
    ["TAG_POLICY", "tags.Team.tag_value", ["shop", "data"], ["shop"]],
    ["TAG_POLICY", "tags.team.tag_key", "team", "Team"],
    ["DECLARATIVE_POLICY_EC2", "ec2_attributes.serial_console_access.status", "enabled", "disabled"],
    ["DECLARATIVE_POLICY_EC2", "ec2_attributes.snapshot_block_public_access.state", "unblocked", "block_all_sharing"],
    ["DECLARATIVE_POLICY_EC2", "ec2_attributes.allowed_images_settings.state", "audit_mode", "enabled"],
    ["DECLARATIVE_POLICY_EC2", "ec2_attributes.instance_metadata_defaults.http_put_response_hop_limit", "5", "1"],
    ["AISERVICES_OPT_OUT_POLICY", "services.lex.opt_out_policy", "optIn", "optOut"],
];

function isWeaker([type, path, before, after]: (typeof WEAKER)[number]): boolean {
    return isWeakerSetting({ accounts: ["shop"], type, path: path.split("."), before, after });
}

describe("the settings of management policies that protect less", () => {
    for (const one of WEAKER) {
        it(`are fewer by ${one[1]} from ${JSON.stringify(one[2])} to ${String(JSON.stringify(one[3]))}`, () => {
            assert.equal(isWeaker(one), true);
        });
    }
    for (const one of NOT_WEAKER) {
        it(`are not fewer by ${one[1]} from ${String(JSON.stringify(one[2]))} to ${JSON.stringify(one[3])}`, () => {
            assert.equal(isWeaker(one), false);
        });
    }
});
