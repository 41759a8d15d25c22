import assert from "node:assert/strict";
import fc from "fast-check";
import { drafted, organizations } from "./organizationFixture";

describe("org adopt: the definition of any organisation", function () {
    this.timeout(120_000);
    it("loads, and matches AWS exactly", () => {
        let held = 0;
        fc.assert(
            fc.property(organizations, (organization) => {
                // The draft is compared field by field. A difference throws.
                drafted(organization, ({ model, leftOut }) => {
                    const out = leftOut.filter(({ what }) => what !== "fullAccess").length;
                    assert.equal(
                        model.accounts.length + model.policies.length + out,
                        organization.accounts.length + organization.policies.length,
                    );
                    held += model.accounts.length;
                });
            }),
            { numRuns: 60 },
        );
        assert.ok(held > 60, String(held));
    });

    it("does not depend on the order of AWS's answers", () => {
        fc.assert(
            fc.property(organizations, (organization) => {
                const turned = {
                    ...organization,
                    accounts: [...organization.accounts].reverse(),
                    policies: [...organization.policies].reverse(),
                };
                drafted(organization, ({ files }) =>
                    drafted(turned, (other) => {
                        const yaml = (all: ReadonlyMap<string, string>): string[] =>
                            [...all.values()].map((one) => one.replace(/^#.*\n/gm, "")).sort();
                        assert.deepEqual(yaml(other.files), yaml(files));
                    }),
                );
            }),
            { numRuns: 20 },
        );
    });
});
