import assert from "node:assert/strict";
import { readEachAccount, unreadByReason } from "../../../../../operations/commands/adopt/feature";
import { awsError, readingFrom } from "./adoptionReading";

const ACCOUNTS = ["1", "2", "3"].map((id) => ({ id }));

describe("org adopt: a question about every account", () => {
    const question = (answers: Readonly<Record<string, string | Error>>) => {
        const asked: string[] = [];
        return {
            asked,
            what: "badges",
            services: ["badges"],
            ask: (id: string): Promise<string> => {
                asked.push(id);
                const answer = answers[id] ?? assert.fail(id);
                return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
            },
        };
    };

    it("has its answers kept, and is not asked twice", async () => {
        const reading = readingFrom();
        const asking = question({ "1": "a", "2": "b", "3": "c" });
        for (let run = 0; run < 2; run++) {
            const { values, unread } = await readEachAccount(ACCOUNTS, asking, reading);
            assert.deepEqual(Object.fromEntries(values), { "1": "a", "2": "b", "3": "c" });
            assert.equal(unread.size, 0);
        }
        assert.deepEqual(asking.asked, ["1", "2", "3"]);
        assert.deepEqual([...reading.kept.keys()], ["badges 1", "badges 2", "badges 3"]);
    });

    it("goes on where AWS refuses it for one account, which has the reason in place of a value", async () => {
        const reading = readingFrom();
        const asking = question({ "1": "a", "2": awsError("InternalServerException", "busy"), "3": "c" });
        const { values, unread } = await readEachAccount(ACCOUNTS, asking, reading);
        assert.deepEqual([...values.keys()], ["1", "3"]);
        assert.deepEqual(Object.fromEntries(unread), { "2": "InternalServerException: busy" });
        assert.ok(!reading.kept.has("badges 2"));
    });

    const MORE = ["1", "2", "3", "4", "5"].map((id) => ({ id }));

    it("is asked about three accounts if it is denied for them: the others would be denied too", async () => {
        const denied = (id: string): Error => awsError("AccessDeniedException", `not allowed on ${id}`);
        const asking = question({ "1": denied("1"), "2": denied("2"), "3": denied("3") });
        const answers = await readEachAccount(MORE, asking, readingFrom());
        assert.equal(answers.values.size, 0);
        assert.deepEqual(asking.asked, ["1", "2", "3"]);
        assert.deepEqual(unreadByReason(MORE, answers), [
            { reason: "AccessDeniedException: not allowed on <its id>", accounts: MORE.slice(0, 3) },
            {
                reason: "not asked, because AWS denied it for the 3 accounts before: AccessDeniedException",
                accounts: MORE.slice(3),
            },
        ]);
    });

    const denied = awsError("AccessDeniedException", "not allowed on 1");
    const busy = awsError("InternalServerException", "busy");
    const goesOn: readonly [string, Readonly<Record<string, string | Error>>, readonly string[]][] = [
        ["the first account alone is denied", { "1": denied, "2": "b", "3": "c" }, ["1"]],
        ["two of the first three are denied", { "1": denied, "2": denied, "3": "c" }, ["1", "2"]],
        ["the first three are refused in different ways", { "1": denied, "2": busy, "3": denied }, ["1", "2", "3"]],
        ["the first three are busy", { "1": busy, "2": busy, "3": busy }, ["1", "2", "3"]],
    ];
    for (const [what, answers, missing] of goesOn) {
        it(`is asked about all accounts if ${what}`, async () => {
            const asking = question({ ...answers, "4": "d", "5": "e" });
            const { values, unread } = await readEachAccount(MORE, asking, readingFrom());
            assert.deepEqual(asking.asked, ["1", "2", "3", "4", "5"]);
            assert.deepEqual([...unread.keys()], missing);
            assert.equal(values.size, MORE.length - missing.length);
        });
    }

    it("has the whole reason of an account that is the only one with it", () => {
        const unread = new Map([["1", "AccessDeniedException: not allowed on 1"]]);
        assert.deepEqual(unreadByReason(MORE, { unread }), [
            { reason: "AccessDeniedException: not allowed on 1", accounts: [{ id: "1" }] },
        ]);
    });

    it("never leaves a local AWS for the real one", async () => {
        const asking = question({});
        const { unread } = await readEachAccount(ACCOUNTS, asking, readingFrom({}, { organizations: "http://here" }));
        assert.equal(unread.get("3"), "not asked: aws:endpoints names organizations but not badges");
        assert.deepEqual(asking.asked, []);
    });

    it("is not asked without accounts", async () => {
        const { values, unread } = await readEachAccount([], question({}), readingFrom());
        assert.equal(values.size + unread.size, 0);
    });
});
