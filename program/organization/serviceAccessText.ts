import type { DisabledService } from "./disabledServices";

/** Describes access that this run disables. */
export function describeDisabling({ service, consequence }: DisabledService): string {
    return consequence === undefined
        ? `the access of ${service} to the organisation is disabled. AWS advises to disable it in the service itself, which then cleans up.`
        : `the access of ${service} to the organisation is disabled, as is acknowledged. ${consequence}.`;
}

/** Describes access that the definition disables, but that somebody has enabled outside of the stack. */
export function describeEnabledOutside(service: string): string {
    return (
        `${service} is in withoutServiceAccess, but has access to the organisation: it was enabled outside of this stack. ` +
        "A run without a refresh does not change that. Run `pulumi refresh`, and the next `up` disables it."
    );
}

/** Describes access that the definition gives, but that somebody has disabled outside of the stack. */
export function describeDisabledOutside(service: string): string {
    return (
        `${service} is in serviceAccess, but has no access to the organisation: it was disabled outside of this stack. ` +
        "A run without a refresh does not change that. Run `pulumi refresh`, and the next `up` enables it."
    );
}
