import type { SettingsEffect } from "./settingsEffects";

/** Words that are the strictest at any place of a policy, and those that are so below one key only. */
const STRICTEST: ReadonlySet<string> = new Set([
    "all",
    "block_all_sharing",
    "block_bidirectional",
    "disabled",
    "optout",
    "required",
]);
const STRICTEST_BELOW: readonly (readonly [key: string, word: string])[] = [
    ["allowed_images_settings", "enabled"],
    ["image_block_public_access", "block_new_sharing"],
];
/** Types that protect by words. */
const OF_WORDS: readonly string[] = [
    "AISERVICES_OPT_OUT_POLICY",
    "DECLARATIVE_POLICY_EC2",
    "S3_POLICY",
    "SECURITYHUB_POLICY",
];
/** Keys of backups by which a policy can say nothing at all: a schedule that never comes, a tag that nothing has. */
const OF_BACKUPS: readonly string[] = ["schedule_expression", "selections", "target_backup_vault_name"];

/**
 * Whether a setting of management policies protects less than before: it ends, backups are kept for a shorter time, a list loses
 * something, or a word is no longer the strictest. A value that nobody here can judge counts as less where a policy protects by it, such as
 * another schedule of backups, and as the same elsewhere.
 */
export function isWeakerSetting({ type, path, before, after }: SettingsEffect): boolean {
    if (before === undefined) return false;
    if (after === undefined) return true;
    const keys = path.map((key) => key.toLowerCase());
    // Fewer values of a tag are stricter.
    if (type === "TAG_POLICY" && (keys.includes("tag_value") || keys.includes("tag_key"))) return false;
    if (Array.isArray(before)) return Array.isArray(after) && before.some((one) => !after.includes(one));
    if (keys.at(-1) === "delete_after_days") return Number(after) < Number(before);
    if (type === "BACKUP_POLICY") return OF_BACKUPS.some((key) => keys.includes(key));
    if (!OF_WORDS.includes(type)) return false;
    if (isNumber(before) && isNumber(after)) return Number(after) > Number(before);
    return !isStrictest(typeof after === "string" ? after.toLowerCase() : "", keys);
}

function isNumber(value: unknown): boolean {
    return typeof value === "number" || (typeof value === "string" && /^\d+$/.test(value));
}

function isStrictest(word: string, keys: readonly string[]): boolean {
    const own = STRICTEST_BELOW.filter(([key]) => keys.includes(key));
    return own.length > 0 ? own.some(([, strict]) => strict === word) : STRICTEST.has(word);
}
