import assert from "node:assert/strict";
import type { DefinitionModel } from "../../../../../definition";
import type { FoundDifference } from "../../../../../operations/commands/drift/driftItem";
import type { AppliedState } from "../../../../../operations/commands/drift/read/appliedState";
import type { ComparedOrganization } from "../../../../../operations/commands/drift/read/comparedOrganization";
import { load } from "../../../definition/definitionFixtures";
import {
    ACCOUNTS,
    applied,
    DEFINITION,
    driftBetween,
    found,
    inAws,
    LABS,
    NO_GLUE,
    OLD,
    POLICIES,
    policyInAws,
    PRODUCTION,
    ROOT,
    SHOP,
    STORAGE,
    UNITS,
    WORKLOADS,
} from "./comparedFixture";

/** What was found, shortly: its kind, its subject by key or name, and what the definition says. */
function shortly({ kind, subject, definitionSays }: FoundDifference): string {
    return `${kind} ${subject.key ?? subject.name} ${definitionSays}`;
}

function accountsWith(id: string, changes: object): Partial<ComparedOrganization> {
    return { accounts: ACCOUNTS.map((one) => (one.id === id ? { ...one, ...changes } : one)) };
}

function policiesWith(id: string, changes: object): Partial<ComparedOrganization> {
    return { policies: POLICIES.map((one) => (one.id === id ? { ...one, ...changes } : one)) };
}

function targetsWith(...entries: readonly (readonly [string, readonly string[]])[]): Partial<ComparedOrganization> {
    return { targets: new Map([...inAws().targets, ...entries]) };
}

function tagsWith(id: string, tags: Readonly<Record<string, string>>): Partial<ComparedOrganization> {
    return { tags: new Map([...(inAws().tags ?? []), [id, tags]]) };
}

const GLUE_JOBS = JSON.stringify({ Statement: { Effect: "Deny", Action: "glue:CreateJob", Resource: "*" } });

/** What AWS has, and what is found. */
const CASES: Readonly<
    Record<string, readonly [Partial<ComparedOrganization>, readonly string[], Partial<AppliedState>?]>
