import type { ExistingResource, ExistingState } from "../../../../definition/feature";
import { PEOPLE_RESOURCES } from "../../../../features/people/effect/accessBefore";
import { MANAGEMENT_ACCOUNT } from "../../../../features/people/matrix";
import type {
    AccessModel,
    GrantModel,
    PeopleModel,
    PermissionSetModel,
    PrincipalModel,
} from "../../../../features/people/model";
import { load } from "../../definition/definitionFixtures";

/** People and access in a test's short form. Users are those that groups and grants name. */
export interface PeopleSketch {
    /** The members of each group; `external`: nobody here knows them. */
    readonly groups?: Readonly<Record<string, readonly string[] | "external">>;
    /** More users. */
    readonly users?: readonly string[];
    readonly sets?: Readonly<Record<string, Partial<PermissionSetModel>>>;
    /** Who is the key of a group of `groups`, otherwise of a user. */
    readonly access?: readonly SketchedGrant[];
    readonly acknowledge?: PeopleModel["acknowledge"];
}

export interface SketchedGrant {
    readonly who: string;
    readonly set: string;
    /** Keys of accounts, and MANAGEMENT_ACCOUNT. */
    readonly in: readonly string[];
    readonly until?: string;
    readonly because?: string;
}

export const DAY = "2026-11-27";
export const MANAGEMENT_ID = "000000000001";

export const SPINE = load(`
defaults: { email: "{account}@example.com" }
units:
    Workloads:
        units:
            Production: { accounts: { shop-prod: {}, data-prod: {} } }
            NonProduction: { accounts: { shop-dev: {}, data-dev: {} } }
    Sandbox: { accounts: { play: {} } }
`);
export const ACCOUNTS = SPINE.accounts.map(({ key }) => key);

/** Documents of AWS's policies as far as these tests need them. */
export function awsDocuments(policy: string): string | undefined {
    const allow = (...Action: string[]): string =>
        JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
    const known = new Map([
        ["AdministratorAccess", allow("*")],
        ["AmazonS3ReadOnlyAccess", allow("s3:GetObject", "s3:ListBucket")],
        ["AmazonS3FullAccess", allow("s3:*")],
    ]);
    return known.get(policy);
}

export function peopleModel({
    groups = {},
    users = [],
    sets = {},
    access = [],
    acknowledge,
}: PeopleSketch): PeopleModel {
    const grants = access.map((one, number) => grantModel(one, number, groups));
    const accessIn = (account: string): AccessModel[] =>
        access.flatMap((one, number): AccessModel[] => {
            const [who] = grants[number]?.who ?? [];
            if (!one.in.includes(account) || !who) return [];
            return [
                { who, permissionSet: one.set, grant: number, ...(one.until !== undefined && { until: one.until }) },
            ];
        });
    const named = userKeys({ groups, users, access });
    return {
        groups: Object.keys(groups)
            .sort()
            .map((key) => {
                const members = groups[key] ?? [];
                return {
                    key,
                    name: key,
                    description: "",
                    isExternal: members === "external",
                    members: members === "external" ? [] : [...members].sort(),
                    path: ["people", "groups", key],
                };
            }),
        users: named.map((key) => ({
            key,
            givenName: "",
            familyName: "",
            displayName: key,
            email: key,
            isExternal: false,
            groups: Object.keys(groups).filter((group) => groups[group]?.includes(key)),
            path: ["people", "users", key],
        })),
        permissionSets: [...new Set([...Object.keys(sets), ...access.map(({ set }) => set)])].sort().map((key) => ({
            ...setModel(key),
            ...sets[key],
        })),
        grants,
        managementAccess: accessIn(MANAGEMENT_ACCOUNT),
        accounts: new Map(ACCOUNTS.map((key) => [key, { access: accessIn(key) }])),
        ...(acknowledge && { acknowledge }),
    };
}

function userKeys({ groups = {}, users = [], access = [] }: PeopleSketch): string[] {
    const members = Object.values(groups).flatMap((one) => (one === "external" ? [] : one));
    const direct = access.map(({ who }) => who).filter((who) => !Object.hasOwn(groups, who));
    return [...new Set([...users, ...members, ...direct])].sort();
}

function grantModel(one: SketchedGrant, number: number, groups: NonNullable<PeopleSketch["groups"]>): GrantModel {
    const who: PrincipalModel = { kind: Object.hasOwn(groups, one.who) ? "group" : "user", key: one.who };
    return {
        number,
        who: [who],
        permissionSets: [one.set],
        where: [],
        except: [],
        managementAccount: one.in.includes(MANAGEMENT_ACCOUNT),
        ...(one.until !== undefined && { until: one.until }),
        ...(one.because !== undefined && { because: one.because }),
        path: ["access", number],
    };
}

function setModel(key: string): PermissionSetModel {
    return {
        key,
        name: key,
        description: "",
        sessionMinutes: 60,
        managedPolicies: key === "Admin" ? ["AdministratorAccess"] : ["AmazonS3ReadOnlyAccess"],
        customerManagedPolicies: [],
        tags: {},
        isBreakGlass: false,
        path: ["people", "permissionSets", key],
    };
}

/** The state of a stack that has applied a definition. */
export function stateOf(sketch: PeopleSketch, accounts: readonly string[] = ACCOUNTS): ExistingState {
    const { groups = {}, access = [] } = sketch;
    const model = peopleModel(sketch);
    const idOf = new Map(ACCOUNTS.map((key, index) => [key, `11112222333${index}`]));
    const resource = (name: string, outputs: ExistingResource["outputs"]): ExistingResource => ({ name, outputs });
    const held = new Map<string, { who: string; set: string; ids: Set<string> }>();
    for (const { who, set, in: places } of access) {
        const one = held.get(`${set}@${who}`) ?? { who, set, ids: new Set() };
        for (const place of places) one.ids.add(idOf.get(place) ?? MANAGEMENT_ID);
        held.set(`${set}@${who}`, one);
    }
    const own = Object.entries(groups).filter(([, members]) => members !== "external");
    return {
        day: DAY,
        managementAccountId: MANAGEMENT_ID,
        accounts: new Map(accounts.map((key) => [key, { id: idOf.get(key) ?? "" }])),
        resources: new Map([
            [
                PEOPLE_RESOURCES.user,
                model.users.map(({ key, email }) => resource(key, { userId: `user ${key}`, emails: { value: email } })),
            ],
            [PEOPLE_RESOURCES.group, own.map(([key]) => resource(key, { groupId: `group ${key}`, displayName: key }))],
            [
                PEOPLE_RESOURCES.membership,
                own.flatMap(([key, members]) =>
                    [...members].map((one) =>
                        resource(`${one}@${key}`, { groupId: `group ${key}`, memberId: `user ${one}` }),
                    ),
                ),
            ],
            [
                PEOPLE_RESOURCES.permissionSet,
                model.permissionSets.map(({ key, ...set }) => resource(key, { ...set, arn: `set ${key}` })),
            ],
            [
                PEOPLE_RESOURCES.access,
                [...held].map(([name, { who, set, ids }]) =>
                    resource(name, {
                        permissionSetArn: `set ${set}`,
                        principalType: Object.hasOwn(groups, who) ? "GROUP" : "USER",
                        principalId: `${Object.hasOwn(groups, who) ? "group" : "user"} ${who}`,
                        accounts: [...ids].sort(),
                    }),
                ),
            ],
        ]),
    };
}
