export {
    effectivePolicy,
    type EffectivePolicy,
    type Leaf,
    type PolicyLevel,
    type Problem,
    type Source,
} from "./effective";
export { checkManagementPolicy, isManagementPolicy, type GrammarProblem, type ManagementPolicyType } from "./grammar";
