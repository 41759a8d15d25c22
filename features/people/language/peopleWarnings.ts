import { formatPlace } from "../../../definition";
import type { FeatureAnswers } from "../../../definition/feature";
import type { OrganizationModel } from "../../../definition/model";
import { isAdministratorSet } from "../../../evaluator/policyPurpose";
import { reportOf } from "../../../definition/modelPlaces";
import type { Path } from "../../../definition/problemReport";
import { list, PERMISSION_SET_POLICIES, quoted, visible } from "../../../limits";
import { isInForce } from "../matrix";
import type { GrantModel, PeopleModel } from "../model";
import { coveredGrants } from "./coveredGrants";
import { IdleSelectors } from "./idleSelectors";
import { mixedSetWarnings } from "./mixedPermissionSets";

/** The most groups and users that one warning names. */
const NAMED = 6;

/** What is allowed and perhaps not meant: access that nobody has or that no account gets, and what AWS does not take everywhere. */
export function peopleWarnings(
    model: PeopleModel,
    organization: OrganizationModel,
    others: FeatureAnswers,
): readonly string[] {
    const at = placesIn(organization);
    const idle = new IdleSelectors(organization);
    return [
        ...emptyGroups(model, at),
        ...grantsWithoutAccounts(model, idle, at),
        ...idleSelectors(model, idle, at),
        ...grantsSaidTwice(model, at),
        ...manyPolicies(model, at),
        ...unknownBoundaries(model, at),
        ...strangeRelayStates(model, at),
        ...mixedSetWarnings(model, others, at),
    ];
}

/**
 * Access that has ended and is still written.
 *
 * @param day today, such as 2026-12-31.
 */
export function endedGrants(
    { grants }: PeopleModel,
    organization: OrganizationModel,
    _: FeatureAnswers,
    day: string,
): readonly string[] {
    const at = placesIn(organization);
    return grants.flatMap((grant) => endedGrant(grant, day, at));
}

type At = (path: Path) => string;

function placesIn(organization: OrganizationModel): At {
    const report = reportOf(organization);
    return (path) => (report ? `${formatPlace(report.placeOf(path))}: ` : "");
}

function endedGrant(grant: GrantModel, day: string, at: At): readonly string[] {
    if (isInForce(grant, day)) return [];
    const { until = "", path } = grant;
    return [
        `${at([...path, "until"])}the access of ${whoText(grant)} has ended on ${until}, and the next \`up\` takes it away. Afterwards remove the line`,
    ];
}

function emptyGroups({ groups, grants }: PeopleModel, at: At): readonly string[] {
    const granted = new Set(grants.flatMap(({ who }) => who.map(({ key }) => key)));
    return groups
        .filter(({ key, isExternal, members }) => granted.has(key) && !isExternal && members.length === 0)
        .map(
            ({ key, path }) =>
                `${at(path)}group ${visible(key)} has access, and nobody is in it: add it to the \`groups\` of a user`,
        );
}

/** They may wait for an account, so they are no mistakes. */
function grantsWithoutAccounts(model: PeopleModel, idle: IdleSelectors, at: At): readonly string[] {
    const { grants, accounts } = model;
    if (accounts.size === 0) return [];
    const used = usedGrants(model);
    return grants
        .filter(({ number, where }) => where.length > 0 && !used.has(number))
        .map(
            (grant) =>
                `${at([...grant.path, "where"])}no account is meant by this line yet, so ${whoText(grant)} ${grant.who.length === 1 ? "gets" : "get"} nothing by it${grant.managementAccount ? " but the management account" : ""}${idle.meantTag(grant)}`,
        );
}

function idleSelectors(model: PeopleModel, idle: IdleSelectors, at: At): readonly string[] {
    if (model.accounts.size === 0) return [];
    const used = usedGrants(model);
    return model.grants.flatMap((grant) => [
        ...(used.has(grant.number) ? idle.ofWhere(grant, at) : []),
        ...idle.ofExcept(grant, at),
    ]);
}

/** The numbers of the lines that mean an account. */
function usedGrants({ accounts }: PeopleModel): ReadonlySet<number> {
    return new Set([...accounts.values()].flatMap(({ access }) => access.map(({ grant }) => grant)));
}

function grantsSaidTwice(model: PeopleModel, at: At): readonly string[] {
    return [...coveredGrants(model)].flatMap(([number, other]) => {
        const [grant, by] = [model.grants[number], model.grants[other]];
        if (!grant || !by) return [];
        const place = at(by.path).replace(/: $/, "");
        return [
            `${at(grant.path)}this line of \`access\` gives ${whoText(grant)} nothing that others do not give too${place === "" ? "" : `, such as ${place}`}: remove it if no new account needs it`,
        ];
    });
}

function manyPolicies({ permissionSets }: PeopleModel, at: At): readonly string[] {
    const { unlessRaised } = PERMISSION_SET_POLICIES;
    return permissionSets.flatMap(({ key, path, managedPolicies, customerManagedPolicies }) => {
        const count = managedPolicies.length + customerManagedPolicies.length;
        if (count <= unlessRaised) return [];
        return [
            `${at(path)}permission set ${visible(key)} has ${count} managed policies: IAM lets a role have ${unlessRaised}, unless its quota is raised in every account where the permission set is used`,
        ];
    });
}

/** Nothing here says what a policy of an account allows, and whoever may change it there decides what the boundary leaves. */
function unknownBoundaries({ permissionSets }: PeopleModel, at: At): readonly string[] {
    return permissionSets.flatMap(({ key, path, isBreakGlass, boundary, ...policies }) =>
        isBreakGlass || boundary?.kind !== "customer" || !isAdministratorSet(policies)
            ? []
            : [
                  `${at([...path, "boundary"])}permission set ${visible(key)} allows everything that its boundary leaves, and what the policy of each account allows is not known here. Check it in each account; or take a policy of AWS, \`boundary: { managed: PowerUserAccess }\``,
              ],
    );
}

/** AWS takes any text. Whoever signs in then lands on a page with an error. */
function strangeRelayStates({ permissionSets }: PeopleModel, at: At): readonly string[] {
    return permissionSets.flatMap(({ key, path, relayState }) =>
        relayState === undefined || (relayState.startsWith("https://") && URL.canParse(relayState))
            ? []
            : [
                  `${at([...path, "relayState"])}permission set ${visible(key)} sends people to ${quoted(relayState)} after they sign in, which is no address: write one such as https://console.aws.amazon.com/billing`,
              ],
    );
}

function whoText({ who }: GrantModel): string {
    return list(
        who.map(({ key }) => visible(key)),
        NAMED,
    );
}
