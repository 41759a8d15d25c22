import assert from "node:assert/strict";
import { regionSettingError, regionSettingWarning } from "../../../../program/openStack/regionSetting";

describe("program: aws:region of a stack", () => {
    it("may be any region", () => {
        for (const region of ["us-east-1", "eu-central-1", "us-gov-west-1", "eu-south-9"]) {
            assert.equal(regionSettingError(region, "prod"), undefined);
        }
        assert.equal(regionSettingWarning("eu-central-1", "prod"), undefined);
    });

    const WRONG: readonly [string, string][] = [
        [
            "us-esat-1",
            'Pulumi.prod.yaml: aws:region: "us-esat-1" is not a region. Did you mean "us-east-1"? Allowed: us-east-1, where AWS Organizations is served, or another region of AWS',
        ],
        [
            "Virginia",
            'Pulumi.prod.yaml: aws:region: "Virginia" is not a region: use a code such as eu-central-1. Allowed: us-east-1, where AWS Organizations is served, or another region of AWS',
        ],
    ];
    for (const [region, message] of WRONG) {
        it(`must not be ${region}: the file and what is allowed are named`, () => {
            assert.equal(regionSettingError(region, "acme/prod"), message);
        });
    }

    it("may be newer than this program, which warns of it", () => {
        assert.equal(
            regionSettingWarning("us-east-9", "prod"),
            'Pulumi.prod.yaml: aws:region: there is no region "us-east-9" that this program knows. Did you mean "us-east-1"? Allowed: us-east-1, where AWS Organizations is served, or another region of AWS. If AWS has added it recently, ignore this warning',
        );
    });
});
