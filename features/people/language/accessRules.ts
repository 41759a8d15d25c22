import type { OrganizationModel } from "../../../definition/model";
import type { Report } from "../../../definition/problemReport";
import { formatCount, IDENTITY_CENTER_SERVICE, PERMISSION_SETS, quoted, visible } from "../../../limits";
import type { PeopleModel } from "../model";

/** What the organisation must be for people to have access, and AWS's limit for an account. */
export function checkAccess(model: PeopleModel, organization: OrganizationModel, report: Report): void {
    const { users, groups, permissionSets, grants } = model;
    const isUsed = users.length + groups.length + permissionSets.length + grants.length > 0;
    const at = report.keysAt([]).includes("people") ? "people" : "access";
    if (!isUsed) return;
    if (organization.featureSet !== "ALL") {
        report.add(
            [at],
            "needs an organisation with all features: write `organization: { featureSet: ALL }`, or leave people out. Consolidated billing has no IAM Identity Center for its accounts",
        );
        return;
    }
    if (!organization.serviceAccess.includes(IDENTITY_CENTER_SERVICE)) {
        report.add(
            [at],
            `needs IAM Identity Center, which has no access to the organisation. Write\norganization: { serviceAccess: [${[...organization.serviceAccess, IDENTITY_CENTER_SERVICE].sort().join(", ")}] }`,
        );
    }
    checkCounts(model, organization, report);
    checkResourceNames(model, report);
}

/** Keys may contain `@`, and a resource's name is two keys with `@` between them. The same name for two would mix their access up. */
function checkResourceNames({ grants, groups }: PeopleModel, report: Report): void {
    const pairs = grants.flatMap(({ who, permissionSets, path }) =>
        who.flatMap(({ key }) => permissionSets.map((set) => ({ first: set, second: key, path }))),
    );
    const memberships = groups.flatMap(({ key, members, path }) =>
        members.map((member) => ({ first: member, second: key, path })),
    );
    for (const names of [pairs, memberships]) {
        const known = new Map<string, string>();
        for (const { first, second, path } of names) {
            const name = `${first}@${second}`;
            const other = known.get(name);
            known.set(name, first);
            if (other === undefined || other === first) continue;
            report.add(
                path,
                `${quoted(first)} of ${quoted(second)} and ${quoted(other)} of ${quoted(name.slice(other.length + 1))} are both ${quoted(name)} to this program: choose another key for one of them`,
            );
        }
    }
}

/** AWS allows a number of permission sets in one account. */
function checkCounts({ accounts }: PeopleModel, organization: OrganizationModel, report: Report): void {
    for (const { key, path } of organization.accounts) {
        const sets = new Set((accounts.get(key)?.access ?? []).map(({ permissionSet }) => permissionSet));
        if (sets.size > PERMISSION_SETS.perAccount) {
            report.add(
                path,
                `account ${visible(key)} has ${formatCount(sets.size)} permission sets by \`access\`: AWS allows ${formatCount(PERMISSION_SETS.perAccount)}`,
            );
        }
    }
}
