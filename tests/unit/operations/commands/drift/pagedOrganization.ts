import assert from "node:assert/strict";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import { OrganizationCalls, type OrganizationFacts } from "../../../../../aws/organization";
import { PacedCaller } from "../../../../../aws/pacedCaller";
import { FULL_AWS_ACCESS } from "../../../../../limits";
import type { AppliedState } from "../../../../../operations/commands/drift/read/appliedState";

const PAGE = 20;
export const ROOT_ID = "r-ab12";
const TAGS = { Owner: "platform" };

interface Sizes {
    readonly accounts: number;
    readonly units: number;
    readonly policies: number;
}

/** A policy with what it is attached to. */
interface AttachedPolicy {
    readonly Id: string;
    readonly targets: string[];
}

/**
 * An organisation of any size which answers in pages of 20, as AWS does, and counts. All units are in the root, and the accounts are spread
 * over them. Each policy is attached to two units.
 */
export class PagedOrganization {
    readonly caller = new PacedCaller(false);
    readonly calls: OrganizationCalls;
    readonly facts: OrganizationFacts = {
        id: "o-abcdefghij",
        managementAccountId: "100000000000",
        managementAccountEmail: "root@example.com",
        featureSet: "ALL",
    };
    readonly accounts: readonly { readonly Id: string; readonly unit: string }[];
    readonly units: readonly string[];
    readonly policies: AttachedPolicy[];
    /** Ids of nodes from which somebody has detached FullAWSAccess. */
    readonly withoutFullAccess = new Set<string>();
    /** The answers have paths. */
    hasPaths = true;
    readonly tagList = (): Promise<ReadonlyMap<string, Readonly<Record<string, string>>> | string> =>
        Promise.resolve(this.listedTags);
    /** What the tagging API answers. */
    listedTags: Map<string, Readonly<Record<string, string>>>;
    readonly tagsById: Map<string, Readonly<Record<string, string>>>;

    constructor({ accounts, units, policies }: Sizes) {
        this.units = Array.from({ length: units }, (_, index) => `ou-ab12-${String(index).padStart(8, "0")}`);
        this.accounts = Array.from({ length: accounts }, (_, index) => ({
            Id: String(100_000_000_000 + index),
            unit: this.units[index % units] ?? ROOT_ID,
        }));
        this.policies = Array.from({ length: policies }, (_, index) => ({
            Id: `p-${String(index).padStart(8, "0")}`,
            targets: [this.units[index % units] ?? ROOT_ID, this.units[(index + 1) % units] ?? ROOT_ID],
        }));
        const ids = [...this.units, ...this.accounts.map(({ Id }) => Id), ...this.policies.map(({ Id }) => Id)];
        this.tagsById = new Map(ids.map((id) => [id, TAGS]));
        this.listedTags = new Map(this.tagsById);
        this.calls = new OrganizationCalls(() => Promise.resolve(this as unknown as OrganizationsClient), this.caller);
    }

    /** The calls of all operations, or of one. */
    count(operation?: string): number {
        const { counts } = this.caller;
        if (operation !== undefined) return counts[`organizations.${operation}`] ?? 0;
        return Object.values(counts).reduce((sum, one) => sum + one, 0);
    }

    send(command: { readonly constructor: { readonly name: string }; readonly input: object }): Promise<unknown> {
        const name = command.constructor.name.replace(/Command$/, "");
        const answer = this.#answers[name] ?? assert.fail(`AWS is asked for ${name}`);
        return Promise.resolve(answer(command.input as Readonly<Record<string, string>>));
    }

    readonly #answers: Readonly<Record<string, (input: Readonly<Record<string, string>>) => object>> = {
        ListRoots: () => ({
            Roots: [{ Id: ROOT_ID, PolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }] }],
        }),
        ListAccounts: (input) =>
            page(
                "Accounts",
                this.accounts.map(({ Id, unit }) => ({
                    Id,
                    Name: Id,
                    Email: `${Id}@example.com`,
                    State: "ACTIVE",
                    ...(this.hasPaths && { Paths: [`o-abcdefghij/${ROOT_ID}/${unit}/${Id}/`] }),
                })),
                input,
            ),
        ListAccountsForParent: (input) =>
            page(
                "Accounts",
                this.accounts.filter(({ unit }) => unit === input.ParentId).map(({ Id }) => ({ Id })),
                input,
            ),
        ListOrganizationalUnitsForParent: (input) =>
            page(
                "OrganizationalUnits",
                input.ParentId === ROOT_ID ? this.units.map((Id) => ({ Id, Name: Id })) : [],
                input,
            ),
        ListPolicies: (input) => page("Policies", [...this.policies, { Id: FULL_AWS_ACCESS, AwsManaged: true }], input),
        DescribePolicy: () => ({ Policy: { Content: "{}" } }),
        ListTargetsForPolicy: (input) =>
            page(
                "Targets",
                this.#targetsOf(input.PolicyId ?? "").map((TargetId) => ({ TargetId })),
                input,
            ),
        ListPoliciesForTarget: ({ TargetId = "" }) => ({
            Policies: [
                ...this.policies.filter(({ targets }) => targets.includes(TargetId)),
                ...(this.withoutFullAccess.has(TargetId) ? [] : [{ Id: FULL_AWS_ACCESS }]),
            ],
        }),
        ListAWSServiceAccessForOrganization: () => ({ EnabledServicePrincipals: [] }),
        ListDelegatedAdministrators: () => ({ DelegatedAdministrators: [] }),
        ListTagsForResource: ({ ResourceId = "" }) => ({
            Tags: Object.entries(this.tagsById.get(ResourceId) ?? {}).map(([Key, Value]) => ({ Key, Value })),
        }),
    };

    #targetsOf(policyId: string): readonly string[] {
        if (policyId !== FULL_AWS_ACCESS) return this.policies.find(({ Id }) => Id === policyId)?.targets ?? [];
        const nodes = [ROOT_ID, ...this.units, ...this.accounts.map(({ Id }) => Id)];
        return nodes.filter((id) => !this.withoutFullAccess.has(id));
    }

    /** The state of a stack in which nothing differs. */
    applied(): AppliedState {
        const tags = { all: TAGS, own: TAGS };
        const of = (id: string, parentId: string) => ({ key: id, urn: `urn ${id}`, id, name: id, parentId, tags });
        return {
            organization: {
                key: "org",
                urn: "urn org",
                id: this.facts.id,
                rootId: ROOT_ID,
                policyTypes: [],
                services: [],
            },
            units: new Map(this.units.map((id) => [id, of(id, ROOT_ID)])),
            accounts: new Map(
                this.accounts.map(({ Id, unit }) => [
                    Id,
                    { ...of(Id, unit), email: `${Id}@example.com`, state: "ACTIVE" },
                ]),
            ),
            policies: new Map(
                this.policies.map(({ Id }) => [
                    Id,
                    { ...of(Id, ""), type: "SERVICE_CONTROL_POLICY", description: "", content: "{}" },
                ]),
            ),
            attachments: this.policies.flatMap(({ Id, targets }) =>
                targets.map((targetId) => ({ urn: `urn ${Id}@${targetId}`, policyId: Id, targetId })),
            ),
            fullAccessDetached: new Map(),
            administrators: [],
            invited: new Set(),
        };
    }
}

function page(name: string, items: readonly object[], { NextToken }: Readonly<Record<string, string>>): object {
    const start = Number(NextToken ?? 0);
    const end = start + PAGE;
    return { [name]: items.slice(start, end), ...(end < items.length && { NextToken: String(end) }) };
}
