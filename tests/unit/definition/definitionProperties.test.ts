import assert from "node:assert/strict";
import * as fc from "fast-check";
import { stringify } from "yaml";
import { EMAIL } from "../../../limits";
import { Files, load, meaning, mistakes } from "./definitionFixtures";

/** An organisation as a value. Account keys are made unique by `organization`. Tags are locked only if `locks` is true. */
interface Unit {
    readonly tags: Record<string, string>;
    readonly lockedTags: string[];
    readonly kind?: string;
    readonly units: Record<string, Unit>;
    readonly accounts: Record<string, Account>;
}
interface Account {
    readonly tags: Record<string, string>;
}
interface Organization {
    readonly defaults: { readonly email: string; readonly tags: Record<string, string>; readonly lockedTags: string[] };
    readonly units: Record<string, Unit>;
}

const key = fc.stringMatching(/^[a-z][a-z0-9-]{0,5}$/);
const tags = fc.dictionary(fc.constantFrom("Team", "Env", "Cost"), fc.constantFrom("a", "b", "c"), { maxKeys: 3 });
const EMAIL_PATTERN = "aws+{account}@example.com";

function unit(depth: number, locks: boolean): fc.Arbitrary<Unit> {
    return fc
        .record({
            tags,
            lock: locks ? fc.boolean() : fc.constant(false),
            kind: fc.option(fc.constantFrom("plain", "sandbox", "workloads", "security"), { nil: undefined }),
            units: depth > 1 ? fc.dictionary(key, unit(depth - 1, locks), { maxKeys: 2 }) : fc.constant({}),
            accounts: fc.dictionary(key, fc.record({ tags }), { maxKeys: 3 }),
        })
        .map(({ lock, kind, ...rest }) => ({
            ...rest,
            ...(kind !== undefined && { kind }),
            lockedTags: lock ? Object.keys(rest.tags) : [],
        }));
}

function organization(locks = false): fc.Arbitrary<Organization> {
    return fc
        .record({
            tags,
            lock: locks ? fc.boolean() : fc.constant(false),
            units: fc.dictionary(key, unit(3, locks), { maxKeys: 3 }),
        })
        .map(({ tags: own, lock, units }) => {
            let count = 0;
            const renamed = (one: Unit): Unit => ({
                ...one,
                accounts: Object.fromEntries(
                    Object.entries(one.accounts).map(([name, account]) => [`${name}-${count++}`, account]),
                ),
                units: Object.fromEntries(Object.entries(one.units).map(([name, below]) => [name, renamed(below)])),
            });
            return {
                defaults: { email: EMAIL_PATTERN, tags: own, lockedTags: lock ? Object.keys(own) : [] },
                units: Object.fromEntries(Object.entries(units).map(([name, one]) => [name, renamed(one)])),
            };
        });
}

const asDefinition = (value: Organization): Record<string, unknown> => ({ ...value });

type Path = readonly string[];

/** Every value of a definition except maps that have entries. */
function leaves(value: unknown, path: Path = []): [Path, unknown][] {
    if (typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0) {
        return Object.entries(value).flatMap(([name, below]) => leaves(below, [...path, name]));
    }
    return [[path, value]];
}

function put(target: Record<string, unknown>, path: Path, value: unknown): void {
    const [first = "", ...rest] = path;
    if (rest.length === 0) target[first] = value;
    else put((target[first] ??= {}) as Record<string, unknown>, rest, value);
}

