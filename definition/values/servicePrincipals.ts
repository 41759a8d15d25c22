import { SERVICE_PRINCIPAL, textError } from "../../limits";
import type { NeededService } from "../feature/featureNeeds";
import { formatPath } from "../problems";
import type { Report } from "../problemReport";
import type { DefinitionInput } from "../schema";

/**
 * Checks the names of services where they are written, because the model sorts them and does not have their places. A service may be in one
 * of the two lists only: access is either enabled or disabled.
 *
 * @param needed the services that features need, which cannot lose their access.
 */
export function checkServicePrincipals(
    { serviceAccess = [], withoutServiceAccess = [], acknowledge }: NonNullable<DefinitionInput["organization"]>,
    needed: readonly NeededService[],
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
        const path = ["organization", "withoutServiceAccess", index];
        const user = needed.find(({ principal }) => principal === service);
        if (serviceAccess.includes(service)) {
            report.add(
                path,
                `${service} is in serviceAccess too, which gives it access: remove it from one of the two lists`,
            );
        } else if (user) {
            report.add(
                path,
                `${service} is needed by ${formatPath(user.usedAt)}, which gives it access: remove one of the two`,
            );
        }
    }
}
