import {
    accountsInParent,
    delegatedAdministrators,
    findRoot,
    listAccounts,
    listPolicies,
    policyContent,
    servicesAdministeredBy,
    servicesWithAccess,
    tagsOfMany,
    unitsBelow,
    type FoundAccount,
    type ListedTags,
    type OrganizationCalls,
    type OrganizationFacts,
    type NestedUnit,
    type TagQuestion,
} from "../../../../aws/organization";
import { answerOf } from "../../../cli/awsAnswer";
import { CommandError, EXIT } from "../../../cli/commandError";
import type { AppliedState } from "./appliedState";
import type { AwsAdministrator, ComparedOrganization, AwsPolicy, UnreadPart } from "./comparedOrganization";
import { readAttachments, type ReadAttachments } from "./readAttachments";

/** What is needed to read the organisation. */
export interface OrganizationReading {
    readonly facts: OrganizationFacts;
    readonly applied: AppliedState;
    readonly calls: OrganizationCalls;
    readonly listTags: TagQuestion["list"];
    /** See TagQuestion. */
    readonly onEachTag?: TagQuestion["onEach"];
}

/**
 * Reads the organisation with lists. tests/bench/README.md has the number of calls. What AWS refuses is said and left out.
 *
 * @throws CommandError if AWS does not say what the root is: then nothing can be compared.
 */
export function readAwsOrganization(reading: OrganizationReading): Promise<ComparedOrganization> {
    return new OrganizationReader(reading).read();
}

class OrganizationReader {
    readonly #reading: OrganizationReading;
    readonly #calls: OrganizationCalls;
    readonly #unread: UnreadPart[] = [];

    constructor(reading: OrganizationReading) {
        this.#reading = reading;
        this.#calls = reading.calls;
    }

    async read(): Promise<ComparedOrganization> {
        const { facts, applied } = this.#reading;
        const root = await findRoot(this.#calls);
        if (!root) throw new CommandError("AWS does not say what the root of the organisation is", EXIT.failed);
        const hasServices = facts.featureSet === "ALL";
        const [units, accounts, services, administrators] = await Promise.all([
            this.#part("the units", () => unitsBelow(this.#calls, root.id)),
            this.#part("the accounts", () => listAccounts(this.#calls)),
            this.#part("the services with access", async () => (hasServices ? servicesWithAccess(this.#calls) : [])),
            this.#part("the delegated administrators", async () => (hasServices ? this.#administrators() : [])),
        ]);
        const placed =
            accounts && units && (await this.#part("where accounts are", () => this.#placed(accounts, units, root.id)));
        const read = await this.#policies(root.policyTypes, [
            root.id,
            ...(units ?? []).map(({ id }) => id),
            ...(accounts ?? []).filter(({ state }) => state === "ACTIVE").map(({ id }) => id),
        ]);
        const tagged = [
            ...(units ?? []),
            ...(accounts ?? []).filter(({ state }) => state === "ACTIVE"),
            ...read.policies,
        ]
            .map(({ id }) => id)
            .filter((id) => isApplied(id, applied));
        const tags = await this.#part("the tags", () => this.#tags(tagged));
        return {
            id: facts.id,
            managementAccountId: facts.managementAccountId,
            rootId: root.id,
            policyTypes: root.policyTypes,
            ...(units && { units }),
            ...(placed && { accounts: placed }),
            ...read,
            ...(services && { services }),
            ...(administrators && { administrators }),
            ...(tags && { tags: tags.tags }),
            ...(tags?.whyEach !== undefined && { whyEachTag: tags.whyEach }),
            unread: this.#unread,
        };
    }

    /** Where an account's answer has no path, each unit is asked for its accounts. */
    async #placed(
        accounts: readonly FoundAccount[],
        units: readonly NestedUnit[],
        rootId: string,
    ): Promise<readonly FoundAccount[]> {
        if (accounts.every(({ parentId }) => parentId !== undefined)) return accounts;
        const lists = await Promise.all(
            [rootId, ...units.map(({ id }) => id)].map(async (parentId) =>
                ((await accountsInParent(this.#calls, parentId)) ?? []).map(({ id }) => [id, parentId] as const),
            ),
        );
        const parents = new Map(lists.flat());
        return accounts.map((account) => ({ parentId: parents.get(account.id) ?? rootId, ...account }));
    }

    async #administrators(): Promise<AwsAdministrator[]> {
        const found = await delegatedAdministrators(this.#calls);
        const services = await Promise.all(
            found.map(async ({ id, name }) =>
                (await servicesAdministeredBy(this.#calls, id)).map((service) => ({ accountId: id, name, service })),
            ),
        );
        return services.flat();
    }

    async #policies(
        types: readonly string[],
        nodes: readonly string[],
    ): Promise<Pick<ComparedOrganization, "policies" | "readTypes" | "targets" | "fullAccess">> {
        const read = await Promise.all(
            types.map(async (type) => ({
                type,
                found: await this.#part(`the policies of type ${type}`, () => this.#policiesOf(type, nodes)),
            })),
        );
        const parts = read.flatMap(({ found }) => found ?? []);
        return {
            policies: parts.flatMap(({ policies }) => policies),
            readTypes: read.flatMap(({ type, found }) => (found ? [type] : [])),
            targets: new Map(parts.flatMap(({ targets }) => [...targets])),
            fullAccess: new Map(parts.flatMap(({ fullAccess }) => [...fullAccess])),
        };
    }

    async #policiesOf(
        type: string,
        nodes: readonly string[],
    ): Promise<ReadAttachments & { readonly policies: readonly AwsPolicy[] }> {
        const { applied } = this.#reading;
        const listed = (await listPolicies(this.#calls, type)).filter(({ awsManaged }) => !awsManaged);
        const [policies, attachments] = await Promise.all([
            Promise.all(
                listed.map(async (policy) => ({
                    ...policy,
                    type,
                    content: await policyContent(this.#calls, policy.id),
                })),
            ),
            readAttachments(
                type,
                listed,
                {
                    nodes,
                    targetsOf: (id) => applied.attachments.filter(({ policyId }) => policyId === id).length,
                    withoutFullAccess: [...applied.fullAccessDetached.keys()],
                },
                this.#calls,
            ),
        ]);
        return { policies, ...attachments };
    }

    #tags(ids: readonly string[]): Promise<ListedTags> {
        const { applied, listTags, onEachTag } = this.#reading;
        return tagsOfMany(ids, this.#calls, {
            list: listTags,
            ...(onEachTag && { onEach: onEachTag }),
            isUnexpected: (id, tags) => !hasTags(id, tags, applied),
        });
    }

    async #part<Value>(what: string, ask: () => Promise<Value>): Promise<Value | undefined> {
        const answer = await answerOf(ask);
        if ("value" in answer) return answer.value;
        this.#unread.push({ what, reason: answer.unread });
        return undefined;
    }
}

function appliedOf(
    id: string,
    { units, accounts, policies }: AppliedState,
): { readonly tags: { readonly all: Readonly<Record<string, string>> } } | undefined {
    return units.get(id) ?? accounts.get(id) ?? policies.get(id);
}

function isApplied(id: string, applied: AppliedState): boolean {
    return appliedOf(id, applied) !== undefined;
}

function hasTags(id: string, tags: Readonly<Record<string, string>>, applied: AppliedState): boolean {
    const expected = appliedOf(id, applied)?.tags.all ?? {};
    const keys = Object.keys(tags);
    return keys.length === Object.keys(expected).length && keys.every((key) => tags[key] === expected[key]);
}
