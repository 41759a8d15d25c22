import assert from "node:assert/strict";
import { findMovedAccounts } from "../../../../program/adoption";
import { fromState, type ExistingResources } from "../../../../program/state";
import { load } from "../../definition/definitionFixtures";

const NOTHING = fromState({});
const DEFAULTS = 'defaults: { email: "{account}@example.com" }\n';

describe("program: accounts that an interrupted run has already moved", () => {
    const model = load(`${DEFAULTS}units: { U: { id: ou-abcd-uuuuuuuu, accounts: { a: {}, b: {} } }, V: {} }`);
    const existing: ExistingResources = {
        ...NOTHING,
        accounts: new Map([
            ["a", { id: "1", email: "a@example.com", closing: false, unit: "V", parentId: "ou-v" }],
            ["b", { id: "2", email: "b@example.com", closing: false, unit: "U", parentId: "ou-abcd-uuuuuuuu" }],
        ]),
    };
    const find = (parent: string | undefined, asked: string[] = []): ReturnType<typeof findMovedAccounts> =>
        findMovedAccounts(model, existing, (id) => {
            asked.push(id);
            return Promise.resolve(parent);
        });

    it("are found in their new units, and only accounts that are to move are looked up", async () => {
        const asked: string[] = [];
        const { keys, infos } = await find("ou-abcd-uuuuuuuu", asked);
        assert.deepEqual([...keys], ["a"]);
        assert.deepEqual(asked, ["1"]);
        assert.match(
            infos.join("\n"),
            /^account a \(1\) is in U already: .*`pulumi refresh` brings that into the state\.$/,
        );
    });

    it("are none if AWS agrees with the stack, or no longer has the account", async () => {
        assert.equal((await find("ou-v")).keys.size, 0);
        assert.equal((await find(undefined)).keys.size, 0);
    });

    it("are none for an account that stays in the root, without a request", async () => {
        const rooted = load(`${DEFAULTS}units: { U: {} }\naccounts: { old: { unit: /, id: "111122223333" } }`);
        const state = (parentId: string): ExistingResources => ({
            ...NOTHING,
            accounts: new Map([["old", { id: "111122223333", email: "old@example.com", parentId, closing: false }]]),
        });
        const never = (): Promise<string> => assert.fail("AWS was asked");
        assert.equal((await findMovedAccounts(rooted, state("r-abcd"), never)).keys.size, 0);
        // An account that a run moved to the root before it broke off.
        const { keys } = await findMovedAccounts(rooted, state("ou-u"), () => Promise.resolve("r-abcd"));
        assert.deepEqual([...keys], ["old"]);
    });

    it("are refused if they are in a third unit", async () => {
        const { keys, problems } = await find("ou-third");
        assert.equal(keys.size, 0);
        assert.match(
            problems.map(({ message }) => message).join(),
            /^account a \(1\) is in ou-third in AWS and in ou-v in the stack.*run `pulumi refresh` first$/,
        );
    });
});
