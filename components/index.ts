export { Account, type AccountArgs } from "./account";
export type { AllFeaturesArgs } from "./allFeatures";
export { GuardrailPolicy, type GuardrailPolicyArgs } from "./guardrailPolicy";
export { Invitation, type InvitationArgs } from "./invitation";
export { Organization, type OrganizationArgs, type OrganizationSetting } from "./organization";
export { OrganizationalUnit, type OrganizationalUnitArgs } from "./organizationalUnit";
