import assert from "node:assert/strict";
import fc from "fast-check";
import { NO_IDS } from "../../../../definition";
import type { GrantedSession, IdentityDirectory, IdentitySession } from "../../../../definition/access";
import { evaluatePeopleAssertions } from "../../../../features/assertions/evaluatePeopleAssertions";
import type { PeopleAssertionModel, PeopleClaim } from "../../../../features/assertions/peopleAssertionModel";
import { load } from "../../definition/definitionFixtures";

const SPINE = load(`
defaults: { email: "{account}@example.com" }
policies:
    no-puts:
        type: SERVICE_CONTROL_POLICY
        document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "s3:PutObject", Resource: "*" }] }
units: { A: { guardrails: [no-puts], accounts: { one: {}, two: {} } }, B: { accounts: { three: {} } } }
`);
const ACCOUNTS = ["one", "two", "three"];
const DENIED: Readonly<Record<string, readonly string[]>> = { one: ["s3:PutObject"], two: ["s3:PutObject"] };
const ACTIONS = ["s3:GetObject", "s3:PutObject", "s3:ListBucket"];
const PERSONS = ["ada", "bob", "eve"];
const GROUPS = ["devs", "ops"];

interface Grant {
    readonly who: string;
    readonly set: number;
    readonly accounts: readonly string[];
}

interface World {
    /** The actions that each permission set allows. */
    readonly sets: readonly (readonly string[])[];
    readonly members: readonly (readonly string[])[];
    readonly grants: readonly Grant[];
}

const world: fc.Arbitrary<World> = fc.record({
    sets: fc.array(fc.subarray(ACTIONS), { minLength: 2, maxLength: 2 }),
    members: fc.array(fc.subarray(PERSONS), { minLength: 2, maxLength: 2 }),
    grants: fc.array(
        fc.record({
            who: fc.constantFrom(...PERSONS, ...GROUPS),
            set: fc.constantFrom(0, 1),
            accounts: fc.subarray(ACCOUNTS, { minLength: 1 }),
        }),
        { maxLength: 4 },
    ),
});

function directoryOf({ sets, members, grants }: World): IdentityDirectory {
    const sessions = sets.map((actions, index): IdentitySession => {
        const Statement = [{ Effect: "Allow", Action: [...actions, "none:None"], Resource: "*" }];
        return {
            permissionSet: `set${index}`,
            place: "here",
            path: [],
            role: { permissionSet: `set${index}`, region: "eu-central-1" },
            policies: [{ label: "policy", content: JSON.stringify({ Version: "2012-10-17", Statement }) }],
        };
    });
    return {
        persons: PERSONS,
        groups: GROUPS.map((key, index) => ({ key, members: members[index] ?? [], isExternal: false })),
        permissionSets: sessions,
        sessionsIn: (account) =>
            grants.flatMap(({ who, set, accounts }, number): GrantedSession[] => {
                const session = sessions[set];
                if (!session || !accounts.includes(account)) return [];
                return [
                    {
                        holder: { kind: GROUPS.includes(who) ? "group" : "person", key: who },
                        session,
                        grantedAt: `${number}`,
                    },
                ];
            }),
    };
}

/** A person's actions in an account, as somebody would read them from the grants. */
function naive({ sets, members, grants }: World, person: string, account: string): string[] {
    return grants
        .filter(
            ({ who, accounts }) =>
                accounts.includes(account) && (who === person || members[GROUPS.indexOf(who)]?.includes(person)),
        )
        .flatMap(({ set }) => sets[set] ?? [])
        .filter((action) => !DENIED[account]?.includes(action));
}

const word = (text: string): { text: string; place: { file: string }; path: [] } => ({
    text,
    place: { file: "a" },
    path: [],
});

async function holds(of: World, claim: PeopleClaim, persons: readonly string[]): Promise<boolean> {
    const assertion: PeopleAssertionModel = {
        key: "it",
        claim,
        persons: persons.map(word),
        groups: [],
        everybody: false,
        exceptWith: [],
        scopes: [],
        regions: [],
        context: {},
        contextKeys: [],
        place: { file: "a" },
        path: [],
    };
    const { problems, holding, untested } = await evaluatePeopleAssertions([assertion], SPINE, NO_IDS, directoryOf(of));
    assert.deepEqual(untested, []);
    assert.equal(holding, problems.length === 0 ? 1 : 0);
    return holding === 1;
}

describe("assertions about random people", () => {
    const persons = fc.subarray(PERSONS, { minLength: 1 });
    const action = fc.constantFrom(...ACTIONS);

    it("hold as a naive reading of the grants has it", async () => {
        await fc.assert(
            fc.asyncProperty(world, persons, action, async (of, who, asked) => {
                const can = (person: string, account: string): boolean => naive(of, person, account).includes(asked);
                const actions = [word(asked)];
                assert.equal(
                    await holds(of, { kind: "cannot", actions }, who),
                    who.every((person) => ACCOUNTS.every((account) => !can(person, account))),
                );
                assert.equal(
                    await holds(of, { kind: "can", actions }, who),
                    who.every((person) => ACCOUNTS.every((account) => can(person, account))),
                );
            }),
            { numRuns: 200 },
        );
    });

    it("find whoever has two duties, in whatever accounts", async () => {
        await fc.assert(
            fc.asyncProperty(world, persons, action, action, async (of, who, one, two) => {
                const all = (person: string): string[] => ACCOUNTS.flatMap((account) => naive(of, person, account));
                assert.equal(
                    await holds(of, { kind: "nobodyCanBoth", duties: [[word(one)], [word(two)]] }, who),
                    !who.some((person) => all(person).includes(one) && all(person).includes(two)),
                );
            }),
            { numRuns: 200 },
        );
    });
});
