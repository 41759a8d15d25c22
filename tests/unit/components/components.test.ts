import assert from "node:assert/strict";
import { Account, GuardrailPolicy, Organization, OrganizationalUnit, type AccountArgs } from "../../../components";
import { TYPES } from "../../../components/types";
import { AWS, one, provision, value, waitsFor, type Registered } from "./support";

const URN = "urn:pulumi:test::aws-organization::";
const ORGANIZATION = { featureSet: "ALL", policyTypes: [], serviceAccess: [] } as const;

function policy(key: string, organization: Organization, id?: string): GuardrailPolicy {
    return new GuardrailPolicy(
        key,
        {
            name: `Name of ${key}`,
            type: "SERVICE_CONTROL_POLICY",
            description: "d",
            content: "{}",
            tags: { A: "b" },
            ...(id !== undefined && { id }),
        },
        organization,
    );
}

/** root (guard: at-root) / A (guard: at-a) / A/B (guard: at-b) with account shop (guard: own) in A/B. */
async function account(
    args: Partial<Omit<AccountArgs, "unit" | "guardrails">> = {},
): Promise<{ registered: readonly Registered[]; result: Account; resource: Registered }> {
    const { registered, result } = await provision(() => {
        const organization = new Organization("organization", ORGANIZATION);
        organization.guard([policy("at-root", organization)]);
        const unit = (key: string, parent: Organization | OrganizationalUnit, guard: string): OrganizationalUnit =>
            new OrganizationalUnit(
                key,
                { name: key, parent, tags: {}, guardrails: [policy(guard, organization)] },
                organization,
            );
        const below = unit("A/B", unit("A", organization, "at-a"), "at-b");
        return new Account(
            "shop",
            {
                name: "Shop",
                email: "shop@example.com",
                roleName: "Admin",
                tags: { Team: "shop" },
                state: "active",
                replaceable: false,
                imported: false,
                ...args,
                unit: below,
                guardrails: [policy("own", organization)],
            },
            organization,
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
                new Organization("organization", {
                    featureSet: "ALL",
                    policyTypes: ["TAG_POLICY"],
                    serviceAccess: ["sso.amazonaws.com"],
                    id: "o-exists1234",
                }),
        );
        const { inputs, options } = one(registered, AWS.organization, "organization");
        assert.deepEqual(inputs["enabledPolicyTypes"], ["TAG_POLICY"]);
        assert.deepEqual(inputs["awsServiceAccessPrincipals"], ["sso.amazonaws.com"]);
        assert.equal(options.import, "o-exists1234");
    });

    it("guards its root", async () => {
        const { registered, result } = await provision(() => {
            const organization = new Organization("organization", ORGANIZATION);
            organization.guard([policy("p", organization), policy("q", organization)]);
            return organization;
        });
        assert.equal(result.guarded.length, 2);
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
                { name: "A", parent: organization, tags: { T: "v" }, guardrails: [], id: "ou-abcd-12345678" },
                organization,
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

    it("enters its unit when all that guards it is attached: the unit, those above and the root", async () => {
        const { registered, resource } = await account();
        assert.deepEqual(waitsFor(registered, resource), ["at-root@root", "at-a@A", "at-b@A/B"]);
    });

    it("is protected, unless it is closing or replaceable", async () => {
        assert.equal((await account()).resource.options.protect, true);
        assert.equal((await account({ replaceable: true })).resource.options.protect, false);
        const { options, inputs } = (await account({ state: "closing" })).resource;
        assert.equal(options.protect, false);
        assert.equal(inputs["closeOnDeletion"], true);
    });

    it("that is replaced leaves the organisation, and is not closed", async () => {
        assert.equal((await account({ replaceable: true })).resource.inputs["closeOnDeletion"], false);
    });

    it("that was taken over is not replaced for the role that AWS does not tell", async () => {
        const fresh = await account();
        assert.equal(fresh.resource.options.ignoreChanges, undefined);
        assert.equal(fresh.resource.options.import, undefined);
        const now = await account({ imported: true, id: "111122223333" });
        assert.deepEqual(now.resource.options.ignoreChanges, ["roleName"]);
        assert.equal(now.resource.options.import, "111122223333");
        const later = await account({ imported: true });
        assert.deepEqual(later.resource.options.ignoreChanges, ["roleName"]);
        assert.equal(later.resource.options.import, undefined);
    });
});
