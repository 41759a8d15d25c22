import { listSome, visible, visibleEnds } from "../../../../limits";
import type { BlockInState } from "./blockInState";

/** The most accounts that the reason of a ring that waits names. */
const MOST_ACCOUNTS = 3;
const REASON_LENGTH = 200;

/** Where a rollout has stopped, by what AWS and the state say. */
export class RingStops {
    readonly #block: BlockInState;
    /** By ring, the keys of the accounts in which it has failed. */
    readonly #failed: ReadonlyMap<string, readonly string[]>;

    /** @param failed the ids of accounts in which a stack has failed. */
    constructor(block: BlockInState, failed: ReadonlySet<string>) {
        this.#block = block;
        const byRing = new Map<string, string[]>();
        for (const { id, key, ring } of block.accounts) {
            if (failed.has(id)) byRing.set(ring, [...(byRing.get(ring) ?? []), key]);
        }
        this.#failed = byRing;
    }

    /** Why the accounts of a ring wait: `ring 3 of 3 (Production): ring 2 of 3 (others) failed in data`. */
    why(ring: string): string {
        const { rings, stopped } = this.#block;
        const before = rings.slice(0, rings.indexOf(ring) + 1);
        const failed = before.find((one) => this.#failed.has(one));
        return `${this.#ringText(ring)}: ${failed === undefined ? lastRun(stopped, this.#block.block) : this.#failure(failed, ring)}`;
    }

    #failure(failed: string, ring: string): string {
        const accounts = listSome(
            (this.#failed.get(failed) ?? []).map((key) => visible(key)),
            MOST_ACCOUNTS,
        );
        return failed === ring
            ? `it stopped when it failed in ${accounts}`
            : `${this.#ringText(failed)} failed in ${accounts}`;
    }

    /** `ring 2 of 4 (Sandbox)`. */
    #ringText(ring: string): string {
        const at = this.#block.rings.indexOf(ring);
        return at < 0 ? "in no ring" : `ring ${at + 1} of ${this.#block.rings.length} (${visible(ring)})`;
    }
}

/** Why the last run did not come to it, if no stack has failed. AWS's reasons may contain whole policies. */
function lastRun(stopped: string | undefined, block: string): string {
    if (stopped === undefined) return "the last `up` did not come to it";
    const what = `baseline block ${block}`;
    const [stops, fails] = [`${what} stops`, `${what}: `];
    // The texts are those of providers/stackSets/rolloutTexts.ts.
    if (stopped.startsWith(stops))
        return visible(`the last \`up\` stopped${stopped.slice(stops.length)}`, REASON_LENGTH);
    const reason = stopped.startsWith(fails) ? stopped.slice(fails.length) : stopped;
    return `the last \`up\` ended with: ${visibleEnds(reason, REASON_LENGTH)}`;
}
