import assert from "node:assert/strict";
import {
    Account,
    GuardrailPolicy,
    Organization,
    OrganizationalUnit,
    type AccountArgs,
    type AccountHistory,
    type OrganizationParent,
} from "../../../components";
import { TYPES } from "../../../components/typeTokens";
import { AWS, one, provision, value, waitsFor, type RegisteredResource } from "./support";

const URN = "urn:pulumi:test::aws-organization::";
const ORGANIZATION = { featureSet: "ALL", policyTypes: [], serviceAccess: [] } as const;

function policy(key: string, organization: Organization, id?: string): GuardrailPolicy {
    return new GuardrailPolicy(
        key,
        {
            organization,
            name: `Name of ${key}`,
            type: "SERVICE_CONTROL_POLICY",
            description: "d",
            content: "{}",
            tags: { A: "b" },
        },
        { ...(id !== undefined && { import: id }) },
    );
}

/** root (guard: at-root) / A (guard: at-a) / A/B (guard: at-b) with account shop (guard: own) in A/B. */
async function account(
    args: Partial<Omit<AccountArgs, "parent" | "guardrails">> = {},
    history: AccountHistory = {},
): Promise<{ registered: readonly RegisteredResource[]; result: Account; resource: RegisteredResource }> {
    const { registered, result } = await provision(() => {
        const organization = new Organization("organization", {
            ...ORGANIZATION,
            guardrails: (root) => [policy("at-root", root)],
        });
        const unit = (key: string, parent: OrganizationParent, guard: string): OrganizationalUnit =>
            new OrganizationalUnit(key, { name: key, parent, guardrails: [policy(guard, organization)] });
        const below = unit("A/B", unit("A", organization, "at-a"), "at-b");
        return new Account(
            "shop",
            {
                name: "Shop",
                email: "shop@example.com",
                roleName: "Admin",
                tags: { Team: "shop" },
                ...args,
                parent: below,
                guardrails: [policy("own", organization)],
            },
            {},
            history,
        );
    });
    return { registered, result, resource: one(registered, AWS.account, "shop") };
}

describe("components: types in URNs", () => {
    it("never change: every resource below them would be replaced", () => {
        assert.deepEqual(TYPES, {
            organization: "aws-organization:index:Organization",
            unit: "aws-organization:index:OrganizationalUnit",
            account: "aws-organization:index:Account",
            fullAccessDetached: "organizations:FullAccessDetached",
            invitation: "organizations:Invitation",
            allFeatures: "organizations:AllFeatures",
        });
    });
});

describe("components: Organization", () => {
    it("is made, protected, with its root told", async () => {
        const { registered, result } = await provision(() => new Organization("organization", ORGANIZATION));
        assert.deepEqual(
            registered.map(({ urn }) => urn),
            [
                `${URN}${TYPES.organization}::organization`,
                `${URN}${TYPES.organization}$${AWS.organization}::organization`,
            ],
        );
        const resource = one(registered, AWS.organization, "organization");
        assert.equal(resource.options.protect, true);
        assert.equal(resource.options.import, undefined);
        assert.deepEqual(resource.inputs["featureSet"], "ALL");
        assert.equal(resource.inputs["enabledPolicyTypes"], undefined);
        assert.equal(resource.inputs["awsServiceAccessPrincipals"], undefined);
        assert.equal(await value(result.rootId), "r-abcd");
        assert.equal(await value(result.id), "o-exampleorgid");
        assert.equal(await value(result.managementAccountId), "000000000000");
    });

    it("enables policy types and services, and is taken over by its id", async () => {
        const { registered } = await provision(
            () =>
                new Organization(
                    "organization",
                    { featureSet: "ALL", policyTypes: ["TAG_POLICY"], serviceAccess: ["sso.amazonaws.com"] },
                    {},
                    { importId: "o-exists1234" },
                ),
        );
        const { inputs, options } = one(registered, AWS.organization, "organization");
        assert.deepEqual(inputs["enabledPolicyTypes"], ["TAG_POLICY"]);
        assert.deepEqual(inputs["awsServiceAccessPrincipals"], ["sso.amazonaws.com"]);
        assert.equal(options.import, "o-exists1234");
        assert.deepEqual(options.ignoreChanges, []);
    });

    it("leaves what is unchanged to AWS, and gets all features before anything else", async () => {
        const { registered } = await provision(
            () =>
                new Organization(
                    "organization",
                    ORGANIZATION,
                    {},
                    {
                        unchanged: ["featureSet", "policyTypes", "serviceAccess"],
                        allFeatures: { finalise: true, previous: "h-ended000" },
                    },
                ),
        );
        const { options } = one(registered, AWS.organization, "organization");
        assert.deepEqual(options.ignoreChanges, ["featureSet", "enabledPolicyTypes", "awsServiceAccessPrincipals"]);
        const change = one(registered, "pulumi-nodejs:dynamic/organizations:AllFeatures", "organization");
        assert.deepEqual([change.inputs["finalise"], change.inputs["previous"]], [true, "h-ended000"]);
        assert.ok(registered.indexOf(change) < registered.findIndex(({ type }) => type === AWS.organization));
    });

    it("guards its root", async () => {
        const { registered, result } = await provision(
            () =>
                new Organization("organization", {
                    ...ORGANIZATION,
                    guardrails: (root) => [policy("p", root), policy("q", root)],
                }),
        );
        assert.equal(result.guards.length, 2);
        const attachment = one(registered, AWS.attachment, "p@root");
        assert.equal(attachment.urn, `${URN}${TYPES.organization}$${AWS.attachment}::p@root`);
        assert.deepEqual([attachment.inputs["policyId"], attachment.inputs["targetId"]], ["policy:p", "r-abcd"]);
    });
});

