import type { AccountModel, OrganizationModel } from "../../../definition/model";
import type { Report } from "../../../definition/problemReport";
import { documentOf, jsonAt } from "../../../evaluator/policyDocument";
import { STOP_SPENDING } from "../../../guardrails";
import { commas, POLICY_TYPES } from "../../../limits";
import type { BudgetModel } from "../model";

/** Checks that AWS can attach the policy to each account that is to be stopped, and that nobody is locked out who is needed then. */
export function checkStopPolicy(
    budgets: ReadonlyMap<string, readonly BudgetModel[]>,
    organization: OrganizationModel,
    report: Report,
): void {
    const stopped = organization.accounts.filter(({ key }) => budgets.get(key)?.some(({ stop }) => stop));
    if (stopped.length === 0) return;
    checkSparesBreakGlass(organization, report);
    const types = new Map(organization.policies.map(({ key, type }) => [key, type]));
    for (const account of stopped) checkPlace(account, types, report);
}

function checkSparesBreakGlass({ policies, breakGlassRole }: OrganizationModel, report: Report): void {
    const policy = policies.find(({ key }) => key === STOP_SPENDING);
    if (!policy) return;
    const spared = jsonAt(documentOf(policy.content), ["Statement", 0, "Condition", "ArnNotLike", "aws:PrincipalArn"]);
    const roles = (Array.isArray(spared) ? spared : []).map(String);
    if (roles.some((role) => role.endsWith(`:role/${breakGlassRole}`))) return;
    report.add(
        [...policy.path, "parameters", "roleName"],
        `policy ${STOP_SPENDING} spares ${commas(roles)}, and not the organisation's break-glass role ${breakGlassRole}: leave roleName out`,
    );
}

/** One place is reserved for the quarantine, and one for this policy. */
function checkPlace({ key, guardrails, path }: AccountModel, types: ReadonlyMap<string, string>, report: Report): void {
    const { maxAttached, attachedByAws } = POLICY_TYPES.SERVICE_CONTROL_POLICY;
    const attached = guardrails.filter((guardrail) => types.get(guardrail) === "SERVICE_CONTROL_POLICY");
    const others = attached.filter((guardrail) => guardrail !== STOP_SPENDING);
    if (others.length + attachedByAws + 2 <= maxAttached) return;
    report.add(
        path,
        `account ${key} has ${others.length} policies of type SERVICE_CONTROL_POLICY attached (${commas(others)}), and ${attachedByAws} of AWS's own: ` +
            `AWS allows ${maxAttached}, one is reserved for the quarantine, and its budget needs one to attach ${STOP_SPENDING}. Merge some, or attach some to the unit above`,
    );
}
