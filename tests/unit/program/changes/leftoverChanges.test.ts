import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { FORECAST, stateOfDefinition, TEST_STACK } from "../forecast/stateOfDefinition";
import { changeLines, unbound } from "./reviewedDefinitions";

const DEFINITION = `
defaults: { email: "{account}@example.com" }
policies: { own: { guardrail: deny-purchases } }
units: { Workloads: { guardrails: [own], accounts: { shop: {} } } }
`;

describe("what an earlier run has replaced and did not get to delete", function () {
    this.timeout(30_000);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "leftovers-"));
    const location = path.join(folder, "organization.yaml");
    after(() => fs.rmSync(folder, { recursive: true, force: true }));

    it("is named as what it is, and not as the resources that have its name now", async () => {
        fs.writeFileSync(location, DEFINITION);
        const state = await stateOfDefinition(location);
        const review = (leftovers: readonly string[]): ReturnType<typeof FORECAST.reviewAtOnce> => {
            const copies = state
                .filter(({ urn }) => leftovers.some((end) => urn.endsWith(end)))
                .map((one) => ({ ...one, id: "100000009999", delete: true }));
            return FORECAST.reviewAtOnce({ ...TEST_STACK, location, state: [...state, ...copies] }, []);
        };
        const nothing = await review([]);
        assert.deepEqual(nothing.changes, []);

        const found = await review(["Account::shop", "Policy::own", "PolicyAttachment::own@Workloads"]);
        assert.deepEqual(changeLines(found), [
            "danger: The old account of shop (100000009999), which an earlier run has replaced, is removed from the organisation. [remove the replaced account 100000009999]",
            "attention: 2 resources, which an earlier run has replaced and did not get to delete, are deleted.",
        ]);
        assert.deepEqual(found.others, []);
        assert.deepEqual(found.acknowledgements.missing.map(unbound), ["remove the replaced account 100000009999"]);
        assert.equal(found.counts.delete, 3);
        assert.notEqual(found.digest, nothing.digest);
        assert.notEqual(found.digest, (await review(["Account::shop"])).digest);
    });
});
