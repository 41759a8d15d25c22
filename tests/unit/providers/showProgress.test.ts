import assert from "node:assert/strict";
import { engineAddress } from "../../../providers/support/showProgress";

describe("progress of a provider", () => {
    it("goes to Pulumi's engine, which gives its address to its process for dynamic providers", () => {
        const script = "/shop/node_modules/@pulumi/pulumi/cmd/dynamic-provider";
        assert.equal(engineAddress(["node", script, "127.0.0.1:40123"]), "127.0.0.1:40123");
        assert.equal(engineAddress(["node", `${script}/index.js`, "[::1]:40123"]), "[::1]:40123");
    });

    it("goes to standard output in every other process", () => {
        assert.equal(engineAddress(["node", "/shop/node_modules/.bin/mocha", "127.0.0.1:40123"]), undefined);
        assert.equal(engineAddress(["node", "/shop/cmd/dynamic-provider"]), undefined);
        assert.equal(engineAddress(["node", "/shop/cmd/dynamic-provider", "--help"]), undefined);
    });
});
