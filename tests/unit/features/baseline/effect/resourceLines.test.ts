import assert from "node:assert/strict";
import type { TemplateResourceChange } from "../../../../../cloudformation";
import { isLost } from "../../../../../features/baseline/effect/resourceLines";

describe("a change of a resource", () => {
    const change = (
        kind: TemplateResourceChange["kind"],
        type: string,
        more: Partial<TemplateResourceChange> = {},
    ): TemplateResourceChange => ({
        logicalId: "One",
        type,
        kind,
        because: [],
        ...more,
    });

    it("may lose data or access where the resource goes, or another one comes in place of one with data", () => {
        for (const one of [
            change("deleted", "AWS::IAM::Role"),
            change("replaced", "AWS::IAM::Role"),
            change("perhaps replaced", "AWS::Lambda::Function"),
            change("replaced", "AWS::DynamoDB::Table", { isOldKept: true }),
        ]) {
            assert.equal(isLost(one), true, JSON.stringify(one));
        }
    });

    it("loses nothing where the resource stays as it is", () => {
        for (const one of [
            change("added", "AWS::DynamoDB::Table"),
            change("updated", "AWS::DynamoDB::Table"),
            change("left", "AWS::DynamoDB::Table"),
            change("replaced", "AWS::IAM::Role", { isOldKept: true }),
        ]) {
            assert.equal(isLost(one), false, JSON.stringify(one));
        }
    });
});
