import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "../../policies/taggable/generateTaggableTypes";
import { TAGGABLE_TYPES } from "../../policies/taggable/taggableTypes";

describe("the types of resource that can have tags", () => {
    it("are those of the installed @pulumi/aws", function () {
        this.timeout(60_000);
        assert.ok(
            readFileSync(join(__dirname, "../../policies/taggable/taggableTypes.ts"), "utf8") === generate(),
            "policies/taggable/taggableTypes.ts is of another version: run policies/taggable/generateTaggableTypes.ts, as it says",
        );
    });

    it("include the types that matter here", () => {
        for (const type of ["account:Account", "organizationalUnit:OrganizationalUnit", "policy:Policy"]) {
            assert.ok(TAGGABLE_TYPES.has(`aws:organizations/${type}`), type);
        }
        assert.ok(!TAGGABLE_TYPES.has("aws:organizations/policyAttachment:PolicyAttachment"));
        assert.ok(!TAGGABLE_TYPES.has("aws:autoscaling/group:Group"));
    });
});
