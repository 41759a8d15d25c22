import assert from "node:assert/strict";
import * as fs from "node:fs";
import { loadDefinition } from "../../../../../../definition";
import { FEATURES } from "../../../../../../features";
import type { CommandContext } from "../../../../../../operations/cli/commandContext";
import { editToRemove } from "../../../../../../operations/commands/handOver/execute/leavingEdits";
import { inStack } from "../../../orgRuns";

const TEXT = `defaults: { email: "aws+{account}@example.com" }
units: { A: { accounts: { shop: {}, web: {} } } }
assertions:
    nobody-leaves: { cannot: [organizations:LeaveOrganization], in: [web, shop] }
    shop-reads: { can: [s3:GetObject], in: [shop] }
`;

describe("org hand-over: the edit that removes the account", () => {
    it("says from which assertions the account must be taken out first", () =>
        inStack({ "organization.yaml": TEXT }, (folder) => {
            const definition = `${folder}/organizations/test`;
            const model = loadDefinition(definition, FEATURES);
            const context = { settings: { definition }, features: FEATURES, model } as unknown as CommandContext;
            const [shop] = model.accounts;
            assert.ok(shop);
            assert.throws(() => editToRemove(context, shop), {
                name: "DefinitionError",
                message:
                    /^First take shop out of assertions\.nobody-leaves\.in and assertions\.shop-reads\.in, and run the command again\. Without the account, the definition would have 2 mistakes\./,
            });
            assert.equal(fs.readFileSync(`${definition}/organization.yaml`, "utf8"), TEXT);
            return Promise.resolve();
        }));
});
