import assert from "node:assert/strict";
import { unknownAccess } from "../../../../../operations/commands/recover/unknownAccess";

const urn = (type: string, name: string): string => `urn:pulumi:dev::aws-organization::${type}::${name}`;

describe("access that a killed run was giving", () => {
    it("is named, because the stack does not know what AWS has of it", () => {
        const [told, ...others] = unknownAccess([
            urn("aws:organizations/account:Account", "shop"),
            urn("pulumi-nodejs:dynamic/people:AccountAccess", "admin@shop"),
        ]);
        assert.deepEqual(others, []);
        assert.match(told ?? "", /AWS may have given admin@shop in some accounts already/);
        assert.match(told ?? "", /Leave its line of `access` in the definition/);
    });

    it("is not, if the run was making something else", () => {
        assert.deepEqual(unknownAccess([urn("aws:organizations/account:Account", "shop")]), []);
    });
});
