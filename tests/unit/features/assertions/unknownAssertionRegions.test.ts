import assert from "node:assert/strict";
import { load, yaml } from "../../definition/definitionFixtures";

describe("regions of assertions that AWS does not have", () => {
    it("are a warning: the assertion may hold and prove nothing", () => {
        const model = load(yaml`
            assertions:
              a: { cannot: [s3:GetObject], regions: [eu-central-1, eu-south-9] }
              b: { cannot: [s3:GetObject], resource: "arn:aws:s3:eu-sotuh-1:111122223333:accesspoint/a" }
              c: { cannot: [s3:GetObject], context: { aws:requestedRegion: [eu-west-9, eu-west-1], aws:PrincipalArn: null } }
              d: { cannot: [s3:GetObject], resource: "arn:aws:s3:*:111122223333:accesspoint/a" }
        `);
        const warnings = model.features.warnings(model).map((one) => one.replace(/^.*organization.yaml/, ""));
        assert.deepEqual(
            warnings.map((one) => one.replace(/\?.*/, "?")),
            [
                ':2:3: assertion a: there is no region "eu-south-9" that this program knows. Did you mean "eu-south-1"?',
                ':3:3: assertion b: there is no region "eu-sotuh-1" that this program knows. Did you mean "eu-south-1"?',
                ':4:3: assertion c: there is no region "eu-west-9" that this program knows. Did you mean "eu-west-1"?',
            ],
        );
        assert.match(warnings[0] ?? "", /If AWS has added it recently, ignore this warning$/);
    });
});
