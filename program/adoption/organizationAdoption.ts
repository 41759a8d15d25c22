import { placeIn, type OrganizationModel, type Problem } from "../../definition";
import { POLICY_TYPES } from "../../limits";
import type { FoundOrganization, OrganizationIdentity } from "./foundOrganization";

/** What is wrong with a key below `organization`. */
interface Mistake {
    readonly key: string;
    readonly message: string;
}

/**
 * Refuses a first run if the credentials lead to another organisation than the one that the definition takes over, or to one that it does
 * not take over. Everything else that AWS says would then be about that organisation.
 *
 * @param found undefined: the credentials' account has no organisation.
 * @param location the definition's place.
 */
export function organizationIdProblems(
    model: OrganizationModel,
    found: OrganizationIdentity | undefined,
    location: string,
): Problem[] {
    const { id } = model;
    return id === found?.id ? [] : [problemOf(model, { key: "id", message: otherOrganization(id, found) }, location)];
}

/**
 * Refuses to take over an organisation that differs from the definition. It is taken over as it is, and changed by a later run. Types and
 * services that the definition does not name stay enabled (program/organization/).
 *
 * @param location the definition's place.
 */
export function adoptionProblems(model: OrganizationModel, found: FoundOrganization, location: string): Problem[] {
    return DIFFERENCES.flatMap((differences) => differences(model, found)).map((one) =>
        problemOf(model, one, location),
    );
}

const DIFFERENCES: readonly ((model: OrganizationModel, found: FoundOrganization) => Mistake[])[] = [
    otherFeatureSet,
    unknownPolicyTypes,
    disabledPolicyTypes,
    unwantedServices,
    missingServices,
];

function problemOf(model: OrganizationModel, { key, message }: Mistake, location: string): Problem {
    const path = ["organization", key];
    return { place: placeIn(model, path, location), path, message };
}

function otherOrganization(id: string | undefined, found: OrganizationIdentity | undefined): string {
    if (!found) {
        return `the credentials' account has no organisation, but the definition takes over ${id}: check the credentials, or leave the id out to create one`;
    }
    if (id !== undefined) {
        return `is ${id}, but the credentials are for the organisation ${found.id}: check the credentials`;
    }
    return (
        `account ${found.managementAccountId} has the organisation ${found.id} already, but this stack does not. To take it over, write\n` +
        `organization: { id: ${found.id} }\n` +
        "Its units are then found by their names, and its accounts by their e-mails. If nobody has written its definition yet, `./org adopt` does, and imports everything: docs/when/the-organisation-exists.md.\n" +
        "If the stack had it before, its state is lost or in another backend: check `pulumi whoami -v` before anything else."
    );
}

function otherFeatureSet(model: OrganizationModel, found: FoundOrganization): Mistake[] {
    if (model.featureSet === found.featureSet) return [];
    const message = `is ${model.featureSet}, but the organisation has ${found.featureSet}: write that to take it over`;
    return [{ key: "featureSet", message }];
}

function unknownPolicyTypes(_: OrganizationModel, found: FoundOrganization): Mistake[] {
    const unknown = found.policyTypes.filter((type) => !(type in POLICY_TYPES));
    if (unknown.length === 0) return [];
    const message =
        `the organisation has ${unknown.join(", ")} enabled, which the AWS provider in use refuses. An organisation is taken over with all types that are enabled, so this one cannot be, ` +
        "until a newer provider knows them. Disabling one detaches all its policies";
    return [{ key: "policyTypes", message }];
}

function disabledPolicyTypes(model: OrganizationModel, found: FoundOrganization): Mistake[] {
    const disabled = without(model.policyTypes, found.policyTypes);
    if (disabled.length === 0) return [];
    const commands = disabled.map(
        (type) => `aws organizations enable-policy-type --root-id <r-...> --policy-type ${type}`,
    );
    const message =
        `the definition uses ${disabled.join(", ")}, which the organisation has not enabled. It is taken over as it is: ` +
        `enable them first, or add those policies after the first \`up\`. To enable:\n${commands.join("\n")}`;
    return [{ key: "policyTypes", message }];
}

function unwantedServices({ withoutServiceAccess = [] }: OrganizationModel, found: FoundOrganization): Mistake[] {
    const unwanted = withoutServiceAccess.filter((service) => found.serviceAccess.includes(service));
    if (unwanted.length === 0) return [];
    const message = `the organisation gives access to ${unwanted.join(", ")}. It is taken over as it is: leave them out here, and add them after the first \`up\``;
    return [{ key: "withoutServiceAccess", message }];
}

function missingServices(model: OrganizationModel, found: FoundOrganization): Mistake[] {
    const missing = without(model.serviceAccess, found.serviceAccess);
    if (missing.length === 0) return [];
    const message = `the organisation gives no access to ${missing.join(", ")}. It is taken over as it is: leave them out, and add them after the first \`up\``;
    return [{ key: "serviceAccess", message }];
}

function without(wanted: readonly string[], found: readonly string[]): string[] {
    return wanted.filter((one) => !found.includes(one)).sort();
}
