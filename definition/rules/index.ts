import type { OrganizationModel } from "../model";
import type { Report } from "../report";
import { checkAccountManagement } from "./accountManagement";
import { checkFeatureSet } from "./features";
import { checkFullAccess } from "./fullAccess";
import { checkIds } from "./ids";
import { checkAccounts, checkUnits } from "./names";
import { checkPolicies } from "./policies";
import { checkLifecycle } from "./lifecycle";
import { checkQuarantinePlace } from "./quarantine";
import { checkRegionsWithin } from "./regions";
import { checkRootAccounts } from "./root";

/** Checks AWS's rules, and ours, on a resolved definition; every mistake goes to the report. */
export function checkRules(model: OrganizationModel, report: Report): void {
    checkFeatureSet(model, report);
    checkIds(model, report);
    checkUnits(model, report);
    checkAccounts(model, report);
    checkPolicies(model, report);
    checkFullAccess(model, report);
    checkLifecycle(model, report);
    checkAccountManagement(model, report);
    checkQuarantinePlace(model, report);
    checkRegionsWithin(model, report);
    checkRootAccounts(model, report);
}
