import type { OrganizationModel } from "../model";
import type { Report } from "../report";
import { checkFeatureSet } from "./features";
import { checkIds } from "./ids";
import { checkAccounts, checkUnits } from "./names";
import { checkPolicies } from "./policies";
import { checkLifecycle } from "./lifecycle";

/** Checks AWS's rules, and ours, on a resolved definition; every mistake goes to the report. */
export function checkRules(model: OrganizationModel, report: Report): void {
    checkFeatureSet(model, report);
    checkIds(model, report);
    checkUnits(model, report);
    checkAccounts(model, report);
    checkPolicies(model, report);
    checkLifecycle(model, report);
}
