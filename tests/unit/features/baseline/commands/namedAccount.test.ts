import assert from "node:assert/strict";
import { FEATURES } from "../../../../../features";
import { accountNamed } from "../../../../../features/baseline/commands/baseline/namedAccount";
import { CommandContext } from "../../../../../operations/cli/commandContext";
import { CommandError } from "../../../../../operations/cli/commandError";
import { inStack } from "../../../operations/orgRuns";
import { ORGANISATION, UNITS } from "../baselineFixture";

/** The key of the account that is found, or the message. */
async function find(named: string): Promise<string> {
    const definition = `${ORGANISATION}baseline: { store: { block: password-policy }, play: { block: search-index } }\n${UNITS}`;
    return inStack({ "organization.yaml": definition }, async (folder) => {
        const before = process.cwd();
        process.chdir(folder);
        try {
            return (await accountNamed(new CommandContext("test", FEATURES), named)).key;
        } catch (error) {
            if (!(error instanceof CommandError)) throw error;
            return error.message;
        } finally {
            process.chdir(before);
        }
    });
}

describe("the account of `org baseline`", () => {
    it("is an account first, and a name that is a block's is told apart", async () => {
        assert.equal(await find("shop-prod"), "shop-prod");
        assert.equal(await find("play"), "play");
        assert.match(await find("store"), /^store is a block of the baseline, and no account: `org baseline` shows/);
        assert.match(await find("stor"), /has no account "stor"/);
    });
});
