import assert from "node:assert/strict";
import { everyRegion } from "../../../../../../operations/commands/handOver/read/everyRegion";

describe("asking every region", () => {
    const refused = (region: string): Error =>
        Object.assign(new Error(`denied on arn:aws:ram:${region}:1:*`), { name: "AccessDeniedException" });

    it("collects what the regions report, and reports an equal refusal once for all its regions", async () => {
        const answer = await everyRegion(["a-1", "b-1", "c-1"], async (region) => {
            await Promise.resolve();
            if (region !== "b-1") throw refused(region);
            return [region, 2];
        });
        assert.deepEqual(answer, {
            found: ["b-1", 2],
            unread: [{ regions: ["a-1", "c-1"], because: "AccessDeniedException: denied on arn:aws:ram:<region>:1:*" }],
        });
        assert.deepEqual(await everyRegion([], () => Promise.resolve([1])), { found: [], unread: [] });
    });

    it("fails if no region answers", async () => {
        await assert.rejects(
            everyRegion(["a-1", "b-1"], (region) => Promise.reject(refused(region))),
            /denied on arn:aws:ram:a-1/,
        );
    });
});
