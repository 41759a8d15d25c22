import * as fs from "node:fs";
import { NO_IDS } from "../../../../definition";
import { loadDefinition } from "../../definition/definitionFixtures";

/** Tests the assertions of every definition in this checkout, including your own. */
describe("the assertions of organizations/", () => {
    for (const folder of fs.readdirSync("organizations")) {
        it(`${folder}: all hold`, async () => {
            const model = loadDefinition(`organizations/${folder}`);
            await model.features.test(model, NO_IDS);
        });
    }
});
