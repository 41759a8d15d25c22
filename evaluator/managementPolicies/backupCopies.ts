import { isJsonMap, type JsonMap } from "../policyDocument";

/** A copy of backups that a backup policy makes. */
export interface BackupCopy {
    /** The ARN of the vault that gets it. Its account is `$account` for a vault in the account of the backup. */
    readonly vault: string;
    readonly region: string;
    /** The ARN of the role that makes it. Its account is `$account` for a role in the account of the backup. */
    readonly role: string;
}

/** The copies that a backup policy makes, each once for each role. */
export function backupCopies(document: unknown): BackupCopy[] {
    const { plans } = isJsonMap(document) ? document : {};
    const copies = mapsIn(plans).flatMap(({ rules, selections }) => {
        const roles = mapsIn(selections)
            .flatMap(mapsIn)
            .flatMap(({ iam_role_arn: role }) => assigned(role) ?? []);
        const vaults = mapsIn(rules).flatMap(({ copy_actions: actions }) => copyVaults(actions));
        return roles.flatMap((role) => vaults.map((vault) => ({ vault, region: regionOf(vault), role })));
    });
    return [...new Map(copies.map((copy) => [JSON.stringify(copy), copy])).values()];
}

/** The ARNs of the vaults in a rule's `copy_actions`, whose keys they are. */
export function copyVaults(actions: unknown): string[] {
    if (!isJsonMap(actions)) return [];
    return Object.keys(actions).filter((key) => key.startsWith("arn:") && regionOf(key) !== "");
}

export function regionOf(arn: string): string {
    return arn.split(":")[3] ?? "";
}

function mapsIn(value: unknown): JsonMap[] {
    return isJsonMap(value) ? Object.values(value).filter(isJsonMap) : [];
}

function assigned(value: unknown): string | undefined {
    const text = isJsonMap(value) ? value["@@assign"] : value;
    return typeof text === "string" ? text : undefined;
}
