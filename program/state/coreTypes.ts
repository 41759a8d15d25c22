import { TYPES } from "../../components/typeTokens";

/** The types of the resources that are the organisation itself, with Pulumi's tokens. They stand in every state and never change. */
export const CORE = {
    organization: "aws:organizations/organization:Organization",
    unit: "aws:organizations/organizationalUnit:OrganizationalUnit",
    account: "aws:organizations/account:Account",
    policy: "aws:organizations/policy:Policy",
    attachment: "aws:organizations/policyAttachment:PolicyAttachment",
    fullAccessDetached: `pulumi-nodejs:dynamic/${TYPES.fullAccessDetached}`,
    invitation: `pulumi-nodejs:dynamic/${TYPES.invitation}`,
    allFeatures: `pulumi-nodejs:dynamic/${TYPES.allFeatures}`,
} as const;
