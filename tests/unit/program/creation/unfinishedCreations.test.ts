import assert from "node:assert/strict";
import type { AccountCreation } from "../../../../aws/organization";
import { finishCreations } from "../../../../program/creation/unfinishedCreations";

const SHOP: AccountCreation = { name: "shop", requested: new Date("2026-11-24T10:00:00.123Z") };

/** Time that passes only when somebody pauses; AWS has finished after the given seconds. */
function waiting(isPreview: boolean, ends: number, creations: readonly AccountCreation[] = [SHOP]) {
    const seen = { seconds: 0, asked: 0, info: [] as string[], warnings: [] as string[] };
    return {
        seen,
        isPreview,
        ask: (): Promise<readonly AccountCreation[]> => {
            seen.asked++;
            return Promise.resolve(seen.seconds < ends ? creations : []);
        },
        pause: (seconds: number): Promise<void> => {
            seen.seconds += seconds;
            return Promise.resolve();
        },
        info: (message: string) => void seen.info.push(message),
        warn: (message: string) => void seen.warnings.push(message),
    };
}

describe("program: creations that an earlier run has left in progress", () => {
    it("are waited for, and told once", async () => {
        const world = waiting(false, 40);
        await finishCreations(["shop"], world);
        assert.ok(world.seen.seconds >= 40 && world.seen.seconds <= 50, String(world.seen.seconds));
        assert.ok(world.seen.asked < 10, "with pauses that grow");
        assert.deepEqual(world.seen.info, [
            '"shop" (since 2026-11-24T10:00:00Z) is still being created by AWS for an earlier run: waiting until that ends, 300 s at most.',
        ]);
    });

    it("of others are not waited for", async () => {
        const world = waiting(false, Infinity, [{ name: "other" }]);
        await finishCreations(["shop"], world);
        assert.deepEqual(world.seen, { seconds: 0, asked: 1, info: [], warnings: [] });
    });

    it("hold up a preview for ten seconds only", async () => {
        const world = waiting(true, Infinity);
        await finishCreations(["shop"], world);
        assert.equal(world.seen.seconds, 10);
        assert.match(world.seen.warnings.join(), /"shop" .* is still being created .* `up` waits/);
    });

    it("stop an `up` after five minutes, before anything is changed", async () => {
        const world = waiting(false, Infinity, [SHOP, { name: "data" }]);
        await assert.rejects(
            finishCreations(["shop", "data"], world),
            /"shop" \(since [^)]+\) and "data" for an earlier run and has not finished within 5 minutes\. Nothing was changed/,
        );
        assert.equal(world.seen.seconds, 300);
    });

    it("that AWS does not tell are a warning", async () => {
        const world = { ...waiting(false, 0), ask: () => Promise.reject(new Error("AccessDenied")) };
        await finishCreations(["shop"], world);
        assert.match(world.seen.warnings.join(), /organizations:ListCreateAccountStatus.*AccessDenied/);
    });

    it("cannot be where there is no organisation", async () => {
        const none = Object.assign(new Error("none"), { name: "AWSOrganizationsNotInUseException" });
        const world = { ...waiting(false, 0), ask: () => Promise.reject(none) };
        await finishCreations(["shop"], world);
        assert.deepEqual(world.seen.warnings, []);
    });
});
