/** What a definition sets up inside the accounts. */
export type { AccountBaseline, BaselineModel, RingModel, RollOutModel } from "./baselineModel";
export type { AccountBlock, BlockModel, BlockTarget } from "./blockModel";
export type { ManagementBlock } from "./managementBlock";
