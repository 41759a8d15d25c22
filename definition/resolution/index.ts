import type { NeededService } from "../feature/featureNeeds";
import type { OrganizationModel } from "../model";
import type { Report } from "../problemReport";
import { checkNamedBreakGlassRole } from "../rules/quarantineRules";
import { checkServicePrincipals } from "../values/servicePrincipals";
import { attachPolicies, type PolicySources } from "./attachPolicies";
import { buildModel } from "./buildModel";
import { fitPolicies } from "./fitPolicies";
import { inherit } from "./inherit";
import type { Layout } from "./layOut";
import { stagePolicies } from "./stagePolicies";

export { DEFAULT_ROLE_NAME } from "./inherit";
export { END_TAG, EXPIRES_TAG, OWNER_TAG } from "./inheritTags";
export { layOut, type Layout, type PlacedAccount, type PlacedNode, type PlacedUnit } from "./layOut";

/** What a definition is resolved with beside itself. */
export interface ResolutionSources extends PolicySources {
    /** The services whose access to the organisation features need. */
    readonly services: readonly NeededService[];
}

/**
 * Resolves every unit and account with everything that it inherits. Each pass uses the results of those before it, and does not change
 * them.
 *
 * Mistakes that appear only here are reported: unknown names, overridden locked tags, duplicate keys. AWS's rules are checked afterwards,
 * on the model.
 *
 * @param folder the folder that the files of policy documents are relative to.
 * @param prepared the guardrails that features need.
 */
export function resolve(
    layout: Layout,
    { folder, prepared, services }: ResolutionSources,
    report: Report,
): OrganizationModel {
    const { organization = {} } = layout.said;
    checkServicePrincipals(organization, services, report);
    const inheritance = inherit(layout, report);
    const attachment = attachPolicies(layout, inheritance, { folder, prepared }, report);
    const staging = stagePolicies(layout, attachment, report);
    checkNamedBreakGlassRole(organization, staging.policies, report);
    const fitting = fitPolicies(staging, report);
    return buildModel(
        layout,
        { inheritance, fitting, neededServices: services.map(({ principal }) => principal) },
        report,
    );
}
