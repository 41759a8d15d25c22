import assert from "node:assert/strict";
import type { AccountCreation } from "../../../../aws/organization";
import { waitForCreations } from "../../../../program/creation";

const SHOP: AccountCreation = { name: "shop", requested: new Date("2026-11-24T10:00:00.123Z") };

/** A clock that advances only by pauses. AWS finishes after the given number of seconds. */
function waiting(isPreview: boolean, ends: number, creations: readonly AccountCreation[] = [SHOP]) {
    const seen = { seconds: 0, asked: 0, progress: [] as string[] };
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
        progress: (message: string) => void seen.progress.push(message),
    };
}

function finish(names: readonly string[], world: Omit<ReturnType<typeof waiting>, "seen">): Promise<string[]> {
    return waitForCreations(names, world.ask, world.isPreview, world);
}

describe("program: account creations that an earlier run left in progress", () => {
    it("are waited for, and reported once", async () => {
        const world = waiting(false, 40);
        await finish(["shop"], world);
        assert.ok(world.seen.seconds >= 40 && world.seen.seconds <= 50, String(world.seen.seconds));
        assert.ok(world.seen.asked < 10, "with pauses that grow");
        assert.deepEqual(world.seen.progress, [
            '"shop" (since 2026-11-24T10:00:00Z) is still being created by AWS for an earlier run: waiting for that, 300 s at most.',
        ]);
    });

    it("are not waited for if others started them", async () => {
        const world = waiting(false, Infinity, [{ name: "other" }]);
        assert.deepEqual(await finish(["shop"], world), []);
        assert.deepEqual(world.seen, { seconds: 0, asked: 1, progress: [] });
    });

    it("delay a preview for ten seconds at most", async () => {
        const world = waiting(true, Infinity);
        const warnings = await finish(["shop"], world);
        assert.equal(world.seen.seconds, 10);
        assert.match(warnings.join(), /"shop" .* is still being created .* `up` waits/);
    });

    it("stop an `up` after five minutes, before anything is changed", async () => {
        const world = waiting(false, Infinity, [SHOP, { name: "data" }]);
        await assert.rejects(
            finish(["shop", "data"], world),
            /"shop" \(since [^)]+\) and "data" for an earlier run and has not finished within 5 minutes\. Nothing was changed/,
        );
        assert.equal(world.seen.seconds, 300);
    });

    it("cause a warning if AWS does not list them", async () => {
        const world = { ...waiting(false, 0), ask: () => Promise.reject(new Error("AccessDenied")) };
        const warnings = await finish(["shop"], world);
        assert.match(warnings.join(), /organizations:ListCreateAccountStatus.*AccessDenied/);
    });

    it("are not asked for without an organisation", async () => {
        const none = Object.assign(new Error("none"), { name: "AWSOrganizationsNotInUseException" });
        const world = { ...waiting(false, 0), ask: () => Promise.reject(none) };
        assert.deepEqual(await finish(["shop"], world), []);
    });
});
