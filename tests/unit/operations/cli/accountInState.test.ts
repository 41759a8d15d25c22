import assert from "node:assert/strict";
import { accountInState } from "../../../../operations/cli/accountInState";
import { CommandContext } from "../../../../operations/cli/commandContext";
import { CommandError, EXIT } from "../../../../operations/cli/commandError";
import { fromState, type ExistingResources } from "../../../../program/state";
import { FEATURES } from "../../../../features";
import { inStack, org } from "../orgRuns";

const DEFINITION = {
    "organization.yaml": `units: { W: { accounts: {
    shop: { email: shop@example.com },
    old: { email: old@example.com, id: "444455556666" },
    "222233334444": { email: number@example.com },
    renamed: { email: renamed@example.com, name: "555566667777" } } } }`,
};
const STATE: ExistingResources = {
    ...fromState({}),
    accounts: new Map(
        [
            ["shop", "111122223333"],
            ["gone", "777788889999"],
        ].map(([key = "", id = ""]) => [key, { id, email: `${key}@example.com`, closing: false }]),
    ),
};

/** The key of the account that is found, or the message, and how often the state was read. */
async function find(named: string, read = (): Promise<ExistingResources> => Promise.resolve(STATE)): Promise<string> {
    return inStack(DEFINITION, async (folder) => {
        const before = process.cwd();
        process.chdir(folder);
        let reads = 0;
        try {
            const { key } = await accountInState(new CommandContext("test", FEATURES), named, () => {
                reads++;
                return read();
            });
            return `${key}, ${reads} reads`;
        } catch (error) {
            if (!(error instanceof CommandError)) throw error;
            assert.equal(error.code, EXIT.usage);
            return error.message;
        } finally {
            process.chdir(before);
        }
    });
}

describe("an account that is named by its id", () => {
    it("is found in the definition, and else in the stack's state", async () => {
        assert.equal(await find("shop"), "shop, 0 reads");
        assert.equal(await find("444455556666"), "old, 0 reads");
        assert.equal(await find("111122223333"), "shop, 1 reads");
    });

    it("is one with that key or name, if there is one, without a look at the state", async () => {
        assert.equal(await find("222233334444"), "222233334444, 0 reads");
        assert.equal(await find("555566667777"), "renamed, 0 reads");
    });

    it("is looked for in the state by an id alone", async () => {
        assert.match(await find("11112222333"), /^the definition \S+ has no account "11112222333"\./);
        assert.match(await find("shp", () => assert.fail("read")), /Did you mean "shop"\?/);
    });

    it("is not found where the state has no such id, or the definition no account of its key", async () => {
        assert.match(
            await find("999988887777"),
            /^the definition \S+ and the state of stack test have no account "999988887777"\. `org accounts` lists them$/,
        );
        assert.match(
            await find("777788889999"),
            /^account 777788889999 is gone in the state of stack test, but the definition \S+ has no account with that key$/,
        );
    });

    it("is not found where the state cannot be read, which is said", async () => {
        const unread = (): Promise<ExistingResources> => Promise.reject(new CommandError("there is no Pulumi"));
        assert.match(
            await find("111122223333", unread),
            /^the definition \S+ has no account "111122223333"\. `org accounts` lists them\. The state of stack test, which knows the ids of all accounts, cannot be read: there is no Pulumi$/,
        );
    });

    it("is one that `org effective` and `org explain` ask the state for", () =>
        inStack(DEFINITION, async (folder) => {
            for (const args of [["effective"], ["explain"]]) {
                const action = args[0] === "explain" ? ["s3:GetObject"] : [];
                const { code, error } = await org(folder, [...args, "111122223333", ...action, "--stack", "test"]);
                assert.equal(code, EXIT.usage);
                assert.match(error, /The state of stack test, which knows the ids of all accounts, cannot be read/);
            }
        }));
});
