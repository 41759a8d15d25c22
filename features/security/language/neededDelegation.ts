import type { FeatureAnswers, NeededAdministrator, NeededService } from "../../../definition/feature";
import type { Report } from "../../../definition/problemReport";
import { countOf, list, MOST_ADMINISTRATORS } from "../../../limits";
import { switchesOn, type SecurityModel } from "../securityModel";
import { writtenSwitches } from "./resolveSecurity";
import type { SecurityInput } from "./securitySchema";
import { SWITCH_FACTS } from "./switchTable";

/** The services that the switches need, so that nobody has to write them into serviceAccess too. */
export function neededServices(input: SecurityInput | undefined): readonly NeededService[] {
    return writtenSwitches(input).flatMap((one) =>
        SWITCH_FACTS[one].services.map((principal) => ({ principal, usedAt: ["security", one] })),
    );
}

/** The same for delegatedAdministrators. */
export function neededAdministrators(model: SecurityModel): readonly NeededAdministrator[] {
    const { audit } = model;
    if (audit === undefined) return [];
    return switchesOn(model).flatMap((one) =>
        SWITCH_FACTS[one].administered.map((service) => ({ service, account: audit, usedAt: ["security", one] })),
    );
}

/** Reports services for which the definition names another administrator than the audit account, where AWS allows one. */
export function checkAdministrators(model: SecurityModel, others: FeatureAnswers, report: Report): void {
    for (const { service, account, usedAt } of neededAdministrators(model)) {
        const most = MOST_ADMINISTRATORS.ofService.get(service);
        const all = others.administratorsOf(service);
        if (most === undefined || all.length <= most) continue;
        const other = all.filter((key) => key !== account);
        report.add(
            usedAt,
            `needs ${account} as the delegated administrator of ${service}, and delegatedAdministrators names ${list(other)}: AWS allows ${countOf(most, "account")}. ` +
                `Remove that line, or write security: { audit: ${other[0] ?? account} }`,
        );
    }
}
