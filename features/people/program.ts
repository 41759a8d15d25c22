import type * as pulumi from "@pulumi/pulumi";
import { permissionSetMark } from "../../aws/permissionSetMark";
import {
    AccountAccess,
    DirectoryGroup,
    DirectoryMembership,
    DirectoryUser,
    PermissionSet,
    type DirectoryInstance,
} from "../../components/people";
import type { FeatureOutputs, ProgramFeature, RegisteredOrganization } from "../../program/register";
import { people } from "./definition";
import { findPeople } from "./found";
import type { GroupModel, PeopleModel, PermissionSetModel, PrincipalModel, UserModel } from "./model";
import { plannedAccess, type PlannedAccess } from "./plan/assignments";
import { NO_PEOPLE_FOUND, type FoundPeople } from "./plan/foundPeople";
import { membershipKey } from "./plan/membershipKey";
import { peopleInState } from "./plan/peopleInState";

export const peopleProgram: ProgramFeature<PeopleModel, FoundPeople | undefined> = {
    feature: people,

    find: (model, _, before, aws) => findPeople(model, before, aws, aws.region),

    findInState: (model, _, { featureResources = new Map(), organizationId }, _region, day) =>
        peopleInState(model, featureResources, organizationId !== undefined, day),

    register(model, on, found = NO_PEOPLE_FOUND) {
        if (found.instance) return new PeopleRegistrar(model, on, found, found.instance).registerAll();
        // `make up` of the local AWS, which has Identity Center as soon as the organisation exists, runs again then.
        return found.isWaiting ? { peopleWait: "IAM Identity Center is not enabled yet" } : {};
    },
};

/** Registers everything that a definition says of people. */
class PeopleRegistrar {
    readonly #model: PeopleModel;
    readonly #on: RegisteredOrganization;
    readonly #found: FoundPeople;
    readonly #instance: DirectoryInstance;
    readonly #child: pulumi.CustomResourceOptions;
    readonly #groups = new Map<string, pulumi.Input<string>>();
    readonly #users = new Map<string, pulumi.Input<string>>();
    readonly #sets = new Map<string, PermissionSet>();

    constructor(model: PeopleModel, on: RegisteredOrganization, found: FoundPeople, instance: DirectoryInstance) {
        this.#model = model;
        this.#on = on;
        this.#found = found;
        this.#instance = instance;
        // The organisation enables the service's access first.
        this.#child = { parent: on.organization, dependsOn: [on.organization.resource] };
    }

    registerAll(): FeatureOutputs {
        for (const group of this.#model.groups) this.#registerGroup(group);
        for (const user of this.#model.users) this.#registerUser(user);
        for (const { key, members } of this.#model.groups) {
            for (const member of members) this.#registerMembership(member, key);
        }
        for (const set of this.#model.permissionSets) this.#registerSet(set);
        for (const access of plannedAccess(this.#model, this.#found.day)) this.#registerAccess(access);
        if (this.#sets.size === 0) return {};
        return { accessPortal: `https://${this.#instance.identityStoreId}.awsapps.com/start` };
    }

    #registerGroup({ key, name, description, isExternal }: GroupModel): void {
        if (isExternal) {
            const id = this.#found.externalGroups.get(key);
            if (id !== undefined) this.#groups.set(key, id);
            return;
        }
        const existing = this.#found.imports.groups.get(key);
        const group = new DirectoryGroup(
            key,
            { instance: this.#instance, name, description, ...existing?.content },
            this.#child,
            existing ? { importId: existing.id } : {},
        );
        this.#groups.set(key, group.groupId);
    }

    #registerUser({ key, isExternal, givenName, familyName, displayName, email }: UserModel): void {
        if (isExternal) {
            const id = this.#found.externalUsers.get(key);
            if (id !== undefined) this.#users.set(key, id);
            return;
        }
        const existing = this.#found.imports.users.get(key);
        // Pulumi imports only what is said exactly as AWS has it. The next run changes what differs.
        const user = new DirectoryUser(
            key,
            {
                instance: this.#instance,
                userName: key,
                givenName,
                familyName,
                displayName,
                email,
                ...existing?.content,
            },
            this.#child,
            existing ? { importId: existing.id } : {},
        );
        this.#users.set(key, user.userId);
    }

    #registerMembership(member: string, group: string): void {
        const [groupId, userId] = [this.#groups.get(group), this.#users.get(member)];
        if (groupId === undefined || userId === undefined) return;
        const key = membershipKey(member, group);
        const importId = this.#found.imports.memberships.get(key);
        new DirectoryMembership(
            key,
            { instance: this.#instance, group: groupId, user: userId },
            this.#child,
            importId === undefined ? {} : { importId },
        );
    }

    #registerSet(set: PermissionSetModel): void {
        const { key, name, description, sessionMinutes, relayState, inlinePolicy, boundary, isBreakGlass } = set;
        const takenOver = this.#found.takenOver.get(key);
        const [mark, value] = permissionSetMark(key);
        this.#sets.set(
            key,
            new PermissionSet(
                key,
                {
                    instance: this.#instance,
                    name,
                    description,
                    sessionMinutes,
                    managedPolicies: set.managedPolicies,
                    customerManagedPolicies: set.customerManagedPolicies,
                    tags: set.id === undefined ? { ...set.tags, [mark]: value } : set.tags,
                    isBreakGlass,
                    ...(relayState !== undefined && { relayState }),
                    ...(inlinePolicy !== undefined && { inlinePolicy }),
                    ...(boundary && { boundary }),
                },
                this.#child,
                takenOver === undefined ? {} : { takenOver },
            ),
        );
    }

    #registerAccess({ key, who, permissionSet, accounts, inManagementAccount }: PlannedAccess): void {
        const [set, id] = [this.#sets.get(permissionSet), this.#idOf(who)];
        const { organization } = this.#on;
        const ids: pulumi.Input<string>[] = [
            ...(inManagementAccount ? [organization.managementAccountId] : []),
            // An account that is invited and has not joined yet is no member.
            ...accounts.flatMap((account) => this.#on.accounts.get(account)?.id ?? []),
        ];
        if (!set || id === undefined || ids.length === 0) return;
        new AccountAccess(
            key,
            {
                instance: this.#instance,
                permissionSet: set,
                principal: {
                    type: who.kind === "user" ? "USER" : "GROUP",
                    id,
                    label: `${who.kind} ${who.key}`,
                },
                accounts: ids,
            },
            this.#child,
        );
    }

    #idOf({ kind, key }: PrincipalModel): pulumi.Input<string> | undefined {
        return (kind === "group" ? this.#groups : this.#users).get(key);
    }
}
