import assert from "node:assert/strict";
import { people } from "../../../../../features/people/definition";
import { reviewedBetween } from "../../changedDefinitions";

/** The keys of a definition that a test writes otherwise. */
export interface WrittenPeople {
    readonly groups?: string;
    readonly users?: string;
    readonly sets?: string;
    readonly access?: string;
    readonly accounts?: string;
}

/** A definition with people, of which a test writes what differs. */
export function peopleDefinition({
    groups = "platform: {}, developers: {}",
    users = "ada@example.com: { name: Ada Lovelace, groups: [platform] }, bob@example.com: { name: Bob Bell, groups: [developers] }",
    sets = "Reader: { managedPolicies: [ReadOnlyAccess] }, Admin: { library: break-glass }",
    access = "- { who: platform, permissionSet: Reader, where: everywhere }",
    accounts = "shop-prod: {}, shop-dev: {}",
}: WrittenPeople = {}): string {
    return `
defaults: { email: "{account}@example.com" }
organization: { serviceAccess: [sso.amazonaws.com] }
people:
    groups: { ${groups} }
    users: { ${users} }
    permissionSets: { ${sets} }
access:
    ${access}
units: { Workloads: { accounts: { ${accounts} } }, Sandbox: { accounts: { play: {} } } }
`;
}

export const ADMIN = "- { who: platform, permissionSet: Admin, where: [shop-prod], until: 2027-01-31 }";
export const READER = "- { who: platform, permissionSet: Reader, where: everywhere }";
export const GRANTS = (...lines: readonly string[]): WrittenPeople => ({ access: lines.join("\n    ") });
export const USERS = (ada: string, bob: string): string =>
    `ada@example.com: { name: Ada Lovelace, groups: [${ada}] }, bob@example.com: { name: Bob Bell, groups: [${bob}] }`;

/** What one change of people means, as a review says it. */
export interface PeopleCase {
    readonly about: string;
    readonly before?: WrittenPeople;
    readonly after?: WrittenPeople;
    readonly expected: readonly string[];
    readonly details?: readonly string[];
    readonly acknowledge?: readonly string[];
}

/** Compares the words on changes, their details and what has to acknowledge them. */
export function itNames(cases: readonly PeopleCase[]): void {
    for (const { about, before = {}, after = {}, expected, details, acknowledge = [] } of cases) {
        it(`name ${about}`, async () => {
            const changes = await reviewedBetween(people, peopleDefinition(before), peopleDefinition(after));
            assert.deepEqual(
                changes.map(({ text, risk }) => `${risk}: ${text}`),
                expected,
            );
            assert.deepEqual(
                changes.flatMap((one) => one.acknowledge ?? []),
                acknowledge,
            );
            if (details)
                assert.deepEqual(
                    changes.flatMap((one) => one.details),
                    details,
                );
        });
    }
}
