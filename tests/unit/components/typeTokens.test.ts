import assert from "node:assert/strict";
import { COST_TYPES, TYPES } from "../../../components/typeTokens";

describe("components: types in URNs", () => {
    it("never change, because every resource below them would be replaced", () => {
        assert.deepEqual(TYPES, {
            organization: "aws-organization:index:Organization",
            unit: "aws-organization:index:OrganizationalUnit",
            account: "aws-organization:index:Account",
            fullAccessDetached: "organizations:FullAccessDetached",
            invitation: "organizations:Invitation",
            allFeatures: "organizations:AllFeatures",
        });
        assert.deepEqual(COST_TYPES, {
            category: "costs:CostCategory",
            spendingStop: "aws-organization:costs:SpendingStop",
            export: "aws-organization:costs:CostExport",
        });
    });
});
