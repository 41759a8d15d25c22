import * as fs from "node:fs";
import { NO_IDS } from "../../../../definition";
import { loadDefinition } from "../../definition/definitionFixtures";

/** The definitions of this checkout, your own among them: `make test` tests their assertions. */
describe("the assertions of organizations/", () => {
    for (const folder of fs.readdirSync("organizations")) {
        it(`${folder}: all hold`, async () => {
            const model = loadDefinition(`organizations/${folder}`);
            await model.features.test(model, NO_IDS);
        });
    }
});