> = {
    "nothing was changed": [{}, []],
    "an account was moved": [accountsWith(SHOP, { parentId: LABS }), ["account-moved shop was"]],
    "an account was made": [
        { accounts: [...ACCOUNTS, found("333333333333", "stray", ROOT)] },
        ["account-made stray nothing"],
    ],
    "an account was closed; its name, place and tags are nobody's concern": [
        { ...accountsWith(SHOP, { state: "CLOSED", name: "x", parentId: LABS }), ...tagsWith(SHOP, {}) },
        ["account-closed shop was"],
    ],
    "an account was removed, and what was attached to it with it": [
        {
            accounts: ACCOUNTS.filter(({ id }) => id !== OLD),
            ...targetsWith([STORAGE, []]),
            fullAccess: new Map([[WORKLOADS, true]]),
        },
        ["account-removed old was"],
    ],
    "an account was renamed": [accountsWith(SHOP, { name: "Shop" }), ["account-renamed shop was"]],
    "an account has another e-mail": [
        accountsWith(SHOP, { email: "eve@example.com" }),
        ["account-email-changed shop was"],
    ],
    "the case of an e-mail says nothing": [accountsWith(SHOP, { email: "AWS+Shop@example.com" }), []],
    "an account of the stack that is closed already": [
        { accounts: [...ACCOUNTS, found("333333333333", "left", ROOT, { state: "CLOSED" })] },
        [],
    ],
    "an invited account has joined": [
        { accounts: [...ACCOUNTS, found("333333333333", "guest", ROOT, { joinedMethod: "INVITED" })] },
        [],
        { invited: new Set(["aws+guest@example.com"]) },
    ],
    "a unit was made": [
        { units: [...UNITS, { id: "ou-ab12-shadow00", name: "Shadow", parentId: LABS }] },
        ["unit-made Shadow nothing"],
    ],
    "a unit was renamed": [
        { units: UNITS.map((unit) => (unit.id === LABS ? { ...unit, name: "Laboratories" } : unit)) },
        ["unit-renamed Labs was"],
    ],
    "a unit was deleted, and what was attached to it with it": [
        { units: UNITS.filter(({ id }) => id !== WORKLOADS), ...targetsWith([NO_GLUE, []]) },
        ["unit-deleted Workloads was"],
    ],
    "a policy was edited": [policiesWith(NO_GLUE, { content: GLUE_JOBS }), ["policy-content-changed no-glue was"]],
    "a policy was written in other words": [
        policiesWith(NO_GLUE, {
            content:
                '{ "Statement": [{"Resource": ["*"], "Action": ["Glue:*"], "Effect": "Deny"}], "Version": "2012-10-17" }',
        }),
        [],
    ],
    "a policy was renamed and described": [
        policiesWith(NO_GLUE, { name: "glue", description: "x" }),
        ["policy-renamed no-glue was", "policy-description-changed no-glue was"],
    ],
    "a policy was made": [
        { policies: [...POLICIES, policyInAws("p-byhand00", "by-hand")] },
        ["policy-made by-hand nothing"],
    ],
    "a policy of which AWS keeps the attachment to a closed account": [
        {
            policies: [...POLICIES, policyInAws("p-kept0000", "kept")],
            accounts: [...ACCOUNTS, found("333333333333", "left", ROOT, { state: "CLOSED" })],
            ...targetsWith(["p-kept0000", ["333333333333"]]),
        },
        [],
    ],
    "a policy was deleted, and its attachments with it": [
        { policies: POLICIES.filter(({ id }) => id !== NO_GLUE), ...targetsWith([NO_GLUE, []]) },
        ["policy-deleted no-glue was"],
    ],
    "a policy was attached and another detached": [
        targetsWith([NO_GLUE, [LABS]]),
        ["policy-detached no-glue was", "policy-attached no-glue was"],
    ],
    "FullAWSAccess was attached and detached": [
        {
            fullAccess: new Map([
                [WORKLOADS, false],
                [OLD, true],
            ]),
        },
        ["full-access-detached Workloads was", "full-access-attached old was"],
    ],
    "tags were changed": [tagsWith(SHOP, { Owner: "eve", Team: "x" }), ["tags-changed shop was"]],
    "tags that the provider ignores were changed": [
        tagsWith(SHOP, { Owner: "platform", Ignored: "x", "auto:scan": "y" }),
        [],
    ],
    "services got and lost access": [
        { services: ["ram.amazonaws.com"] },
        ["service-access-taken sso.amazonaws.com was", "service-access-given ram.amazonaws.com nothing"],
    ],
    "a type of policy was disabled; its policies are not said to be lost": [
        { policyTypes: [], readTypes: [], policies: [], targets: new Map(), fullAccess: new Map() },
        ["policy-type-disabled SERVICE_CONTROL_POLICY was"],
    ],
    "a type of policy was enabled": [
        { policyTypes: ["SERVICE_CONTROL_POLICY", "TAG_POLICY"] },
        ["policy-type-enabled TAG_POLICY was"],
    ],
    "delegated administrators were changed": [
        { administrators: [{ accountId: OLD, name: "old", service: "sso.amazonaws.com" }] },
        ["administrator-deregistered shop was", "administrator-registered old was"],
    ],
    "an administrator of the definition that a service's own API has registered": [{}, [], { administrators: [] }],
    "nothing could be read": [
        {
            units: undefined,
            accounts: undefined,
            services: undefined,
            administrators: undefined,
            tags: undefined,
            policies: [],
            readTypes: [],
            targets: new Map(),
            fullAccess: new Map(),
        },
        [],
    ],
};

