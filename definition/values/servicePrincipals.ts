import { SERVICE_PRINCIPAL, textError } from "../../limits";
import type { Report } from "../problemReport";
import type { DefinitionInput } from "../schema";

/**
 * Checks the names of services where they are written, because the model sorts them and does not have their places. A service may be in one
 * of the two lists only: access is either enabled or disabled.
 */
export function checkServicePrincipals(
    { serviceAccess = [], withoutServiceAccess = [], acknowledge }: NonNullable<DefinitionInput["organization"]>,
    report: Report,
): void {
    const check = (path: readonly string[], services: readonly string[]): void => {
        for (const [index, service] of services.entries()) {
            const error = textError(SERVICE_PRINCIPAL, service);
            if (error) report.add(["organization", ...path, index], error);
        }
    };
    check(["serviceAccess"], serviceAccess);
    check(["withoutServiceAccess"], withoutServiceAccess);
    check(["acknowledge", "disables"], acknowledge?.disables ?? []);
    for (const [index, service] of withoutServiceAccess.entries()) {
        if (!serviceAccess.includes(service)) continue;
        report.add(
            ["organization", "withoutServiceAccess", index],
            `${service} is in serviceAccess too, which gives it access: remove it from one of the two lists`,
        );
    }
}
