import assert from "node:assert/strict";
import { isSameStack } from "../../../../program/approval/sameStack";
import type { ForecastState } from "../../../../program/forecast";
import { fromState } from "../../../../program/state";

const TYPE = "aws:organizations/account:Account";
const urn = `urn:pulumi:test::aws-organization::${TYPE}::shop`;
const told = fromState({ [urn]: { type: TYPE, outputs: { id: "100000000001", email: "shop@example.com" } } });

describe("the exported state that a run is compared with", () => {
    const state = (id: string): ForecastState[] => [{ urn, id, custom: true }];

    it("has the accounts that the engine has told of", () => {
        assert.equal(told.accounts.size, 1);
        assert.equal(isSameStack(state("100000000001"), told), true);
        assert.equal(isSameStack([...state("100000000001"), ...state("100000000002")], told), true);
    });

    it("is not one without them, or with others", () => {
        assert.equal(isSameStack([], told), false);
        assert.equal(isSameStack(state("100000000002"), told), false);
    });

    it("of a new stack may be empty", () => assert.equal(isSameStack([], fromState({})), true));
});
