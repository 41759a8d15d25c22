import type { OrganizationModel } from "../../../definition";
import type { Report } from "../../../definition/problemReport";
import { BUDGET_EMAIL, CONTROL_ID, textError, UNUSED_ACCESS_DAYS } from "../../../limits";
import { NO_SECURITY, SWITCHES, type SecurityModel, type Switch } from "../securityModel";
import { PROTECTIONS, STANDARDS } from "../securityWords";
import type { SecurityInput } from "./securitySchema";
import { sharedAccount } from "./sharedAccounts";
import { SWITCH_FACTS } from "./switchTable";
import { trailModel } from "./trailModel";
import { watchedRegions } from "./watchedRegions";
import { checkSome, checkTwice } from "./writtenWords";

/** Turns the key `security` into the model, and reports every mistake. */
export function resolveSecurity(
    input: SecurityInput | undefined,
    organization: OrganizationModel,
    report: Report,
): SecurityModel {
    const on = writtenSwitches(input);
    if (!input || on.length === 0) return NO_SECURITY;
    if (organization.featureSet !== "ALL") {
        report.add(
            ["security"],
            "needs all features, but the organisation has CONSOLIDATED_BILLING. Use featureSet: ALL, or leave it out",
        );
    }
    const users = (role: "logArchive" | "audit"): string[] =>
        on.filter((one) => SWITCH_FACTS[one].accounts.includes(role)).map((one) => `security.${one}`);
    // Written but needed by no switch, it is checked, and no provider starts for it.
    const account = (role: "logArchive" | "audit"): string | undefined => {
        const needed = users(role);
        if (needed.length === 0 && input[role] === undefined) return undefined;
        const key = sharedAccount(role, input, needed, organization, report);
        return needed.length === 0 ? undefined : key;
    };
    const [logArchive, audit] = [account("logArchive"), account("audit")];
    const trail = trailModel(input.auditTrail, report);
    return {
        ...(logArchive !== undefined && { logArchive }),
        ...(audit !== undefined && { audit }),
        regions: watchedRegions(input.regions, organization, report),
        ...(trail && { auditTrail: trail }),
        ...(input.configuration && { configuration: true }),
        ...detection(input, report),
        ...(input.macie && { macie: true }),
        ...(input.search && { search: true }),
        ...findings(input, on, report),
    };
}

/** The switches that are on. */
export function writtenSwitches(input: SecurityInput | undefined): readonly Switch[] {
    return SWITCHES.filter((one) => input?.[one] !== undefined && input[one] !== false);
}

function detection(
    { guardDuty, securityHub, accessAnalyzer, inspector }: NonNullable<SecurityInput>,
    report: Report,
): Pick<SecurityModel, "guardDuty" | "securityHub" | "accessAnalyzer" | "inspector"> {
    const settings = <Settings extends object>(value: Settings | boolean | undefined): Partial<Settings> | undefined =>
        value === undefined || value === false ? undefined : value === true ? {} : value;
    const [threats, hub, analyzer, scanner] = [
        settings(guardDuty),
        settings(securityHub),
        settings(accessAnalyzer),
        settings(inspector),
    ];
    checkTwice(threats?.protections ?? [], ["security", "guardDuty", "protections"], report);
    checkTwice(hub?.standards ?? [], ["security", "securityHub", "standards"], report);
    checkTwice(scanner?.scans ?? [], ["security", "inspector", "scans"], report);
    checkSome(scanner?.scans, ["security", "inspector", "scans"], "inspector: false", report);
    const controls = hub?.disabledControls ?? [];
    checkTwice(controls, ["security", "securityHub", "disabledControls"], report);
    for (const [index, control] of controls.entries()) {
        const error = textError(CONTROL_ID, control);
        if (error) report.add(["security", "securityHub", "disabledControls", index], error);
    }
    checkScans(scanner?.scans ?? [], report);
    const days = analyzer?.unusedAccessDays;
    const { min, max } = UNUSED_ACCESS_DAYS;
    if (days !== undefined && !(Number.isInteger(days) && days >= min && days <= max)) {
        report.add(
            ["security", "accessAnalyzer", "unusedAccessDays"],
            `${days} is no number of days: give ${min} to ${max}`,
        );
    }
    return {
        ...(threats && { guardDuty: { protections: [...new Set(threats.protections ?? PROTECTIONS)] } }),
        ...(hub && {
            securityHub: {
                standards: [...new Set(hub.standards ?? STANDARDS.slice(0, 1))],
                disabledControls: [...new Set(controls)],
            },
        }),
        ...(analyzer && { accessAnalyzer: { ...(days !== undefined && { unusedAccessDays: days }) } }),
        ...(scanner && { inspector: { scans: [...new Set(scanner.scans ?? (["ec2", "ecr", "lambda"] as const))] } }),
    };
}

function checkScans(scans: readonly string[], report: Report): void {
    if (!scans.includes("lambda-code") || scans.includes("lambda")) return;
    report.add(
        ["security", "inspector", "scans", scans.indexOf("lambda-code")],
        "lambda-code needs lambda, which AWS turns on first: add it",
    );
}

function findings(
    { findings: said }: NonNullable<SecurityInput>,
    on: readonly Switch[],
    report: Report,
): Pick<SecurityModel, "findings"> {
    if (!said) return {};
    const { emails = [], severity = "HIGH" } = said;
    const path = ["security", "findings"];
    if (emails.length === 0) report.add(path, "tells nobody: give emails: [security@example.com]");
    checkTwice(emails, [...path, "emails"], report);
    for (const [index, email] of emails.entries()) {
        const error = textError(BUDGET_EMAIL, email);
        if (error) report.add([...path, "emails", index], error);
    }
    const finding: readonly Switch[] = ["guardDuty", "securityHub", "accessAnalyzer", "inspector", "macie"];
    if (!on.some((one) => finding.includes(one))) {
        report.add(
            path,
            "has nothing to tell: nothing that finds something is on. Add guardDuty: true or securityHub: true",
        );
    }
    return { findings: { emails: [...new Set(emails)], severity } };
}
