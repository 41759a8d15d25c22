import type { OrganizationModel } from "../model";
import type { Report } from "../problemReport";

const NEEDS_ALL =
    "needs all features, and the organisation has CONSOLIDATED_BILLING. Use featureSet: ALL, or leave it out";

/**
 * Checks that an organisation with consolidated billing uses nothing else: it can have no policies, no closing and no access of services.
 */
export function checkFeatureSet(model: OrganizationModel, report: Report): void {
    if (model.featureSet === "ALL") return;
    if (model.serviceAccess.length > 0) report.add(["organization", "serviceAccess"], `service access ${NEEDS_ALL}`);
    for (const { key, path } of model.policies) report.add(path, `policy ${key} ${NEEDS_ALL}`);
    if (model.policies.length === 0 && model.policyTypes.length > 0) {
        report.add(["organization", "policyTypes"], `a policy type ${NEEDS_ALL}`);
    }
    for (const { key, state, path } of model.accounts) {
        if (state === "closing") report.add([...path, "state"], `closing account ${key} ${NEEDS_ALL}`);
    }
}
