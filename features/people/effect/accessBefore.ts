import { isJsonMap } from "../../../evaluator/policyDocument";
import type { ExistingResource, ExistingState } from "../../../definition/feature";
import { MANAGEMENT_ACCOUNT } from "../matrix";
import type { PrincipalModel } from "../model";
import type { AccessSide, GroupSide, HeldAccess } from "./accessSide";
import { setContentOf } from "./setContent";

/** The types of this feature's resources in a state. */
export const PEOPLE_RESOURCES = {
    permissionSet: "pulumi-nodejs:dynamic/people:PermissionSet",
    access: "pulumi-nodejs:dynamic/people:AccountAccess",
    user: "aws:identitystore/user:User",
    group: "aws:identitystore/group:Group",
    membership: "aws:identitystore/groupMembership:GroupMembership",
} as const;

/** Who may do what where, as the stack's state says. It does not know what was changed outside of Pulumi. */
export function accessBefore(before: ExistingState): AccessSide {
    const of = (kind: keyof typeof PEOPLE_RESOURCES): readonly ExistingResource[] =>
        before.resources.get(PEOPLE_RESOURCES[kind]) ?? [];
    const users = keysById(of("user"), "userId");
    const ownGroups = keysById(of("group"), "groupId");
    const sets = keysById(of("permissionSet"), "arn");
    const accounts = new Map([...before.accounts].map(([key, { id }]) => [id, key]));
    if (before.managementAccountId !== undefined) accounts.set(before.managementAccountId, MANAGEMENT_ACCOUNT);
    const access = of("access").map((one) => heldAccess(one, { users, groups: ownGroups, sets, accounts }));
    return {
        users: new Set(users.values()),
        groups: groupsBefore(of("membership"), users, ownGroups, access),
        permissionSets: new Map(of("permissionSet").map(({ name, outputs }) => [name, setContentOf(outputs, name)])),
        access: access.filter((one) => one.accounts.size > 0),
    };
}

/** The e-mail addresses of the users in a state, by their keys. */
export function userEmails(before: ExistingState): ReadonlyMap<string, string> {
    return new Map(
        (before.resources.get(PEOPLE_RESOURCES.user) ?? []).flatMap(({ name, outputs: { emails } }) =>
            isJsonMap(emails) && typeof emails["value"] === "string" ? [[name, emails["value"]] as const] : [],
        ),
    );
}

/** The names of the groups in a state, by their keys. */
export function groupNames(before: ExistingState): ReadonlyMap<string, string> {
    return new Map(
        (before.resources.get(PEOPLE_RESOURCES.group) ?? []).map(({ name, outputs: { displayName } }) => [
            name,
            typeof displayName === "string" ? displayName : name,
        ]),
    );
}

/** The keys of what the state has, by AWS's ids. */
interface KnownKeys {
    readonly users: ReadonlyMap<string, string>;
    readonly groups: ReadonlyMap<string, string>;
    readonly sets: ReadonlyMap<string, string>;
    readonly accounts: ReadonlyMap<string, string>;
}

function heldAccess({ name, outputs }: ExistingResource, { users, groups, sets, accounts }: KnownKeys): HeldAccess {
    const { permissionSetArn, principalType, principalId, accounts: ids } = outputs;
    const permissionSet = sets.get(String(permissionSetArn)) ?? name.slice(0, name.indexOf("@"));
    const kind: PrincipalModel["kind"] = principalType === "USER" ? "user" : "group";
    // Somebody of another directory is no resource of the stack. The name of the resource says who it is: `Developer@developers-shop`.
    const known = (kind === "user" ? users : groups).get(String(principalId));
    return {
        who: { kind, key: known ?? name.slice(permissionSet.length + 1) },
        permissionSet,
        accounts: new Set((Array.isArray(ids) ? ids : []).map((id: unknown) => accounts.get(String(id)) ?? String(id))),
    };
}

function groupsBefore(
    memberships: readonly ExistingResource[],
    users: ReadonlyMap<string, string>,
    own: ReadonlyMap<string, string>,
    access: readonly HeldAccess[],
): ReadonlyMap<string, GroupSide> {
    const members = new Map<string, string[]>();
    for (const { name, outputs } of memberships) {
        const group = own.get(String(outputs["groupId"]));
        if (group === undefined) continue;
        const member = users.get(String(outputs["memberId"])) ?? name.slice(0, -group.length - 1);
        members.set(group, [...(members.get(group) ?? []), member].sort());
    }
    const groups = new Map<string, GroupSide>();
    for (const { who } of access) if (who.kind === "group") groups.set(who.key, { isExternal: true, members: [] });
    for (const key of own.values()) groups.set(key, { isExternal: false, members: members.get(key) ?? [] });
    return groups;
}

function keysById(resources: readonly ExistingResource[], property: string): ReadonlyMap<string, string> {
    return new Map(
        resources.flatMap(({ name, outputs }): [string, string][] => {
            const id = outputs[property];
            return typeof id === "string" ? [[id, name]] : [];
        }),
    );
}
