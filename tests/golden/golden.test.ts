import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { PROGRAM_FEATURES } from "../../features/programs";
import { order } from "../../program/order";
import { registerAtOnce } from "../../program/register";
import { fromState } from "../../program/state";
import { registrationOf } from "../unit/program/register/registerModel";
import { record, type RecordedResource } from "./recorder";
import { BASELINE, CHANGED, GROWN, SECURITY } from "./situations";
import { loadDefinition } from "../unit/definition/definitionFixtures";

/**
 * Every URN, input and option that definitions become. It stands still while the code behind it moves: what differs here differs in the
 * states that people have. A release that means to change something changes the file (`UPDATE_GOLDEN=1`), and its changelog says so.
 */
describe("golden: what definitions become", () => {
    const golden = (name: string, registered: readonly RecordedResource[]): void => {
        const file = path.join(__dirname, `${name}.json`);
        const text = `${JSON.stringify(registered, undefined, 2)}\n`;
        if (process.env["UPDATE_GOLDEN"]) fs.writeFileSync(file, text);
        const wanted = JSON.parse(fs.readFileSync(file, "utf8")) as RecordedResource[];
        const urns = (all: readonly RecordedResource[]): string[] => all.map(({ urn }) => urn);
        assert.deepEqual(urns(registered), urns(wanted));
        for (const [index, one] of wanted.entries()) {
            assert.deepEqual(JSON.parse(JSON.stringify(registered[index])), one, one.urn);
        }
    };

    it("the example, in a stack that holds nothing", async () => {
        const model = loadDefinition(path.resolve(__dirname, "../../organizations/dev"));
        golden(
            "dev",
            await record(() => registerAtOnce(registrationOf(model), order(model, fromState({})), PROGRAM_FEATURES)),
        );
    });

    for (const [name, situation] of Object.entries({
        grown: GROWN,
        changed: CHANGED,
        baseline: BASELINE,
        security: SECURITY,
    })) {
        it(situation.about, async () => {
            const registration = situation.make();
            const { model, existing } = registration;
            golden(name, await record(() => registerAtOnce(registration, order(model, existing), PROGRAM_FEATURES)));
        });
    }
});
