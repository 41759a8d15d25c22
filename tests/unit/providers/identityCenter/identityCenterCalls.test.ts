import assert from "node:assert/strict";
import { IdentityCenterCalls } from "../../../../providers/identityCenter/identityCenterCalls";

/** Time that passes only while everybody waits, in milliseconds. */
class SimulatedTime {
    now = 0;
    #sleepers: { readonly at: number; readonly wake: () => void }[] = [];

    readonly wait = (milliseconds: number): Promise<void> =>
        new Promise((wake) => this.#sleepers.push({ at: this.now + milliseconds, wake }));

    /** Passes until the work is done. */
    async runUntil(work: Promise<unknown>): Promise<void> {
        let isDone = false;
        void work.finally(() => (isDone = true));
        for (;;) {
            await new Promise(setImmediate);
            if (isDone) return;
            this.#sleepers.sort((one, two) => one.at - two.at);
            const next = this.#sleepers.shift() ?? assert.fail("nobody waits, and it is not done");
            this.now = next.at;
            next.wake();
        }
    }
}

const OPERATIONS = 1_500;

interface Asked {
    readonly questions: number;
    /** Seconds in which all were done. */
    readonly seconds: number;
}

function callsAt(time: SimulatedTime): IdentityCenterCalls {
    const nobody = (): Promise<never> => Promise.reject(new Error("no call is made"));
    return new IdentityCenterCalls({ ssoAdmin: nobody, organizations: nobody, isLocal: true }, time.wait);
}

/** 1,500 operations of some milliseconds each, of which 15 are outstanding. */
async function asked(duration: (operation: number) => number): Promise<Asked> {
    const time = new SimulatedTime();
    const calls = callsAt(time);
    let questions = 0;
    const all = Array.from({ length: OPERATIONS }, (_, operation) =>
        calls.outstanding(async () => {
            const end = time.now + duration(operation);
            await calls.untilDone("assignment", () => {
                questions += 1;
                return Promise.resolve(time.now >= end ? "done" : undefined);
            });
        }),
    );
    await time.runUntil(Promise.all(all));
    return { questions: questions / all.length, seconds: time.now / 1000 };
}

describe("the questions about operations of Identity Center", () => {
    it("are hardly more than one for each, however long AWS takes, and cost hardly any time", async () => {
        for (const milliseconds of [200, 1_000, 3_000, 8_000]) {
            const { questions, seconds } = await asked(() => milliseconds);
            const least = (OPERATIONS / 15) * (Math.max(milliseconds, 250) / 1000);
            assert.ok(questions < 1.4, `${milliseconds} ms: ${questions}`);
            assert.ok(seconds < least * 1.25, `${milliseconds} ms: ${seconds} s, at least ${least} s`);
        }
    });

    it("do not become late because of a few slow ones", async () => {
        const { seconds } = await asked((operation) => (operation % 20 === 10 ? 20_000 : 500));
        const least = (OPERATIONS / 15) * ((20_000 + 19 * 500) / 20 / 1000);
        assert.ok(seconds < least * 1.25, `${seconds} s, at least ${least} s`);
    });

    it("end although AWS is never done: after minutes for the first ones, and not for each of a thousand", async () => {
        const time = new SimulatedTime();
        const calls = callsAt(time);
        const all = Array.from({ length: 1_000 }, () =>
            calls.outstanding(() => calls.untilDone("assignment", () => Promise.resolve(undefined))),
        );
        const ended = Promise.allSettled(all);
        await time.runUntil(ended);
        for (const one of await ended) {
            assert.equal(one.status, "rejected");
            assert.match(
                String(one.reason),
                /has not finished it while this run waited, and may still do it: the next `up` looks/,
            );
        }
        assert.ok(time.now > 600_000 && time.now < 1_200_000, `${time.now / 60_000} minutes`);
    });

    it("are patient again as soon as AWS is done with one", async () => {
        const time = new SimulatedTime();
        const calls = callsAt(time);
        const run = async (duration: number): Promise<string> => {
            const end = time.now + duration;
            const work = calls.untilDone("provisioning", () => Promise.resolve(time.now >= end ? "done" : undefined));
            const ended = work.catch(() => "given up");
            await time.runUntil(ended);
            return ended;
        };
        assert.equal(await run(3_600_000), "given up");
        assert.equal(await run(1_200_000), "given up");
        assert.equal(await run(60_000), "done");
        assert.equal(await run(1_200_000), "done");
    });
});
