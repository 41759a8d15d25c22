import type { ManagementAccountSetting } from "../library/managementAccountSetting";

/** What a block sets up in the management account, with the AWS provider. */
export interface ManagementBlock {
    /** The key of the block. */
    readonly block: string;
    readonly setting: ManagementAccountSetting;
    /** Sorted. Empty for a global block. */
    readonly regions: readonly string[];
}
