import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { AccountModel, OrganizationModel, PolicyModel, UnitModel } from "../../../../definition";
import { order, type RegistrationStep } from "../../../../program/order";
import { fromState, type ExistingResources } from "../../../../program/state";
import { load } from "../../definition/definitionFixtures";

const content = (names: readonly string[]): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: names.map((Sid) => ({ Sid })) });

/** The first is too large for AWS and is split into two. */
const POLICIES = ["p", "p-2", "q", "r"] as const;
const UNITS = ["A", "A/B", "C"] as const;
const ACCOUNTS = ["a", "b", "c", "d", "e", "f", "g", "h"] as const;

const someOf = <T>(...all: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...all]);
const statements = someOf("1", "2", "3", "4", "5");
const unit = fc.constantFrom("/", ...UNITS);

/** A stack with some resources, and a definition that changes its statements, units and states of accounts in any way. */
const change = fc.record({
    before: fc.record({ policies: fc.array(statements, { minLength: 4, maxLength: 4 }) }),
    policies: fc.array(statements, { minLength: 4, maxLength: 4 }),
    root: someOf(...POLICIES),
    units: fc.array(someOf(...POLICIES), { minLength: 3, maxLength: 3 }),
    accounts: fc.array(
        fc.record({
            was: fc.option(unit),
            unit,
            guardrails: someOf(...POLICIES),
            fullAccess: fc.boolean(),
            state: fc.constantFrom("active", "closing"),
        }),
        { minLength: 8, maxLength: 8 },
    ),
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function modelOf({ policies, root, units, accounts }: Change): OrganizationModel {
    return {
        policies: POLICIES.map(
            (key, index) =>
                ({
                    key,
                    content: content(policies[index] ?? []),
                    ...(index < 2 && { part: { of: "p", number: index + 1 } }),
                }) as PolicyModel,
        ),
        guardrails: root,
        fullAccess: true,
        units: UNITS.map(
            (key, index) =>
                ({
                    key,
                    guardrails: units[index],
                    fullAccess: true,
                    ...(key === "A/B" && { parent: "A" }),
                }) as unknown as UnitModel,
        ),
        accounts: ACCOUNTS.map((key, index) => ({ key, ...accounts[index] }) as unknown as AccountModel),
    } as unknown as OrganizationModel;
}

function existingOf({ before, root, units, accounts }: Change): ExistingResources {
    return {
        ...fromState({}),
        policies: new Map(
            POLICIES.map((key, index) => [key, { id: `p-${key}`, content: content(before.policies[index] ?? []) }]),
        ),
        units: new Map(UNITS.map((key) => [key, { id: `ou-${key}`, ...(key === "A/B" && { parent: "A" }) }])),
        attachments: {
            root,
            units: new Map(UNITS.map((key, index) => [key, units[index] ?? []])),
            accounts: new Map(),
        },
        accounts: new Map(
            ACCOUNTS.flatMap((key, index) => {
                const was = accounts[index]?.was ?? undefined;
                if (was === undefined) return [];
                return [[key, { id: key, email: "", closing: false, ...(was !== "/" && { unit: was }) }]];
            }),
        ),
    };
}

describe("the order of a run", () => {
    it("contains everything once, and each step after those that it depends on, whatever changes", () => {
        fc.assert(
            fc.property(change, (one) => {
                const model = modelOf(one);
                const { steps } = order(model, existingOf(one));
                const seen = new Set<string>();
                for (const { id, dependsOn } of steps) {
                    for (const other of dependsOn) assert.ok(seen.has(other), `${id} before ${other}`);
                    assert.ok(!seen.has(id), `${id} twice`);
                    seen.add(id);
                }
                const attached = [model, ...model.units, ...model.accounts];
                const detached = attached.filter(({ fullAccess }) => !fullAccess).length;
                const attachments = attached.flatMap(({ guardrails }) => guardrails).length;
                assert.equal(steps.length, 4 + 3 + 8 + attachments + detached);
            }),
            { numRuns: 500 },
        );
    });

    const dependencies = (steps: readonly RegistrationStep[]): Record<string, readonly string[]> =>
        Object.fromEntries(steps.map(({ id, dependsOn }) => [id, dependsOn]));
    const deny = (...names: string[]): object => ({
        type: "SERVICE_CONTROL_POLICY",
        document: {
            Version: "2012-10-17",
            Statement: names.map((Sid) => ({ Sid, Effect: "Deny", Action: `s3:${Sid}`, Resource: "*" })),
        },
    });
    const contentOf = (...names: string[]): string => JSON.stringify((deny(...names) as { document: object }).document);

    it("puts policies, units and their guardrails before accounts, and detaches FullAWSAccess last", () => {
        const allow = {
            type: "SERVICE_CONTROL_POLICY",
            document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] },
        };
        const own = { guardrails: ["allow"], fullAccess: false };
        const model = load({
            policies: { allow },
            guardrails: ["deny-root-user"],
            units: { U: { ...own, accounts: { a: { ...own, email: "a@example.com" } } } },
        });
        const { steps } = order(model, fromState({}));
        assert.deepEqual(Object.entries(dependencies(steps)), [
            ["policy allow", []],
            ["policy deny-root-user", []],
            ["unit U", []],
            ["attachment deny-root-user@the root", []],
            ["attachment allow@unit U", []],
            ["detachment of FullAWSAccess@unit U", ["attachment allow@unit U"]],
            [
                "account a",
                [
                    "attachment deny-root-user@the root",
                    "attachment allow@unit U",
                    "detachment of FullAWSAccess@unit U",
                    "policy allow",
                ],
            ],
            ["attachment allow@account a", []],
            ["detachment of FullAWSAccess@account a", ["attachment allow@account a"]],
        ]);
    });

    it("changes a policy, and what depends on it, after the accounts that move out of its reach", () => {
        const model = load({
            defaults: { email: "{account}@example.com" },
            policies: { p: deny("A") },
            units: { U: { guardrails: ["p"] }, V: { accounts: { a: { guardrails: ["deny-root-user"] } } } },
        });
        const existing: ExistingResources = {
            ...fromState({}),
            units: new Map([["U", { id: "ou-u" }]]),
            policies: new Map([["p", { id: "p-1", content: contentOf("A", "B") }]]),
            attachments: { root: [], units: new Map([["U", ["p"]]]), accounts: new Map() },
            accounts: new Map([["a", { id: "1", email: "a@example.com", unit: "U", closing: false }]]),
        };
        const { steps } = order(model, existing);
        assert.deepEqual(dependencies(steps)["policy p"], ["account a"]);
        const ids = steps.map(({ id }) => id);
        assert.ok(ids.indexOf("attachment deny-root-user@account a") < ids.indexOf("policy p"));
    });

    it("has no circle if accounts close and move in the same run, although AWS closes three at a time", () => {
        const closing = (id: string, unit: string): object => ({
            unit,
            state: "closing",
            acknowledge: { closing: id },
        });
        const model = load({
            defaults: { email: "{account}@example.com" },
            policies: { p: deny("A") },
            units: { U: { guardrails: ["p"] }, V: {} },
            accounts: {
                a: closing("111111111111", "U"),
                b: closing("222222222222", "U"),
                c: closing("333333333333", "U"),
                d: closing("444444444444", "V"),
            },
        });
        const existing: ExistingResources = {
            ...fromState({}),
            units: new Map([["U", { id: "ou-u" }]]),
            policies: new Map([["p", { id: "p-1", content: contentOf("A", "B") }]]),
            attachments: { root: [], units: new Map([["U", ["p"]]]), accounts: new Map() },
            accounts: new Map(
                ["a", "b", "c", "d"].map((key, index) => [
                    key,
                    { id: `${index + 1}`.repeat(12), email: `${key}@example.com`, unit: "U", closing: false },
                ]),
            ),
        };
        // Account d moves out of the reach of p, and is closed before a, which waits for p on its unit.
        const { "policy p": policy, "account d": account } = dependencies(order(model, existing).steps);
        assert.deepEqual([policy, account], [[], ["account a"]]);
    });
});
