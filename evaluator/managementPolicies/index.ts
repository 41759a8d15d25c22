export {
    effectivePolicy,
    type EffectivePolicy,
    type EffectiveSetting,
    type PolicyLevel,
    type InheritanceProblem,
    type SettingSource,
} from "./effectivePolicy";
export { backupCopies, type BackupCopy } from "./backupCopies";
export { namedRegions } from "./namedRegions";
export { checkManagementPolicy, isManagementPolicy, type GrammarProblem, type ManagementPolicyType } from "./grammar";
