import type { OrganizationModel, Problem } from "../../definition";
import type { ExistingResources } from "../state";
import type { OrganizationReader } from "./organizationReader";
import { disabledServices } from "./disabledServices";
import { keptServices, keptServiceWarnings } from "./keptServices";
import { describeDisabling, describeDisabledOutside, describeEnabledOutside } from "./serviceAccessText";

/** The services that will have access to the organisation. */
export interface PreparedServices {
    /** All that will have access. */
    readonly serviceAccess: readonly string[];
    /** Whether no access is enabled or disabled. */
    readonly unchanged: boolean;
    readonly problems: readonly Problem[];
    readonly warnings: readonly string[];
}

/**
 * Keeps the access of every service that the definition does not name: the console, Security Hub, Control Tower and others enable services
 * as well. Access is disabled only if `withoutServiceAccess` says so, and access that is in use only with an acknowledgement.
 *
 * AWS is asked what is enabled, because the state is not enough: the AWS provider disables what is in the state and not in the program, and
 * a run with a refresh puts services into the state after the program has read it.
 *
 * @param location the definition's place.
 */
export async function prepareServices(
    model: OrganizationModel,
    existing: ExistingResources,
    location: string,
    aws: OrganizationReader,
): Promise<PreparedServices> {
    const { serviceAccess: wanted, withoutServiceAccess: unwanted = [] } = model;
    if (existing.organizationId === undefined) {
        return { serviceAccess: wanted, unchanged: false, problems: [], warnings: [] };
    }
    const had = existing.serviceAccess ?? [];
    const enabled = await aws.services();
    const goes = unwanted.filter((service) => enabled.includes(service));
    const { problems, disabled } = await disabledServices(goes, model, location, aws);
    const stays = [...keptServices(model, enabled)].sort();
    return {
        serviceAccess: [...new Set([...wanted, ...stays])].sort(),
        unchanged:
            wanted.every((service) => had.includes(service) && enabled.includes(service)) &&
            !unwanted.some((service) => had.includes(service) || enabled.includes(service)),
        problems,
        warnings: [
            ...keptServiceWarnings(stays, model),
            ...disabled.filter(({ service }) => had.includes(service)).map(describeDisabling),
            ...goes.filter((service) => !had.includes(service)).map(describeEnabledOutside),
            ...wanted
                .filter((service) => had.includes(service) && !enabled.includes(service))
                .map(describeDisabledOutside),
        ],
    };
}
