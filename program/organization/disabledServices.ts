import type { OrganizationModel, Problem } from "../../definition";
import { list } from "../../limits/messageText";
import { NEEDED_ACCESS } from "../../limits";
import type { OrganizationReader } from "./organizationReader";

/** A service whose access this run disables. */
export interface DisabledService {
    readonly service: string;
    /** What ends with the access, as a sentence. Absent if nobody is known to use it. */
    readonly consequence?: string;
}

/**
 * The access that is disabled, and what ends with it. Disabling access that is in use is refused until the definition acknowledges that.
 *
 * @param services those that have access and lose it.
 */
export async function disabledServices(
    services: readonly string[],
    { acknowledge }: OrganizationModel,
    location: string,
    aws: OrganizationReader,
): Promise<{ readonly disabled: readonly DisabledService[]; readonly problems: readonly Problem[] }> {
    const disabled = await Promise.all(
        services.map(async (service): Promise<DisabledService> => {
            const consequence = await consequenceOf(service, aws);
            return { service, ...(consequence !== undefined && { consequence }) };
        }),
    );
    const refused = disabled.filter(
        ({ service, consequence }) => consequence !== undefined && acknowledge?.disables.includes(service) !== true,
    );
    const all = [...new Set([...(acknowledge?.disables ?? []), ...refused.map(({ service }) => service)])].sort();
    const problems = refused.map(({ service, consequence }) => ({
        place: { file: location },
        path: ["organization", "withoutServiceAccess"],
        message:
            `disables the access of ${service}, which is in use. ${consequence}.\n` +
            `To keep it, remove it here. To disable it, write\norganization: { acknowledge: { disables: [${all.join(", ")}] } }`,
    }));
    return { disabled, problems };
}

/** What ends when the service can no longer work with the organisation. */
async function consequenceOf(service: string, aws: OrganizationReader): Promise<string | undefined> {
    const administrators = await aws.administrators(service);
    const named = list(administrators.map(({ id, name }) => `${name} (${id})`));
    const reasons = [
        ...(Object.hasOwn(NEEDED_ACCESS, service) ? [NEEDED_ACCESS[service]?.consequence ?? ""] : []),
        ...(administrators.length > 0
            ? [
                  `${administrators.length === 1 ? "Account" : "Accounts"} ${named} ${administrators.length === 1 ? "administers" : "administer"} it for the organisation, and can no longer`,
              ]
            : []),
    ];
    return reasons.length === 0 ? undefined : reasons.join(". ");
}
