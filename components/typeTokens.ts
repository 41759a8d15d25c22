/**
 * The types of the components as they stand in URNs. A changed type replaces every resource below it, so these never change.
 *
 * All components are children of the Organization, whatever unit they belong to: the types of the parents are part of a
 * URN, and an account that were a child of its unit would be replaced when it moves to a unit of another kind or depth.
 * For the same reason the kinds of units share one type.
 */
export const TYPES = {
    organization: "aws-organization:index:Organization",
    unit: "aws-organization:index:OrganizationalUnit",
    account: "aws-organization:index:Account",
    fullAccessDetached: "organizations:FullAccessDetached",
    invitation: "organizations:Invitation",
    allFeatures: "organizations:AllFeatures",
} as const;
