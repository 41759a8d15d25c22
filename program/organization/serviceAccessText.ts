import type { DisabledService } from "./disabledServices";

/** Access that this run disables. */
export function describeDisabling({ service, consequence }: DisabledService): string {
    return consequence === undefined
        ? `the access of ${service} to the organisation is disabled. AWS advises to do that in the service itself, which then cleans up after itself.`
        : `the access of ${service} to the organisation is disabled, as is acknowledged. ${consequence}.`;
}

/** Access that the definition disables, and that somebody has enabled outside of the stack. */
export function describeEnabledOutside(service: string): string {
    return (
        `${service} stands in withoutServiceAccess and has access to the organisation, which the stack does not know: it was enabled outside of it. ` +
        "A run that does not refresh leaves it so. Run `pulumi refresh`, and the next preview shows that it is disabled."
    );
}

/** Access that the definition gives, and that somebody has disabled outside of the stack. */
export function describeDisabledOutside(service: string): string {
    return (
        `${service} stands in serviceAccess and has no access to the organisation, which the stack does not know: it was disabled outside of it. ` +
        "A run that does not refresh leaves it so. Run `pulumi refresh`, and the next preview shows that it is enabled."
    );
}
