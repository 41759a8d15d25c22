import assert from "node:assert/strict";
import { failureOf, inputs, named, OneGroup } from "../oneGroup";

describe("an assignment of which it is not known how it ended", () => {
    it("stays in the state if it was to be given, because nobody would take it away otherwise", async () => {
        const aws = new OneGroup();
        aws.unanswered.push(new Error("socket hang up"));
        const provider = aws.provider();
        const error = await failureOf(provider.create(inputs(["1"])));
        assert.deepEqual(error.reasons, [
            "account 1: AWS has begun to give group developers Developer, and how it ended is not known: socket hang up",
        ]);
        assert.deepEqual(error.properties, inputs(["1"]));
        // AWS goes on. The next run looks at what is there, also for an account that the definition does not name any more.
        aws.has.add("1");
        await provider.update(error.id, error.properties, inputs([]));
        assert.deepEqual([...aws.has], []);
    });

    it("does not count as taken away if AWS does not know the operation any more", async () => {
        const aws = new OneGroup("1");
        aws.unanswered.push(named("ResourceNotFoundException", "no such request"));
        const error = await failureOf(aws.provider().update("id", inputs(["1"]), inputs([])));
        assert.deepEqual(error.properties.accounts, ["1"]);
    });
});
