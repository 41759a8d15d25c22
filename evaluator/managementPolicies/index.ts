export {
    effectivePolicy,
    type EffectivePolicy,
    type EffectiveSetting,
    type PolicyLevel,
    type InheritanceProblem,
    type SettingSource,
} from "./effectivePolicy";
export { namedRegions } from "./namedRegions";
export { checkManagementPolicy, isManagementPolicy, type GrammarProblem, type ManagementPolicyType } from "./grammar";
