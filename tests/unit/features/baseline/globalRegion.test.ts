import assert from "node:assert/strict";
import { globalRegion, regionsInState } from "../../../../features/baseline/plan/globalRegion";
import { loadBaseline, UNITS } from "./baselineFixture";
import { stateAfterUp } from "./baselineState";

const NOTHING = new Map<string, string>();

describe("the region of a global block", () => {
    const regionOf = (text: string, home: string, existing: ReadonlyMap<string, string> = NOTHING): string => {
        const planned = loadBaseline(text).planned.get("password-policy");
        assert.ok(planned);
        return globalRegion(planned, home, existing);
    };
    const TEXT = `baseline: { password-policy: }\n${UNITS}`;

    it("is the home region, if the accounts may work there", () => {
        assert.equal(regionOf(TEXT, "eu-west-1"), "eu-west-1");
    });

    it("is the first one in which all accounts may work otherwise", () => {
        assert.equal(regionOf(TEXT, "us-east-1"), "eu-central-1");
        const narrow = TEXT.replace("kind: sandbox,", "kind: sandbox, regions: [eu-west-1],");
        assert.equal(regionOf(narrow, "us-east-1"), "eu-west-1");
        assert.equal(regionOf(narrow, "eu-central-1"), "eu-west-1");
    });

    it("is the home region, if no region is allowed everywhere", () => {
        const apart = TEXT.replace("kind: sandbox,", "kind: sandbox, regions: [eu-west-1],").replace(
            "Workloads:",
            "Workloads:\n        regions: [eu-central-1]",
        );
        assert.equal(regionOf(apart, "us-east-1"), "us-east-1");
    });

    it("is the one in which the stacks are", () => {
        const { resources } = stateAfterUp(
            loadBaseline(`baseline: { password-policy: { regions: [eu-west-1] } }\n${UNITS}`),
        );
        assert.equal(regionOf(TEXT, "us-east-1", regionsInState(resources)), "eu-west-1");
        assert.deepEqual(regionsInState(undefined), new Map());
    });
});
