/** A library of Pulumi components for an organisation of AWS. README.md has a program that uses it. */
export { Account, type AccountArgs, type AccountHistory } from "./account";
export {
    enableRegions,
    setContacts,
    type AlternateContact,
    type AlternateContacts,
    type SettingsHistory,
} from "./accountSettings";
export type { AllFeaturesArgs } from "./allFeaturesChange";
export { FullAccessDetached, type FullAccessDetachedArgs } from "./fullAccessDetached";
export type { GuardedNode, OrganizationParent } from "./guardedNode";
export { GuardrailAttachment, type GuardrailAttachmentArgs, type Guardrails } from "./guardrailAttachment";
export { fromLibrary, libraryPolicy, type LibraryGuardrail } from "./guardrailLibrary";
export { GuardrailPolicy, type GuardrailPolicyArgs } from "./guardrailPolicy";
export { Invitation, type InvitationArgs, type InvitationHistory } from "./invitation";
export {
    Organization,
    type OrganizationArgs,
    type OrganizationHistory,
    type OrganizationSetting,
} from "./organization";
export { OrganizationalUnit, type OrganizationalUnitArgs, type OrganizationalUnitHistory } from "./organizationalUnit";
export { SandboxUnit } from "./sandboxUnit";
export { SecurityUnit } from "./securityUnit";
export type { UnitOfKindArgs } from "./unitOfKind";
export { WorkloadsUnit } from "./workloadsUnit";
