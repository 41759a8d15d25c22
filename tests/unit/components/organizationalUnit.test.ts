import assert from "node:assert/strict";
import { Organization, OrganizationalUnit } from "../../../components";
import { TYPES } from "../../../components/typeTokens";
import { account, ORGANIZATION, URN } from "./shopAccount";
import { AWS, one, provision } from "./mockedPulumi";

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

    it("is imported by its id", async () => {
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
