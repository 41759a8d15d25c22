import assert from "node:assert/strict";
import { KNOWN_REGIONS, regionError, unknownRegion } from "../../../limits";

describe("limits: codes of regions", () => {
    it("have one form in all partitions", () => {
        const secret = [
            "us-iso-east-1",
            "us-iso-west-1",
            "us-isob-east-1",
            "us-isob-west-1",
            "eu-isoe-west-1",
            "us-isof-south-1",
        ];
        for (const code of [...KNOWN_REGIONS.codes, ...secret, "eu-south-3", "nz-northwest-12"]) {
            assert.equal(regionError(code), undefined, code);
        }
    });

    const WRONG: readonly [string, string][] = [
        ["eu-sotuh-1", ' Did you mean "eu-south-1"?'],
        ["eu-central1", ' Did you mean "eu-central-1"?'],
        ["eucentral-1", ' Did you mean "eu-central-1"?'],
        ["EU-Central-1", ' Did you mean "eu-central-1"?'],
        ["eu-central-1a", ' Did you mean "eu-central-1"?'],
        ["eu-northcentral-1", ""],
        ["Frankfurt", ""],
    ];
    for (const [code, hint] of WRONG) {
        it(`${code} is none`, () => {
            assert.equal(
                regionError(code),
                `region ${JSON.stringify(code)} has a form that AWS refuses: use a code such as ap-east-1.${hint}`,
            );
        });
    }

    it("may be unknown here, with the nearest that is known", () => {
        assert.equal(
            unknownRegion("eu-south-3"),
            'there is no region "eu-south-3" that this program knows. Did you mean "eu-south-1"?',
        );
        assert.equal(unknownRegion("eu-south-2"), undefined);
    });
});
