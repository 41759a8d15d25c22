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
        ["me-suth-1", ' Did you mean "me-south-1"?'],
        ["eu-weast-1", ' Did you mean "eu-west-1"?'],
        ["us-esat-1", ' Did you mean "us-east-1"?'],
        ["xx-esat-1", ""],
        ["eu-1", ""],
        ["Frankfurt", ""],
    ];
    for (const [code, hint] of WRONG) {
        it(`${code} is none`, () => {
            assert.equal(
                regionError(code),
                `${JSON.stringify(code)} is not a region${hint === "" ? ": use a code such as eu-central-1" : `.${hint}`}`,
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

    const UNKNOWN: readonly [string, string][] = [
        ["ue-west-1", ' Did you mean "eu-west-1"?'],
        ["eu-west-9", ' Did you mean "eu-west-1"?'],
        ["eu-east-1", ""],
        ["sa-west-1", ""],
        ["zz-west-1", ""],
    ];
    for (const [code, hint] of UNKNOWN) {
        it(`${code}: only a region of the same area is suggested`, () => {
            assert.equal(unknownRegion(code), `there is no region "${code}" that this program knows.${hint}`);
        });
    }

    it("suggests the regions first that are possible there", () => {
        assert.equal(
            regionError("eu-weast-1", ["ap-east-1"]),
            '"eu-weast-1" is not a region. Did you mean "eu-west-1"?',
        );
        assert.equal(
            regionError("eu-suth-1", ["ap-east-1", "eu-south-2"]),
            '"eu-suth-1" is not a region. Did you mean "eu-south-2"?',
        );
    });
});
