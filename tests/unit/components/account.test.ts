import assert from "node:assert/strict";
import { Account, Organization } from "../../../components";
import { TYPES } from "../../../components/typeTokens";
import { account, URN } from "./shopAccount";
import { AWS, one, provision, value, waitsFor } from "./mockedPulumi";

describe("components: Account", () => {
    it("has what its arguments say, and is in its unit", async () => {
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

    it("is created in its unit after all attachments to the unit, to the units above and to the root, and after its own policies", async () => {
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

    it("keeps its guardrails until the account itself is deleted", async () => {
        const { registered, resource } = await account();
        const { options, urn } = one(registered, AWS.attachment, "own@shop");
        assert.equal(options.deletedWith, resource.resource);
        assert.equal(urn, `${URN}${TYPES.organization}$${TYPES.account}$${AWS.attachment}::own@shop`);
        assert.equal(one(registered, AWS.attachment, "at-b@A/B").options.deletedWith, undefined);
    });

    it("leaves the organisation when it is replaced, and is not closed", async () => {
        assert.equal((await account({}, { isReplaceable: true })).resource.inputs["closeOnDeletion"], false);
    });

    it("is not replaced because of its role if it was imported: AWS does not say which role it has", async () => {
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

    it("needs only its e-mail and its parent", async () => {
        const { registered } = await provision(
            () => new Account("shop", { parent: new Organization("organization"), email: "shop@example.com" }),
        );
        const { inputs, options } = one(registered, AWS.account, "shop");
        const { name, email, roleName, parentId, tags, closeOnDeletion } = inputs;
        assert.deepEqual(
            { name, email, roleName, parentId, tags, closeOnDeletion },
            {
                name: "shop",
                email: "shop@example.com",
                roleName: "OrganizationAccountAccessRole",
                parentId: "r-abcd",
                tags: {},
                closeOnDeletion: false,
            },
        );
        assert.equal(options.protect, true);
        assert.deepEqual(options.dependsOn, []);
    });

    it("applies dependsOn and protect of its options only to the AWS account", async () => {
        const { registered } = await provision(() => {
            const organization = new Organization("organization");
            const earlier = new Account("earlier", { parent: organization, email: "earlier@example.com" });
            return new Account(
                "shop",
                { parent: organization, email: "shop@example.com", guardrails: ["deny-root-user"] },
                { dependsOn: earlier.resource, protect: false },
            );
        });
        const account = one(registered, AWS.account, "shop");
        assert.deepEqual(waitsFor(registered, account), ["deny-root-user", "earlier"]);
        assert.equal(account.options.protect, false);
        const { options } = one(registered, TYPES.account, "shop");
        assert.deepEqual([options.dependsOn, options.protect], [undefined, undefined]);
        assert.equal(one(registered, AWS.attachment, "deny-root-user@shop").options.dependsOn, undefined);
    });
});
