import type { DriftReading, DriftSubject, FoundDifference } from "../../../operations/commands/drift/feature";
import type { ExistingPeople } from "../adoption/existingPeople";
import type { PeopleModel } from "../model";
import { plannedAccess, type PlannedAccess } from "../plan/assignments";
import type { AppliedPeople } from "./appliedPeople";

/**
 * Compares the stack's state with IAM Identity Center: of the stack's groups, who is in them; of its people and permission sets, who has what
 * where. What neither a person nor a permission set of the stack has part in is not its business.
 */
export class AccessComparison {
    readonly #applied: AppliedPeople;
    readonly #existing: ExistingPeople;
    readonly #model: PeopleModel;
    readonly #reading: DriftReading;
    readonly #planned: ReadonlyMap<string, PlannedAccess>;

    constructor(applied: AppliedPeople, existing: ExistingPeople, model: PeopleModel, reading: DriftReading) {
        this.#applied = applied;
        this.#existing = existing;
        this.#model = model;
        this.#reading = reading;
        this.#planned = new Map(plannedAccess(model, reading.day).map((one) => [one.key, one]));
    }

    differences(): FoundDifference[] {
        return [...this.#memberDifferences(), ...this.#accessDifferences()];
    }

    #memberDifferences(): FoundDifference[] {
        const { members, groups } = this.#applied;
        const before = new Map(members.map(({ groupId, userId, urn }) => [`${groupId} ${userId}`, urn]));
        const inAws = this.#existing.groups
            .filter(({ id }) => groups.has(id))
            .flatMap((group) => group.members.map((userId) => ({ groupId: group.id, userId })));
        const after = new Set(inAws.map(({ groupId, userId }) => `${groupId} ${userId}`));
        const isThere = new Set(this.#existing.groups.map(({ id }) => id));
        return [
            ...members
                .filter(({ groupId, userId }) => isThere.has(groupId) && !after.has(`${groupId} ${userId}`))
                .map((one) => this.#member("member-removed", one, one.urn)),
            ...inAws
                .filter(({ groupId, userId }) => !before.has(`${groupId} ${userId}`))
                .map((one) => this.#member("member-added", one)),
        ];
    }

    #member(
        kind: "member-added" | "member-removed",
        { groupId, userId }: { readonly groupId: string; readonly userId: string },
        urn?: string,
    ): FoundDifference {
        const [subject, group] = [this.#principal(userId), this.#principal(groupId)];
        const model = this.#model.groups.find(({ key }) => key === group.key);
        const isDefined = subject.key !== undefined && model?.members.includes(subject.key) === true;
        return {
            kind,
            subject,
            group,
            definitionSays: !model ? "nothing" : isDefined === (kind === "member-added") ? "is" : "was",
            ...(model && { place: this.#reading.place(model.path) }),
            resources: urn === undefined ? [] : [urn],
        };
    }

    #accessDifferences(): FoundDifference[] {
        const { access, permissionSets, principals } = this.#applied;
        const inAws = this.#existing.assignments.map(({ permissionSet, principal, accounts }) => ({
            permissionSet,
            principalId: principal.id,
            accounts: accounts.filter((id) => !this.#reading.isGone(id)),
        }));
        const keyOf = (one: { readonly permissionSet: string; readonly principalId: string }): string =>
            `${one.permissionSet} ${one.principalId}`;
        const before = new Map(access.map((one) => [keyOf(one), one]));
        const after = new Map(inAws.map((one) => [keyOf(one), one]));
        return [
            ...access.flatMap((one) => {
                const has = new Set(after.get(keyOf(one))?.accounts);
                const gone = one.accounts.filter((id) => !has.has(id) && !this.#reading.isGone(id));
                return this.#access("access-taken", { ...one, accounts: gone }, one.urn);
            }),
            ...inAws
                .filter((one) => permissionSets.has(one.permissionSet) || principals.has(one.principalId))
                .flatMap((one) => {
                    const had = before.get(keyOf(one));
                    const known = new Set(had?.accounts);
                    const more = one.accounts.filter((id) => !known.has(id));
                    return this.#access("access-given", { ...one, accounts: more }, had?.urn);
                }),
        ];
    }

    #access(
        kind: "access-given" | "access-taken",
        {
            permissionSet,
            principalId,
            accounts,
        }: { readonly permissionSet: string; readonly principalId: string; readonly accounts: readonly string[] },
        urn: string | undefined,
    ): FoundDifference[] {
        if (accounts.length === 0) return [];
        const [subject, set] = [this.#principal(principalId), this.#permissionSet(permissionSet)];
        const planned = this.#planned.get(`${set.key ?? ""}@${subject.key ?? ""}`);
        const isDefined = accounts.every((id) => this.#isPlanned(planned, id));
        const grant = this.#model.grants.find(
            ({ who, permissionSets }) =>
                set.key !== undefined &&
                permissionSets.includes(set.key) &&
                who.some(({ kind: own, key }) => own === subject.kind && key === subject.key),
        );
        return [
            {
                kind,
                subject,
                permissionSet: set,
                accounts: accounts.map((id) => this.#reading.node(id)),
                definitionSays: isDefined === (kind === "access-given") ? "is" : "was",
                ...(grant && { place: this.#reading.place(grant.path) }),
                resources: urn === undefined ? [] : [urn],
            },
        ];
    }

    #isPlanned(planned: PlannedAccess | undefined, id: string): boolean {
        if (id === this.#reading.managementAccountId) return planned?.inManagementAccount === true;
        const { key } = this.#reading.node(id);
        return key !== undefined && planned?.accounts.includes(key) === true;
    }

    #principal(id: string): DriftSubject {
        const applied = this.#applied.principals.get(id);
        const group = this.#existing.groups.find((one) => one.id === id);
        const user = this.#existing.users.find((one) => one.id === id);
        return {
            kind: applied?.kind ?? (group ? "group" : "user"),
            id,
            ...(applied && { key: applied.key }),
            name: group?.name ?? user?.userName ?? applied?.key ?? id,
        };
    }

    #permissionSet(arn: string): DriftSubject {
        const key = this.#applied.permissionSets.get(arn);
        const name = this.#existing.permissionSets.find((one) => one.arn === arn)?.name ?? key ?? arn;
        return { kind: "permission-set", id: arn, arn, ...(key !== undefined && { key }), name };
    }
}
