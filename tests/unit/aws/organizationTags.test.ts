import assert from "node:assert/strict";
import { tagsOfMany } from "../../../aws/organization";
import { PagedOrganization } from "../operations/commands/drift/pagedOrganization";

describe("the tags of many resources", () => {
    let organization: PagedOrganization;
    const ids = (): string[] => [...organization.tagsById.keys()];
    const each = (): number => organization.count("ListTagsForResource");

    beforeEach(() => {
        organization = new PagedOrganization({ accounts: 300, units: 5, policies: 5 });
    });

    it("are those of the list, if a sample of it is right", async () => {
        const { tags, whyEach } = await tagsOfMany(ids(), organization.calls, { list: organization.tagList });
        assert.equal(whyEach, undefined);
        assert.deepEqual(tags, organization.tagsById);
        assert.equal(each(), 10);
    });

    it("are asked for where they are not as expected", async () => {
        const [, , second = ""] = ids();
        organization.tagsById.set(second, { Owner: "shop" });
        organization.listedTags.set(second, { Owner: "shop", "aws:created": "now" });
        const { tags, whyEach } = await tagsOfMany(ids(), organization.calls, {
            list: organization.tagList,
            isUnexpected: (_, { Owner }) => Owner !== "platform",
        });
        assert.equal(whyEach, undefined);
        assert.deepEqual(tags, organization.tagsById);
        assert.equal(each(), 11);
    });

    it("are asked for one by one, if the list has others than AWS for a resource of the sample", async () => {
        const [first = ""] = ids();
        organization.tagsById.set(first, { Owner: "nobody" });
        const advanced: number[] = [];
        const { tags, whyEach } = await tagsOfMany(ids(), organization.calls, {
            list: organization.tagList,
            onEach: (count) => () => void advanced.push(count),
        });
        assert.equal(whyEach, "the list of the tagging API was not up to date for 1 of 10 that were compared");
        assert.deepEqual(tags.get(first), { Owner: "nobody" });
        assert.equal(each(), 310);
        assert.deepEqual([advanced.length, advanced[0]], [300, 300]);
    });

    it("are asked for one by one, if the list knows a change that AWS does not confirm", async () => {
        organization.listedTags.delete(ids().at(-2) ?? "");
        const { whyEach } = await tagsOfMany(ids(), organization.calls, {
            list: organization.tagList,
            isUnexpected: (_, { Owner }) => Owner !== "platform",
        });
        assert.match(whyEach ?? "", /for 1 of 11/);
    });

    it("are asked for one by one, if there is no list", async () => {
        const { tags, whyEach } = await tagsOfMany(ids(), organization.calls, {
            list: () => Promise.resolve("AccessDeniedException: no"),
        });
        assert.equal(whyEach, "AccessDeniedException: no");
        assert.deepEqual(tags, organization.tagsById);
    });
});
