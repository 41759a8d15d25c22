import assert from "node:assert/strict";
import { readAwsOrganization } from "../../../../../operations/commands/drift/read/readAwsOrganization";
import type { ComparedOrganization } from "../../../../../operations/commands/drift/read/comparedOrganization";
import { PagedOrganization, ROOT_ID } from "./pagedOrganization";

function read(organization: PagedOrganization): Promise<ComparedOrganization> {
    const { facts, calls, tagList } = organization;
    return readAwsOrganization({ facts, applied: organization.applied(), calls, listTags: tagList });
}

/** The calls beside those for tags, which `org drift` makes in an organisation of this size. DescribeOrganization is one more. */
async function callsFor(sizes: ConstructorParameters<typeof PagedOrganization>[0]): Promise<number> {
    const organization = new PagedOrganization(sizes);
    await read(organization);
    return organization.count() - organization.count("ListTagsForResource") + 1;
}

describe("org drift: reading the organisation", () => {
    // tests/bench/README.md has this table.
    for (const [accounts, units, policies, most] of [
        [20, 5, 5, 24],
        [100, 10, 10, 47],
        [1_000, 10, 5, 82],
        [1_000, 40, 20, 159],
        [10_000, 40, 20, 609],
    ] as const) {
        it(`takes ${most} calls beside tags for ${accounts} accounts, ${units} units and ${policies} policies`, async () => {
            assert.equal(await callsFor({ accounts, units, policies }), most);
        });
    }

    it("takes a call for each 20 accounts more, and nothing else", async () => {
        const [few, many] = [
            await callsFor({ accounts: 1_000, units: 10, policies: 5 }),
            await callsFor({ accounts: 2_000, units: 10, policies: 5 }),
        ];
        assert.equal(many - few, 50);
    });

    it("takes the places of accounts from the list of accounts; without paths, each unit is asked", async () => {
        const organization = new PagedOrganization({ accounts: 30, units: 3, policies: 0 });
        const expected = organization.accounts.map(({ Id, unit }) => [Id, unit]);
        const placed = async () => (await read(organization)).accounts?.map(({ id, parentId }) => [id, parentId]);
        assert.deepEqual(await placed(), expected);
        assert.equal(organization.count("ListAccountsForParent"), 0);
        organization.hasPaths = false;
        assert.deepEqual(await placed(), expected);
        assert.equal(organization.count("ListAccountsForParent"), 4);
    });

    it("asks about FullAWSAccess only where another policy is attached, and finds where it is detached", async () => {
        const organization = new PagedOrganization({ accounts: 1_000, units: 10, policies: 2 });
        const [unit = ""] = organization.units;
        organization.withoutFullAccess.add(unit);
        const { fullAccess } = await read(organization);
        assert.deepEqual(
            [...fullAccess],
            organization.units.slice(0, 3).map((id) => [id, id !== unit]),
        );
        assert.equal(organization.count("ListPoliciesForTarget"), 3);
    });

    it("asks for the targets of FullAWSAccess, where that takes fewer calls", async () => {
        const organization = new PagedOrganization({ accounts: 100, units: 10, policies: 1 });
        const guarded = organization.accounts.slice(0, 30).map(({ Id }) => Id);
        organization.policies[0]?.targets.push(...guarded);
        const [, account = ""] = guarded;
        organization.withoutFullAccess.add(account);
        const { fullAccess } = await read(organization);
        assert.deepEqual(
            [...fullAccess].filter(([, isAttached]) => !isAttached),
            [[account, false]],
        );
        assert.equal(organization.count("ListPoliciesForTarget"), 0);
    });

    it("asks each node for its policies, where there are more policies than nodes", async () => {
        const organization = new PagedOrganization({ accounts: 2, units: 2, policies: 30 });
        const { targets } = await read(organization);
        assert.equal(organization.count("ListPoliciesForTarget"), 5);
        assert.equal(organization.count("ListTargetsForPolicy"), 0);
        for (const { Id, targets: expected } of organization.policies) {
            assert.deepEqual(targets.get(Id)?.toSorted(), expected.toSorted());
        }
    });

    it("names what AWS refuses, and reads the rest", async () => {
        const organization = new PagedOrganization({ accounts: 5, units: 2, policies: 2 });
        const send = organization.send.bind(organization);
        organization.send = (command) =>
            command.constructor.name === "ListDelegatedAdministratorsCommand"
                ? Promise.reject(Object.assign(new Error("no permission"), { name: "AccessDeniedException" }))
                : send(command);
        const found = await read(organization);
        assert.deepEqual(found.unread, [
            { what: "the delegated administrators", reason: "AccessDeniedException: no permission" },
        ]);
        assert.equal(found.administrators, undefined);
        assert.equal(found.accounts?.length, 5);
        assert.equal(found.rootId, ROOT_ID);
    });
});
