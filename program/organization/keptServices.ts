import type { OrganizationModel } from "../../definition";
import { list } from "../../limits/messageText";

/**
 * The services that have access although the definition does not name them: somebody else enabled them, or a line was removed. They keep
 * their access.
 */
export function keptServices(
    { serviceAccess, withoutServiceAccess = [] }: OrganizationModel,
    had: readonly string[],
): readonly string[] {
    return had.filter((service) => !serviceAccess.includes(service) && !withoutServiceAccess.includes(service));
}

/** Says which services keep their access, and what to write to name or disable it. */
export function keptServiceWarnings(
    services: readonly string[],
    { serviceAccess, withoutServiceAccess = [] }: OrganizationModel,
): string[] {
    if (services.length === 0) return [];
    const [has, it] = services.length === 1 ? ["has", "it keeps it"] : ["have", "they keep it"];
    return [
        `${list(services)} ${has} access to the organisation, but the definition does not name ${services.length === 1 ? "it" : "them"}: ${it}. To end this warning, write\n` +
            `organization: { serviceAccess: [${[...serviceAccess, ...services].sort().join(", ")}] }\n` +
            `To disable it, write\norganization: { withoutServiceAccess: [${[...withoutServiceAccess, ...services].sort().join(", ")}] }`,
    ];
}
