import { isDeepStrictEqual } from "node:util";
import { countOf, IDENTITY_CENTER_SERVICE, visible } from "../../limits";
import type { AdoptionReport, FeatureAdoption, OrganizationInventory } from "../../operations/commands/adopt/feature";
import { adoptablePeople, type AdoptablePeople } from "./adoption/adoptablePeople";
import { adoptedPeopleKeys } from "./adoption/adoptedPeopleKeys";
import { peopleDifferences } from "./adoption/peopleDifferences";
import { readExistingPeople, type ExistingPeopleAnswer } from "./adoption/readExistingPeople";
import { people } from "./definition";
import type { PeopleModel } from "./model";

/** Takes over what a definition can say exactly: groups, users, permission sets, and who has which where. */
export const peopleAdoption: FeatureAdoption<PeopleModel, ExistingPeopleAnswer> = {
    feature: people,

    read: ({ organization }, reading) => readExistingPeople(reading, organization.managementAccountId),

    write(found, organization) {
        const existing = existingIn(found, organization);
        return existing
            ? adoptedPeopleKeys(adoptablePeople(existing, organization), existing.instance, organization)
            : {};
    },

    differences(model, found, definition, organization) {
        const existing = existingIn(found, organization);
        return existing ? peopleDifferences(model, adoptablePeople(existing, organization), definition) : [];
    },

    report,

    /** Permission sets and access are resources of ours, which would change them if they differed. */
    async changesSince(found, reading) {
        if (!("value" in found) || !found.value) return [];
        const now = await readExistingPeople(reading, found.value.managementAccountId);
        // The answers before have been kept as JSON.
        const plain = (answer: ExistingPeopleAnswer): unknown => JSON.parse(JSON.stringify(answer));
        return isDeepStrictEqual(plain(now), plain(found)) ? [] : ["IAM Identity Center has changed"];
    },
};

/** What there is to take over. Consolidated billing has no Identity Center for its accounts. */
function existingIn(
    found: ExistingPeopleAnswer,
    { organization }: OrganizationInventory,
): Extract<ExistingPeopleAnswer, { value: unknown }>["value"] {
    if (!("value" in found) || organization.featureSet !== "ALL") return undefined;
    return organization.serviceAccess.includes(IDENTITY_CENTER_SERVICE) ? found.value : undefined;
}

function report(found: ExistingPeopleAnswer, organization: OrganizationInventory): AdoptionReport {
    const existing = existingIn(found, organization);
    const adopted = existing && adoptablePeople(existing, organization);
    return {
        adopted: adopted ? adoptedLines(adopted) : [],
        notAdopted: [
            ...("unread" in found
                ? [`people of IAM Identity Center: not read (${found.unread}). They stay as they are`]
                : []),
            ...(adopted?.left ?? []).map(({ what, why }) => `${visible(what)}, because ${why}. It stays as it is`),
        ],
        json: {
            groups: adopted?.groups.map(({ name }) => name) ?? [],
            users: adopted?.users.map(({ userName }) => userName) ?? [],
            permissionSets: adopted?.permissionSets.map(({ name }) => name) ?? [],
            peopleLeftAlone: adopted?.left ?? [],
        },
    };
}

function adoptedLines({ groups, users, permissionSets, access }: AdoptablePeople): AdoptionReport["adopted"] {
    const places = access.reduce(
        (sum, { accounts, inManagementAccount }) => sum + accounts.length + (inManagementAccount ? 1 : 0),
        0,
    );
    const lines: readonly (readonly [string, number, string])[] = [
        ["groups", groups.length, " of IAM Identity Center"],
        ["users", users.length, ": the definition has names and e-mail addresses of people"],
        ["permissions", permissionSets.length, " permission sets"],
        ["access", access.length, ` pairs of a group or user and a permission set, in ${countOf(places, "place")}`],
    ];
    return lines.flatMap(([name, count, more]) => (count === 0 ? [] : [{ name, text: `${count}${more}` }]));
}
