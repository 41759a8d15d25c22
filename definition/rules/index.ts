import type { OrganizationModel } from "../model";
import type { KnownIds } from "../modelSituation";
import type { Report } from "../problemReport";
import { checkFeatureSet } from "./featureSetRules";
import { checkFullAccess } from "./fullAccessRules";
import { checkIds } from "./idRules";
import { checkAccounts, checkUnits } from "./nameRules";
import { checkPolicies } from "./policyRules";
import { checkLifecycle } from "./lifecycleRules";
import { checkQuarantinePlace } from "./quarantineRules";
import { checkRegionsWithin } from "./regionsRules";
import { checkRootAccounts } from "./rootAccountRules";

/**
 * Checks AWS's rules and our own on a resolved definition. Every mistake is reported.
 *
 * @param ids the ids that AWS has given, which messages print.
 */
export function checkRules(model: OrganizationModel, report: Report, ids: KnownIds): void {
    checkFeatureSet(model, report);
    checkIds(model, report);
    checkUnits(model, report);
    checkAccounts(model, report);
    checkPolicies(model, report);
    checkFullAccess(model, report);
    checkLifecycle(model, report, ids);
    checkQuarantinePlace(model, report);
    checkRegionsWithin(model, report);
    checkRootAccounts(model, report, ids);
}
