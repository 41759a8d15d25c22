/** What is set up inside the accounts of an organisation: blocks, each a StackSet; and settings of the management account, which none reaches. */
export { BlockStackSet, type BlockAccountArgs, type BlockStackSetArgs, type BlockTargetArgs } from "./blockStackSet";
export { ManagementEbsEncryption, ManagementPasswordPolicy, ManagementPublicAccessBlock } from "./managementSetting";
