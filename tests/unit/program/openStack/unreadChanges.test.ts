import assert from "node:assert/strict";
import { unreadChangesText } from "../../../../program/openStack/unreadChanges";

describe("program: the message about changes that AWS refused in an earlier run", () => {
    it("names the resources, and the stack to refresh", () => {
        const urns = ["urn:pulumi:prod::p::a$b::Work", "urn:pulumi:prod::p::a$c::Work", "urn:pulumi:prod::p::c::shop"];
        assert.match(
            unreadChangesText(urns, "prod") ?? "",
            /^AWS refused a change of Work and shop in an earlier run, .*`pulumi refresh --stack prod`/,
        );
    });

    it("is absent if there are none", () => {
        assert.equal(unreadChangesText([], "prod"), undefined);
    });
});
