import assert from "node:assert/strict";
import { plainError } from "../../../providers/support/partlyDone";

describe("an error that Pulumi shows as it is", () => {
    it("is shown once, although Pulumi's process for providers prints it before it reports it", () => {
        const error = plainError("baseline block oncall stops in ring 2");
        // What cmd/dynamic-provider of @pulumi/pulumi prints when a deletion, a comparison or a refresh fails.
        const printed = `${String(error)}: ${error.stack}`;
        assert.equal(printed, "A change failed: the error of the resource says why");
        assert.equal(error.message, "baseline block oncall stops in ring 2");
    });
});
