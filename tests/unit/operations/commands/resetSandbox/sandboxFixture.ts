import * as fc from "fast-check";
import { parse } from "yaml";
import type { OrganizationModel } from "../../../../../definition";
import type { FoundNode } from "../../../../../aws/organization";
import type { Membership } from "../../../../../operations/cli/organizationMembers";
import type { NukeConfig } from "../../../../../operations/commands/resetSandbox/nukeConfig";
import type { SandboxEvidence } from "../../../../../operations/commands/resetSandbox/sandboxJudgement";
import type { ExistingResources } from "../../../../../program/state";
import { byKey, load } from "../../../definition/definitionFixtures";

export const MANAGEMENT = "111111111111";

/** A unit of a generated organisation. Its name in AWS differs from its key. */
export interface Unit {
    readonly kind: string | undefined;
    readonly accounts: readonly string[];
    readonly units: readonly Unit[];
}

/** A unit with this many levels of units, itself included. */
export function unitOf(levels: number): fc.Arbitrary<Unit> {
    return fc.record({
        kind: fc.constantFrom(undefined, "sandbox", "sandbox", "sandbox", "workloads", "plain", "security"),
        accounts: fc.array(fc.constantFrom(...Array<string>(6).fill("active"), "closing", "quarantined", "leaving"), {
            maxLength: 2,
        }),
        units: levels === 0 ? fc.constant([]) : fc.array(unitOf(levels - 1), { maxLength: 2 }),
    });
}

/** The definition of generated units, with the facts about each account by an oracle that shares no code with the program. */
export function definitionOf(units: readonly Unit[]): {
    model: OrganizationModel;
    accounts: { key: string; path: string[]; kind: string; state: string }[];
    unitPaths: { names: string[]; kind: string }[];
} {
    const accounts: { key: string; path: string[]; kind: string; state: string }[] = [];
    const unitPaths: { names: string[]; kind: string }[] = [];
    const written = (list: readonly Unit[], above: string[], inherited: string): Record<string, unknown> =>
        Object.fromEntries(
            list.map(({ kind, accounts: inside, units: below }, index) => {
                const names = [...above, `Name${index}`];
                const own = kind ?? inherited;
                unitPaths.push({ names, kind: own });
                const keys = inside.map((state) => {
                    const key = `a${accounts.length}`;
                    accounts.push({ key, path: names, kind: own, state });
                    return key;
                });
                return [
                    `U${index}`,
                    {
                        name: `Name${index}`,
                        ...(kind !== undefined && { kind }),
                        accounts: Object.fromEntries(
                            keys.map((key, at) => {
                                const id = String(100_000_000_000 + Number(key.slice(1)));
                                return [key, { state: inside[at], acknowledge: { closing: id, leaving: id } }];
                            }),
                        ),
                        units: written(below, names, own),
                    },
                ];
            }),
        );
    const definition = { defaults: { email: "{account}@example.com" }, units: written(units, [], "plain") };
    return { model: load(definition), accounts, unitPaths };
}

/** The first value in most cases. */
export function mostly<T>(usual: T, ...others: T[]): fc.Arbitrary<T> {
    return fc.constantFrom(...Array<T>(others.length + 12).fill(usual), ...others);
}

/** AWS keeps the case of an e-mail as it was typed. */
export function member(name: string, id: string, state = "ACTIVE"): Membership["members"][number] {
    return { id, arn: "", name, email: `${name.toUpperCase()}@example.com`, state, joinedMethod: "CREATED" };
}

export function levelsOf(
    names: readonly string[],
    id: string,
    idOf = (path: readonly string[]): string => `ou-${path.join("-")}`,
): FoundNode[] {
    return [
        { id: "r-1", name: "Root", kind: "root" },
        ...names.map((name, index): FoundNode => ({ id: idOf(names.slice(0, index + 1)), name, kind: "unit" })),
        { id, name: "whatever", kind: "account" },
    ];
}

export function read(text: string): NukeConfig {
    return parse(text) as NukeConfig;
}

export const NOTHING: ExistingResources = {
    accounts: new Map(),
    units: new Map(),
    policies: new Map(),
    attachments: { root: [], units: new Map(), accounts: new Map() },
};

/** An account that may be emptied, and another one beside it. */
export const PLAYGROUND: SandboxEvidence = (() => {
    const model = load(
        'defaults: { email: "{account}@example.com" }\nunits: { S: { kind: sandbox, accounts: { playground: {} } }, W: { accounts: { shop: {} } } }',
    );
    const id = "222222222222";
    return {
        definition: { model, account: byKey(model.accounts, "playground") },
        applied: {
            ...NOTHING,
            organizationId: "o-1",
            units: new Map([["S", { id: "ou-S", sandbox: true as const }]]),
            accounts: new Map([["playground", { id, email: "", unit: "S", parentId: "ou-S", closing: false }]]),
        },
        aws: {
            organizationId: "o-1",
            membership: {
                managementAccountId: MANAGEMENT,
                members: [member("playground", id), member("shop", "333333333333")],
            },
            levels: levelsOf(["S"], id),
            unitTags: { "aws-organization:kind": "sandbox" },
            quarantined: false,
        },
    };
})();
