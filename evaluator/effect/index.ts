/**
 * What a change of guardrails does: before and after compared over AWS's actions, in plain words. The catalogue of actions is
 * loaded only where something differs.
 */
export {
    effectOfChange,
    serviceOf,
    type AccountsEffect,
    type EffectOfChange,
    type EffectOptions,
} from "./effectOfChange";
export { accountCover, type AccountCover } from "./accountCover";
export { nameAccounts } from "./accountNames";
export { messageText, type ChangeMessage, type SaidByChanges } from "./effectMessage";
export {
    paragraphMessage,
    paragraphText,
    type EffectLine,
    type EffectParagraph,
    type LostRegions,
    type ServiceLoss,
} from "./effectParagraph";
export { actionsInWords } from "./actionWords";
export { effectReport, effectText, reportInWords, type EffectReport, type EffectText } from "./effectText";
export { isWeakerSetting } from "./weakerSetting";
