import { people } from "../../../../../features/people/definition";
import type { PeopleModel } from "../../../../../features/people/model";
import { load } from "../../../definition/definitionFixtures";

/** An organisation with five accounts and IAM Identity Center, and three people in two groups. */
export const ORGANIZATION = `
organization: { serviceAccess: [sso.amazonaws.com] }
defaults: { email: "{account}@example.com" }
units:
    Workloads:
        units:
            Production: { kind: workloads, accounts: { shop-prod: { tags: { Team: shop } }, data-prod: { tags: { Team: data } } } }
            Test: { accounts: { shop-test: { tags: { Team: shop } } } }
    Sandbox: { kind: sandbox, accounts: { play: {} } }
    Empty: {}
`;
export const PEOPLE = `
people:
    groups: { developers: {}, platform: { description: The platform team }, auditors: { external: true }, nobody: {} }
    users:
        ada@example.com: { name: Ada Lovelace, groups: [developers] }
        bob@example.com: { name: Bob Stone, groups: [developers, platform] }
        eve@example.com: { givenName: Eve, familyName: Mary Ann Moon, groups: [platform] }
`;

export function peopleOf(definition: string): PeopleModel {
    return load(definition).features.get(people);
}

/** The model with these lines of `access`. */
export function withAccess(...lines: readonly string[]): PeopleModel {
    return peopleOf(ORGANIZATION + PEOPLE + accessLines(lines));
}

export function accessLines(lines: readonly string[]): string {
    return lines.length === 0 ? "" : `access:\n${lines.map((line) => `    - ${line}\n`).join("")}`;
}

/** The access of each account that has any, as `developers: read-only`. */
export function accessByAccount({ accounts }: PeopleModel): Record<string, readonly string[]> {
    return Object.fromEntries(
        [...accounts].flatMap(([key, { access }]) =>
            access.length === 0
                ? []
                : [[key, access.map(({ who, permissionSet }) => `${who.key}: ${permissionSet}`)] as const],
        ),
    );
}
