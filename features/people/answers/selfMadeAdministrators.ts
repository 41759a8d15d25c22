import { OTHER_PLACEHOLDER_ID, type IdentitySession } from "../../../definition/access";
import type { FeatureAnswers } from "../../../definition/feature";
import type { OrganizationModel } from "../../../definition/model";
import { placeIn } from "../../../definition/modelPlaces";
import { formatPlace } from "../../../definition";
import {
    IDENTITY_CENTER_MEANS,
    IDENTITY_CENTER_SERVICE,
    list,
    visible,
    type AdministratorMeans,
} from "../../../limits";
import type { AccessModel, PeopleModel, PermissionSetModel } from "../model";
import { askedOfSession, firstOfMeans, meansOf } from "../effect/mightySets";
import { peopleIdentities } from "./peopleIdentities";

/** The most means that a warning names. */
const NAMED = 3;

/**
 * Warns of permission sets that allow less than everything, and with which people can get everything all the same: by IAM in their account, or
 * from the management account in all others. No mistake: somebody has to administer.
 *
 * @param day today, such as 2026-12-31.
 */
export function selfMadeAdministrators(
    model: PeopleModel,
    spine: OrganizationModel,
    others: FeatureAnswers,
    day: string,
): readonly string[] {
    const sessions = new Map(
        peopleIdentities(model, spine, day).permissionSets.map((session) => [session.permissionSet, session]),
    );
    return model.permissionSets.flatMap((set) => {
        const session = sessions.get(set.key);
        if (!session || set.isBreakGlass) return [];
        return [
            ...(set.library === undefined ? ownAccount(set, session) : []),
            ...accessRoles(set, session, model, spine),
            ...identityCenter(set, session, { model, spine }, others),
        ];
    });
}

/** What somebody can do in the account itself. Those of the library say it on their page. */
function ownAccount({ key }: PermissionSetModel, session: IdentitySession): readonly string[] {
    const found = meansOf(session);
    const [first] = found;
    if (!first) return [];
    const place = firstOfMeans(session, first).identity.by[0]?.place ?? session.place;
    const byEffect = new Map<string, string[]>();
    for (const means of found) byEffect.set(means.effect, [...(byEffect.get(means.effect) ?? []), meansText(means)]);
    const texts = [...byEffect].map(([effect, actions]) => `${list(actions, NAMED)} (they can ${effect})`);
    return [
        `${place}: with permission set ${visible(key)} people can make themselves administrators: it allows ${list(texts, NAMED)}, without a limit. ` +
            "Name in `Resource` what they may change, or demand a boundary with a condition on iam:PermissionsBoundary. If they are to administer accounts, take admin of the library",
    ];
}

function meansText({ actions: [iam, ...others] }: AdministratorMeans): string {
    return `${iam}${others.length === 0 ? "" : ` with ${list(others)}`}`;
}

/** Whoever may assume roles in the management account can assume the role that AWS has made in each account for it. */
function accessRoles(
    { key }: PermissionSetModel,
    session: IdentitySession,
    model: PeopleModel,
    spine: OrganizationModel,
): readonly string[] {
    const given = model.managementAccess.find(({ permissionSet }) => permissionSet === key);
    if (!given) return [];
    const roles = [...new Set(spine.accounts.map(({ roleName }) => roleName))].filter(
        (role) =>
            askedOfSession(session, "sts:AssumeRole", `arn:aws:iam::${OTHER_PLACEHOLDER_ID}:role/${role}`).decision ===
            "allowed",
    );
    if (roles.length === 0) return [];
    return [
        `${grantPlace(given, model, spine)}: whoever has ${visible(key)} in the management account can assume the role ${list(
            roles.map((role) => visible(role)),
            NAMED,
        )} of every other account, and administers it: it allows sts:AssumeRole. ` +
            "Use another permission set there, such as read-only or billing, or one that denies sts:AssumeRole",
    ];
}

/** Whoever may change IAM Identity Center where it is managed can give themselves any permission set anywhere. */
function identityCenter(
    { key }: PermissionSetModel,
    session: IdentitySession,
    { model, spine }: { readonly model: PeopleModel; readonly spine: OrganizationModel },
    others: FeatureAnswers,
): readonly string[] {
    const administrators = others.administratorsOf(IDENTITY_CENTER_SERVICE);
    const given = [
        ...model.managementAccess.map((access) => ({ ...access, in: "the management account" })),
        ...administrators.flatMap((account) =>
            (model.accounts.get(account)?.access ?? []).map((access) => ({ ...access, in: visible(account) })),
        ),
    ].filter(({ permissionSet }) => permissionSet === key);
    const [first] = given;
    if (!first) return [];
    const places = [...new Set(given.map((access) => access.in))];
    const found = IDENTITY_CENTER_MEANS.filter((action) => askedOfSession(session, action).decision === "allowed");
    if (found.length === 0) return [];
    return [
        `${grantPlace(first, model, spine)}: whoever has ${visible(key)} in ${list(places)} can give themselves any access to every account: it allows ${list(found, NAMED)}. ` +
            "Deny what changes sso, sso-directory and identitystore, or give it only to those who may administer everything",
    ];
}

/** The line of `access` that gives it. */
function grantPlace({ grant }: AccessModel, { grants }: PeopleModel, spine: OrganizationModel): string {
    return formatPlace(placeIn(spine, grants.find(({ number }) => number === grant)?.path ?? [], "the definition"));
}
