/**
 * What a change of guardrails does: before and after compared over AWS's actions, in plain words. The catalogue of actions is
 * loaded only where something differs.
 */
export { effectOfChange, type AccountsEffect, type EffectOfChange, type EffectOptions } from "./effectOfChange";
export { nameAccounts } from "./accountNames";
export { actionsInWords, effectText, type EffectText } from "./effectText";