describe("org drift: what was changed by hand", () => {
    for (const [what, [aws, expected, state]] of Object.entries(CASES)) {
        it(what, () => assert.deepEqual(driftBetween(aws, state).map(shortly), expected));
    }

    it("names the place in the definition, the resources, and the policies that an account loses", () => {
        const [moved] = driftBetween(accountsWith(SHOP, { parentId: LABS }));
        assert.ok(moved?.kind === "account-moved");
        assert.deepEqual(moved.was, { kind: "unit", id: PRODUCTION, key: "Workloads/Production", name: "Production" });
        assert.deepEqual(moved.is, { kind: "unit", id: LABS, key: "Labs", name: "Labs" });
        assert.deepEqual([moved.loses, moved.gains], [["no-glue"], []]);
        assert.deepEqual(moved.resources, ["urn:shop"]);
        assert.equal(moved.place?.line !== undefined, true);
        assert.equal(moved.subject.arn, `arn:${SHOP}`);
    });

    it("has only the tags that differ, with those of the definition", () => {
        const [changed] = driftBetween(tagsWith(LABS, { Owner: "eve", Team: "x" }));
        assert.ok(changed?.kind === "tags-changed");
        assert.deepEqual(
            [changed.was, changed.is, changed.defined],
            [{ Owner: "platform" }, { Owner: "eve", Team: "x" }, { Owner: "platform" }],
        );
    });

    it("does not take a tag that the provider sets on everything for one that the definition has not", () => {
        const shop = applied().accounts.get(SHOP);
        assert.ok(shop);
        const tags = { all: { ...shop.tags.all, Managed: "pulumi" }, own: shop.tags.own };
        const accounts = new Map([...applied().accounts, [SHOP, { ...shop, tags }]]);
        const [changed] = driftBetween(tagsWith(SHOP, { Owner: "platform" }), { accounts });
        assert.deepEqual(changed && shortly(changed), "tags-changed shop was");
    });
});

describe("org drift: what the definition says", () => {
    const saying = (changes: object): DefinitionModel => load({ ...DEFINITION, ...changes });
    const units = (workloads: object, labs: object): object => ({
        units: { Workloads: { guardrails: ["no-glue"], ...workloads }, Labs: labs },
    });
    const old = { fullAccess: false, guardrails: ["storage"] };

    it("the same as AWS, where somebody has written it already", () => {
        const model = saying(units({ units: { Production: {} } }, { accounts: { old, shop: {} } }));
        const [moved] = driftBetween(accountsWith(SHOP, { parentId: LABS }), {}, model);
        assert.equal(moved && shortly(moved), "account-moved shop is");
    });

    it("something else than both", () => {
        const model = saying(
            units({ units: { Production: {} }, accounts: { shop: { name: "shop three" } } }, { accounts: { old } }),
        );
        const differences = driftBetween(accountsWith(SHOP, { parentId: LABS, name: "shop two" }), {}, model);
        assert.deepEqual(differences.map(shortly), ["account-moved shop other", "account-renamed shop other"]);
    });

    it("nothing, where it no longer has the account", () => {
        const { delegatedAdministrators: _, ...rest } = DEFINITION;
        const model = load({ ...rest, ...units({ units: { Production: {} } }, { accounts: { old } }) });
        const [renamed] = driftBetween(accountsWith(SHOP, { name: "x" }), {}, model);
        assert.equal(renamed && shortly(renamed), "account-renamed shop nothing");
        assert.equal(renamed?.place, undefined);
    });

    it("that a policy is attached, where only the state does not know it yet", () => {
        const model = saying(
            units(
                { units: { Production: { accounts: { shop: {} } } } },
                { guardrails: ["no-glue"], accounts: { old } },
            ),
        );
        const differences = driftBetween(targetsWith([NO_GLUE, [WORKLOADS, LABS]]), {}, model);
        assert.deepEqual(differences.map(shortly), ["policy-attached no-glue is"]);
    });
});
