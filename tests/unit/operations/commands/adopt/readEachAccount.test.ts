import assert from "node:assert/strict";
import { readEachAccount } from "../../../../../operations/commands/adopt/feature";
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

    it("is asked once if it is denied: the others would be denied too", async () => {
        const asking = question({ "1": awsError("AccessDeniedException", "not allowed") });
        const { values, unread } = await readEachAccount(ACCOUNTS, asking, readingFrom());
        assert.equal(values.size, 0);
        assert.deepEqual([...unread.keys()], ["1", "2", "3"]);
        assert.deepEqual([...new Set(unread.values())], ["AccessDeniedException: not allowed"]);
        assert.deepEqual(asking.asked, ["1"]);
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
