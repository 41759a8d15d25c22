export { Account, type AccountArgs } from "./account";
export { GuardrailPolicy, type GuardrailPolicyArgs } from "./guardrailPolicy";
export { Invitation, type InvitationArgs } from "./invitation";
export { Organization, type OrganizationArgs } from "./organization";
export { OrganizationalUnit, type OrganizationalUnitArgs } from "./organizationalUnit";
