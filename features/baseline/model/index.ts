/** What a definition sets up inside the accounts. */
export type { AccountBaseline, AcknowledgedDenial, BaselineModel, RingModel, RollOutModel } from "./baselineModel";
export type { AccountBlock, BlockModel, DeploymentTarget } from "./blockModel";
export type { ManagementBlock, ManagementSetting, PasswordPolicySetting } from "./managementBlock";
export type { BlockDocument, BlockStatement } from "./blockDocument";