describe("components: GuardrailPolicy", () => {
    it("waits for the organisation, which enables its type", async () => {
        const { registered } = await provision(() => policy("p", new Organization("organization", ORGANIZATION)));
        const resource = one(registered, AWS.policy, "p");
        assert.equal(resource.urn, `${URN}${TYPES.organization}$${AWS.policy}::p`);
        assert.deepEqual(
            [resource.options.dependsOn]
                .flat()
                .map((each) => each === one(registered, AWS.organization, "organization").resource),
            [true],
        );
        const { name, type, description, content, tags } = resource.inputs;
        assert.deepEqual(
            { name, type, description, content, tags },
            { name: "Name of p", type: "SERVICE_CONTROL_POLICY", description: "d", content: "{}", tags: { A: "b" } },
        );
        assert.equal(resource.options.import, undefined);
    });

    it("takes its name from its key, and is a service control policy, where nothing else is said", async () => {
        const { registered } = await provision(
            () =>
                new GuardrailPolicy("p", {
                    organization: new Organization("organization", ORGANIZATION),
                    content: "{}",
                }),
        );
        const { name, type, description, tags } = one(registered, AWS.policy, "p").inputs;
        assert.deepEqual(
            { name, type, description, tags },
            { name: "p", type: "SERVICE_CONTROL_POLICY", description: "", tags: {} },
        );
    });

    it("is taken over by its id", async () => {
        const { registered } = await provision(() =>
            policy("p", new Organization("organization", ORGANIZATION), "p-12345678"),
        );
        assert.equal(one(registered, AWS.policy, "p").options.import, "p-12345678");
    });
});

describe("components: OrganizationalUnit", () => {
    it("is a child of the organisation at any depth, and lies in AWS below its parent", async () => {
        const { registered } = await account();
        const top = one(registered, AWS.unit, "A");
        const below = one(registered, AWS.unit, "A/B");
        assert.equal(top.urn, `${URN}${TYPES.organization}$${TYPES.unit}$${AWS.unit}::A`);
        assert.equal(below.urn, `${URN}${TYPES.organization}$${TYPES.unit}$${AWS.unit}::A/B`);
        assert.equal(top.inputs["parentId"], "r-abcd");
        assert.equal(below.inputs["parentId"], "organizationalunit:A");
        assert.equal(below.inputs["name"], "A/B");
        const attachment = one(registered, AWS.attachment, "at-b@A/B");
        assert.equal(attachment.urn, `${URN}${TYPES.organization}$${TYPES.unit}$${AWS.attachment}::at-b@A/B`);
        assert.equal(attachment.inputs["targetId"], "organizationalunit:A/B");
    });

    it("is taken over by its id", async () => {
        const { registered } = await provision(() => {
            const organization = new Organization("organization", ORGANIZATION);
            return new OrganizationalUnit(
                "A",
                { name: "A", parent: organization, tags: { T: "v" } },
                {},
                { importId: "ou-abcd-12345678" },
            );
        });
        const { options, inputs } = one(registered, AWS.unit, "A");
        assert.equal(options.import, "ou-abcd-12345678");
        assert.deepEqual(inputs["tags"], { T: "v" });
    });
});

