import assert from "node:assert/strict";
import { refuseAfterInterruption, unreadChangesText } from "../../../../program/openStack/unreadChanges";

describe("program: the message about changes that AWS refused in an earlier run", () => {
    it("names the resources, and the stack to refresh", () => {
        const urns = ["urn:pulumi:prod::p::a$b::Work", "urn:pulumi:prod::p::a$c::Work", "urn:pulumi:prod::p::c::shop"];
        assert.match(
            unreadChangesText({ refused: urns, interrupted: { changed: [], created: [] } }, "prod") ?? "",
            /^AWS refused a change of Work and shop in an earlier run, .*`pulumi refresh --stack prod`/,
        );
    });

    it("names what a killed run was changing, and the commands that read it", () => {
        const changed = ["urn:pulumi:prod::p::a$pulumi-nodejs:dynamic/people:AccountAccess::Reader@shop"];
        const text = unreadChangesText({ refused: [], interrupted: { changed, created: [] } }, "prod") ?? "";
        assert.throws(
            () => refuseAfterInterruption({ refused: [], interrupted: { changed, created: [] } }, "prod"),
            /^RunEnd: A run was killed while it changed Reader@shop\..*the next `up` is not refused/,
        );
        refuseAfterInterruption({ refused: changed, interrupted: { changed: [], created: [] } }, "prod");
        assert.match(text, /^A run was killed while it changed Reader@shop\. /);
        assert.match(text, /`\.\/org recover --stack prod`, or `pulumi refresh --stack prod`/);
    });

    it("is absent if there are none", () => {
        assert.equal(unreadChangesText({ refused: [], interrupted: { changed: [], created: [] } }, "prod"), undefined);
    });
});
