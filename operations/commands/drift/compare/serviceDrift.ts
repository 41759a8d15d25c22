import type { FoundDifference } from "../driftItem";
import type { Comparison } from "./comparison";

/** Services that got or lost access to the organisation, types of policy, and delegated administrators. */
export function serviceDrift(on: Comparison): FoundDifference[] {
    const { organization } = on.applied;
    if (!organization) return [];
    return [
        ...listDrift(organization.services, on.aws.services, (id, isGiven) => ({
            kind: isGiven ? "service-access-given" : "service-access-taken",
            subject: { kind: "service", id, name: id },
            definitionSays: serviceSays(on, id, isGiven),
            place: on.place(["organization", "serviceAccess"]),
            resources: [organization.urn],
        })),
        ...listDrift(organization.policyTypes, on.aws.policyTypes, (id, isEnabled) => ({
            kind: isEnabled ? "policy-type-enabled" : "policy-type-disabled",
            subject: { kind: "policy-type", id, name: id },
            definitionSays: (on.model.policyTypes as readonly string[]).includes(id) === isEnabled ? "is" : "was",
            place: on.place(["organization", "policyTypes"]),
            resources: [organization.urn],
        })),
        ...administratorDrift(on),
    ];
}

/** @param after absent: it was not read. */
function listDrift(
    before: readonly string[],
    after: readonly string[] | undefined,
    difference: (id: string, isNew: boolean) => FoundDifference,
): FoundDifference[] {
    if (!after) return [];
    return [
        ...before.filter((id) => !after.includes(id)).map((id) => difference(id, false)),
        ...after.filter((id) => !before.includes(id)).map((id) => difference(id, true)),
    ];
}

/** A service that the definition does not name keeps its access. */
function serviceSays({ model }: Comparison, service: string, isGiven: boolean): FoundDifference["definitionSays"] {
    if (model.serviceAccess.includes(service)) return isGiven ? "is" : "was";
    if (model.withoutServiceAccess?.includes(service) === true) return isGiven ? "was" : "is";
    return "nothing";
}

function administratorDrift(on: Comparison): FoundDifference[] {
    const { administrators } = on.aws;
    if (!administrators) return [];
    const keyOf = (one: { readonly accountId: string; readonly service: string }): string =>
        `${one.accountId} ${one.service}`;
    const applied = new Map(on.applied.administrators.map((one) => [keyOf(one), one]));
    const inAws = new Set(administrators.map(keyOf));
    const difference = (accountId: string, service: string, urn: string | undefined): FoundDifference => {
        const isRegistered = urn === undefined;
        const node = on.defined(accountId);
        const isDefined = node && isAdministrator(on, node.key, service);
        return {
            kind: isRegistered ? "administrator-registered" : "administrator-deregistered",
            subject: on.subject(accountId),
            service,
            definitionSays: isDefined === undefined ? "nothing" : isDefined === isRegistered ? "is" : "was",
            ...(node && { place: on.place(node.path) }),
            resources: urn === undefined ? [] : [urn],
        };
    };
    return [
        ...[...applied.values()]
            .filter((one) => !inAws.has(keyOf(one)) && !on.isGone(one.accountId))
            .map(({ accountId, service, urn }) => difference(accountId, service, urn)),
        // What the definition names is not made by hand: a service's own API registers some of them, such as that of GuardDuty.
        ...administrators
            .filter((one) => !applied.has(keyOf(one)) && !on.isClosed(one.accountId))
            .map(({ accountId, service }) => difference(accountId, service, undefined))
            .filter((one) => one.definitionSays !== "is"),
    ];
}

function isAdministrator({ model }: Comparison, account: string, service: string): boolean {
    return model.features.administratorsOf(service).includes(account);
}