describe("components: Account", () => {
    it("has all that the definition says, below its unit", async () => {
        const { result, resource } = await account();
        assert.equal(resource.urn, `${URN}${TYPES.organization}$${TYPES.account}$${AWS.account}::shop`);
        const { name, email, roleName, parentId, tags, closeOnDeletion } = resource.inputs;
        assert.deepEqual(
            { name, email, roleName, parentId, tags, closeOnDeletion },
            {
                name: "Shop",
                email: "shop@example.com",
                roleName: "Admin",
                parentId: "organizationalunit:A/B",
                tags: { Team: "shop" },
                closeOnDeletion: false,
            },
        );
        assert.equal(await value(result.id), "account:shop");
        assert.equal(await value(result.roleArn), "arn:aws-cn:iam::account:shop:role/Admin", "in its partition");
    });

    it("registers its component, itself and its attachments, nothing else", async () => {
        const { registered } = await account();
        const chain = `${URN}${TYPES.organization}$${TYPES.account}`;
        assert.deepEqual(
            registered.filter(({ urn }) => urn.startsWith(chain)).map(({ urn }) => urn),
            [`${chain}::shop`, `${chain}$${AWS.account}::shop`, `${chain}$${AWS.attachment}::own@shop`],
        );
        assert.equal(one(registered, AWS.attachment, "own@shop").inputs["targetId"], "account:shop");
    });

    it("enters its unit when all that guards it is attached: the unit, those above and the root; its own policies are there", async () => {
        const { registered, resource } = await account();
        assert.deepEqual(waitsFor(registered, resource), ["at-root@root", "at-a@A", "at-b@A/B", "own"]);
    });

    it("is protected, unless it is closing, leaving or replaceable", async () => {
        assert.equal((await account()).resource.options.protect, true);
        assert.equal((await account({ state: "quarantined" })).resource.options.protect, true);
        assert.equal((await account({}, { isReplaceable: true })).resource.options.protect, false);
        const { options, inputs } = (await account({ state: "closing" })).resource;
        assert.equal(options.protect, false);
        assert.equal(inputs["closeOnDeletion"], true);
        const leaving = (await account({ state: "leaving" })).resource;
        assert.equal(leaving.options.protect, false);
        assert.equal(leaving.inputs["closeOnDeletion"], false);
    });

    it("keeps its guardrails until it is gone itself: they are not taken off it before", async () => {
        const { registered, resource } = await account();
        const { options, urn } = one(registered, AWS.attachment, "own@shop");
        assert.equal(options.deletedWith, resource.resource);
        assert.equal(urn, `${URN}${TYPES.organization}$${TYPES.account}$${AWS.attachment}::own@shop`);
        assert.equal(one(registered, AWS.attachment, "at-b@A/B").options.deletedWith, undefined);
    });

    it("that is replaced leaves the organisation, and is not closed", async () => {
        assert.equal((await account({}, { isReplaceable: true })).resource.inputs["closeOnDeletion"], false);
    });

    it("that was taken over is not replaced for the role that AWS does not tell", async () => {
        const fresh = await account();
        assert.deepEqual(fresh.resource.options.ignoreChanges, []);
        assert.equal(fresh.resource.options.import, undefined);
        const now = await account({}, { isImported: true, importId: "111122223333" });
        assert.deepEqual(now.resource.options.ignoreChanges, ["roleName"]);
        assert.equal(now.resource.options.import, "111122223333");
        const later = await account({}, { isImported: true });
        assert.deepEqual(later.resource.options.ignoreChanges, ["roleName"]);
        assert.equal(later.resource.options.import, undefined);
    });
});
