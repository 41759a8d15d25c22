import type { OrganizationModel, Problem } from "../../definition";
import type { ExistingResources } from "../state";
import type { OrganizationInAws } from "./aws";
import { disabledServices } from "./disabledServices";
import { keptServices, tellKept } from "./keptServices";
import { disabling, isOnAgain } from "./words";

/** What becomes of the access of services to the organisation. */
export interface PreparedServices {
    /** All that will have access. */
    readonly serviceAccess: readonly string[];
    /** Nothing is enabled or disabled. */
    readonly unchanged: boolean;
    readonly problems: readonly Problem[];
    readonly warnings: readonly string[];
}

/**
 * Keeps the access of every service that the definition does not name: the console, Security Hub, Control Tower and others enable
 * services as well. The AWS provider disables what is in the state and not in the program, and the state may have been refreshed
 * in this very run, after the program has read it: so where something changes, AWS is asked what is enabled. Access is disabled
 * only where `withoutServiceAccess` says so, and where it is in use only with an acknowledgement.
 *
 * @param location the definition's place.
 * @param isPreview whether a service is looked for that is to have no access, and has none as far as the state knows.
 */
export async function prepareServices(
    model: OrganizationModel,
    existing: ExistingResources,
    location: string,
    isPreview: boolean,
    aws: OrganizationInAws,
): Promise<PreparedServices> {
    const had = existing.serviceAccess ?? [];
    const without = model.withoutServiceAccess ?? [];
    if (existing.organizationId === undefined) {
        return { serviceAccess: model.serviceAccess, unchanged: false, problems: [], warnings: [] };
    }
    const goes = without.filter((service) => had.includes(service));
    const unchanged = goes.length === 0 && model.serviceAccess.every((service) => had.includes(service));
    const unknown = without.filter((service) => !had.includes(service));
    const enabled = unchanged && !(isPreview && unknown.length > 0) ? had : await aws.services();
    const { problems, disabled } = await disabledServices(goes, model, location, aws);
    const stays = [...keptServices(model, unchanged ? had : enabled)].sort();
    return {
        serviceAccess: [...new Set([...model.serviceAccess, ...stays])].sort(),
        unchanged,
        problems,
        warnings: [
            ...tellKept(stays, model),
            ...disabled.map(disabling),
            ...unknown.filter((service) => unchanged && enabled.includes(service)).map(isOnAgain),
        ],
    };
}
