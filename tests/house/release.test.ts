import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { textOf } from "./sources";

describe("a release", () => {
    const { version } = JSON.parse(textOf("package.json")) as { version: string };

    it("has one version everywhere", () => {
        const lock = JSON.parse(textOf("package-lock.json")) as { version: string };
        const pack = JSON.parse(textOf("policies/package.json")) as { version: string };
        assert.deepEqual([lock.version, pack.version], [version, version]);
        assert.match(textOf("policies/PulumiPolicy.yaml"), new RegExp(`^version: ${version}$`, "m"));
    });

    it("is the newest of the changelog, or what is unreleased there", () => {
        const [, newest] = /^## \[(.*?)\]/m.exec(textOf("CHANGELOG.md")) ?? [];
        assert.ok(newest === "Unreleased" || newest === version, newest);
    });

    it("leaves the sample Pulumi.prod.yaml as it is: its users edit it in place, and would have a conflict in each upgrade", () => {
        const digest = createHash("sha256").update(textOf("Pulumi.prod.yaml")).digest("hex");
        assert.equal(digest, "16a30856ad7a9ce883ee91de00af1d3c4ab365095576f2c416d582b550bf1990");
    });
});