describe("definition: properties", function () {
    this.timeout(20_000);

    it("a definition split into many files, in any order, has the same meaning", () => {
        fc.assert(
            fc.property(organization(), fc.infiniteStream(fc.nat({ max: 3 })), (value, choose) => {
                const parts: Record<string, unknown>[] = [{}, {}, {}, {}];
                for (const [path, leaf] of leaves(value)) {
                    const index = choose.next().value as number;
                    put(parts[index] ?? {}, path, leaf);
                }
                const files = parts.map((part, index) => [
                    `${index}.yaml`,
                    Object.keys(part).length > 0 ? stringify(part) : "",
                ]);
                assert.deepEqual(
                    meaning(load(new Files(Object.fromEntries(files) as Record<string, string>))),
                    meaning(load(asDefinition(value))),
                );
            }),
            { numRuns: 60 },
        );
    });

    it("an account may be written in its unit or name its unit, in any order", () => {
        fc.assert(
            fc.property(organization(), fc.infiniteStream(fc.boolean()), (value, choose) => {
                const moved: [string, unknown][] = [];
                const take = (one: Unit, path: string): Unit => {
                    const kept: [string, Account][] = [];
                    for (const [name, account] of Object.entries(one.accounts).reverse()) {
                        if (choose.next().value) moved.unshift([name, { ...account, unit: path }]);
                        else kept.push([name, account]);
                    }
                    return {
                        ...one,
                        accounts: Object.fromEntries(kept),
                        units: Object.fromEntries(
                            Object.entries(one.units).map(([name, below]) => [name, take(below, `${path}/${name}`)]),
                        ),
                    };
                };
                const units = Object.fromEntries(
                    Object.entries(value.units).map(([name, one]) => [name, take(one, name)]),
                );
                const accounts = Object.fromEntries(moved);
                assert.deepEqual(meaning(load({ accounts, ...value, units })), meaning(load(asDefinition(value))));
            }),
            { numRuns: 60 },
        );
    });

    it("a definition that loads is complete: units exist, parents come first, e-mails are valid and unique", () => {
        fc.assert(
            fc.property(organization(), (value) => {
                const { units, accounts, policies, guardrails } = load(asDefinition(value));
                const seen = new Set<string>();
                for (const { key: name, parent, depth } of units) {
                    assert.ok(parent === undefined || seen.has(parent), `${parent} stands before ${name}`);
                    assert.equal(depth, name.split("/").length);
                    seen.add(name);
                }
                for (const { unit: of, email } of accounts) {
                    assert.ok(seen.has(of));
                    assert.match(email, EMAIL.pattern);
                    assert.ok(email.length >= EMAIL.min && email.length <= EMAIL.max);
                }
                assert.equal(new Set(accounts.map(({ email }) => email.toLowerCase())).size, accounts.length);
                const defined = new Set(policies.map((policy) => policy.key));
                for (const name of [...guardrails, ...units.flatMap((one) => one.guardrails)])
                    assert.ok(defined.has(name));
            }),
            { numRuns: 60 },
        );
    });

    it("a child's tag overrides the inherited one, unless it is locked", () => {
        fc.assert(
            fc.property(organization(true), (value) => {
                const expected: Record<string, Record<string, string>> = {};
                const refusals: string[] = [];
                const inherit = (
                    above: Record<string, string>,
                    locked: readonly string[],
                    own: Record<string, string>,
                    at: string,
                ): Record<string, string> => {
                    for (const [tag, text] of Object.entries(own)) {
                        if (locked.includes(tag) && above[tag] !== text) refusals.push(`${at}.tags.${tag}`);
                    }
                    return { ...above, ...own };
                };
                const walk = (
                    units: Record<string, Unit>,
                    above: Record<string, string>,
                    locked: readonly string[],
                    at: string,
                ): void => {
                    for (const [name, one] of Object.entries(units)) {
                        const path = `${at}units.${name}`;
                        const have = inherit(above, locked, one.tags, path);
                        const lockedHere = [...locked, ...one.lockedTags];
                        for (const [account, { tags: own }] of Object.entries(one.accounts)) {
                            expected[account] = inherit(have, lockedHere, own, `${path}.accounts.${account}`);
                        }
                        walk(one.units, have, lockedHere, `${path}.`);
                    }
                };
                walk(value.units, value.defaults.tags, value.defaults.lockedTags, "");
                const found = mistakes(asDefinition(value));
                assert.deepEqual(found.map(({ path }) => path).sort(), refusals.sort());
                if (found.length === 0) {
                    const { accounts } = load(asDefinition(value));
                    assert.deepEqual(
                        Object.fromEntries(accounts.map(({ key: name, tags: have }) => [name, have])),
                        expected,
                    );
                }
            }),
            { numRuns: 150 },
        );
    });
});
