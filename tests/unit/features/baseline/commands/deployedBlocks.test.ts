import assert from "node:assert/strict";
import type { StackInAccount } from "../../../../../aws/stackSetInAws";
import type { AccountPlace } from "../../../../../features/baseline/commands/baseline/accountPlaces";
import type { BlockInState } from "../../../../../features/baseline/commands/baseline/blockInState";
import {
    placedBlock,
    stacksOfBlock,
    unexplainedAccounts,
    type DeployedBlock,
    type DeployedStack,
} from "../../../../../features/baseline/commands/baseline/deployedBlocks";
import { block, NODES, REGION, stack } from "./stacksFixture";

const FAILED = { status: "OUTDATED", ending: "FAILED" };

/** `shop: waiting (ring 2 of 3 (others): ...)` */
function shown(stacks: readonly DeployedStack[]): string[] {
    return stacks.map(
        ({ account, condition, why }) => `${account}: ${condition}${why === undefined ? "" : ` (${why})`}`,
    );
}

function judged(of: BlockInState, found: readonly StackInAccount[]): string[] {
    return shown(stacksOfBlock(of, found, NODES));
}

describe("a stack of a block", () => {
    it("is as AWS says it, if the last `up` has given it", () => {
        const of = block({ shop: {}, broken: {}, stuck: {}, busy: {}, closed: {}, locked: { isLeftAlone: true } });
        const found = [
            stack("shop"),
            stack("broken", FAILED),
            stack("stuck", { status: "INOPERABLE", ending: "INOPERABLE" }),
            stack("busy", { status: "OUTDATED", ending: "RUNNING" }),
            stack("closed", { status: "OUTDATED", ending: "SKIPPED_SUSPENDED_ACCOUNT" }),
            stack("locked", { status: "OUTDATED", ending: "PENDING" }),
        ];
        assert.deepEqual(judged(of, found), [
            "broken: failed",
            "busy: changing",
            "closed: closed",
            "locked: quarantined",
            "shop: current",
            "stuck: stuck",
        ]);
    });

    it("waits if the last `up` did not reach it: a ring before it, or its own, has failed", () => {
        const of = block({
            play: { ring: "Sandbox" },
            data: { isPending: true },
            shop: { isPending: true },
            "shop-prod": { ring: "Production", isPending: true },
            "data-prod": { ring: "Production", isPending: true },
        });
        const found = [
            stack("play"),
            stack("data", FAILED),
            stack("shop", { status: "OUTDATED", ending: "CANCELLED" }),
            // A change that has not come to its ring.
            stack("data-prod", { status: "OUTDATED", ending: "SUCCEEDED" }),
        ];
        assert.deepEqual(judged(of, found), [
            "data: failed",
            "data-prod: waiting (ring 3 of 3 (Production): ring 2 of 3 (others) failed in data)",
            "play: current",
            "shop: waiting (ring 2 of 3 (others): it stopped when it failed in data)",
            "shop-prod: waiting (ring 3 of 3 (Production): ring 2 of 3 (others) failed in data)",
        ]);
    });

    it("waits for what the state says if no stack has failed", () => {
        const of = block({ shop: { isPending: true } }, { stopped: "baseline block oncall: AWS is tired" });
        assert.deepEqual(judged(of, []), [
            "shop: waiting (ring 2 of 3 (others): the last `up` ended with: AWS is tired)",
        ]);
        const stops = block(
            { shop: { isPending: true } },
            { stopped: "baseline block oncall stops in ring 1 of 3: no" },
        );
        assert.deepEqual(judged(stops, []), [
            "shop: waiting (ring 2 of 3 (others): the last `up` stopped in ring 1 of 3: no)",
        ]);
        assert.deepEqual(judged(block({ shop: { isPending: true } }), []), [
            "shop: waiting (ring 2 of 3 (others): the last `up` did not come to it)",
        ]);
    });

    it("was there and is gone, or is an earlier one, if the last `up` did reach it", () => {
        const of = block({ shop: {}, play: {} });
        assert.deepEqual(judged(of, [stack("play", { status: "OUTDATED", ending: "CANCELLED" })]), [
            "play: outdated (an operation outside of this stack was stopped, or AWS still works on it)",
            "shop: missing",
        ]);
    });

    it("is new in an account that has come into a target, before and after AWS has brought it", () => {
        const targets = new Map([["ou-work", { regions: [REGION], excluded: new Set<string>() }]]);
        const of = block({ shop: {} }, { targets });
        assert.deepEqual(judged(of, [stack("shop")]), [
            "new: new (AWS brings it by itself, or the next `up` does)",
            "shop: current",
        ]);
        const coming = stack("new", { unit: "ou-work", status: "OUTDATED", ending: "PENDING" });
        assert.deepEqual(judged(of, [stack("shop"), coming]), ["new: new (AWS is setting it up)", "shop: current"]);
        assert.deepEqual(judged(of, [stack("shop"), stack("new", { unit: "ou-work" })]), [
            "new: new (AWS gave it when the account came)",
            "shop: current",
        ]);
        const without = new Map([["ou-work", { regions: [REGION], excluded: new Set(["id-new"]) }]]);
        assert.deepEqual(judged(block({ shop: {} }, { targets: without }), [stack("shop")]), ["shop: current"]);
    });

    it("says who has given it to an account that is not to have it", () => {
        const targets = new Map([["ou-work", { regions: [REGION], excluded: new Set(["id-out"]) }]]);
        const of = block({ shop: {}, new: {} }, { targets, formerTargets: ["r-1"], excluded: new Set(["id-out"]) });
        const found = [
            stack("shop"),
            stack("shop", { region: "us-east-1" }),
            stack("new"),
            stack("out", { unit: "ou-work" }),
            stack("play", { unit: "ou-work" }),
            stack("by-hand", { unit: "ou-work" }),
            stack("earlier", { unit: "ou-work", status: "OUTDATED", ending: "PENDING", stackId: "stack:1" }),
            stack("broken", { unit: "ou-work", ...FAILED }),
            stack("coming", { unit: "ou-work", status: "OUTDATED", ending: "RUNNING" }),
            stack("late", { unit: "r-1" }),
            stack("given", { unit: "ou-other" }),
        ];
        assert.deepEqual(judged(of, found), [
            "id-broken: unlisted (AWS could not set it up)",
            "id-by-hand: unlisted",
            "id-coming: unlisted (AWS is setting it up)",
            "id-earlier: unlisted (it has an earlier version of the block)",
            "id-given: unwanted (somebody gave it outside of this stack)",
            "id-late: unwanted (AWS gave it through the root, which had the block before)",
            "id-out: unwanted (the definition leaves the account out)",
            "new: current",
            "play: unwanted (the account was moved below unit Workloads outside of this stack, where AWS gives the block)",
            "shop: current",
            "shop: unwanted (the definition does not have the region)",
        ]);
    });
});

describe("an account of which the state does not say enough", () => {
    function placed(of: BlockInState, found: readonly StackInAccount[], places: Record<string, AccountPlace>) {
        const stacks = stacksOfBlock(of, found, NODES);
        const deployed: DeployedBlock = { block: "oncall", stackSet: "", region: REGION, isGone: false, stacks };
        assert.deepEqual(unexplainedAccounts([deployed, deployed]).toSorted(), Object.keys(places).toSorted());
        return placedBlock(deployed, new Map(Object.entries(places)), NODES).stacks;
    }

    it("is one that somebody has made: its name, and the unit that the definition does not have", () => {
        const targets = new Map([["r-1", { regions: [REGION], excluded: new Set<string>() }]]);
        const of = block({ shop: {}, new: {}, play: {} }, { targets });
        const found = ["shop", "new", "play", "hand", "root"].map((key) => stack(key));
        const member = { state: "ACTIVE", name: "By hand" };
        const stacks = placed(of, found, {
            "id-hand": { ...member, parentId: "ou-9", unit: "Workloads/Own", foreignUnit: "Workloads/Own" },
            "id-root": { ...member, parentId: "r-1", unit: "" },
        });
        assert.deepEqual(
            stacks.filter(({ name }) => name === "By hand").map(({ id, condition, why }) => [id, condition, why]),
            [
                ["id-hand", "unlisted", "in unit Workloads/Own, which the definition does not have"],
                ["id-root", "unlisted", "in the root"],
            ],
        );
    });

    it("is one that has lost its stack: it was moved, was closed, has left, or somebody took the stack away", () => {
        const of = block({ shop: {}, new: {}, play: {}, gone: {} });
        const stacks = placed(of, [], {
            "id-shop": { name: "shop", state: "ACTIVE", parentId: "ou-work", unit: "Workloads" },
            "id-new": { name: "new", state: "ACTIVE", parentId: "ou-sand", unit: "Sandbox" },
            "id-play": { name: "play", state: "SUSPENDED", parentId: "ou-sand", unit: "Sandbox" },
            "id-gone": { state: "", unit: "" },
        });
        assert.deepEqual(shown(stacks), [
            "gone: left",
            "new: missing (the account was moved to unit Sandbox outside of this stack, and AWS took the block away)",
            "play: closed",
            "shop: missing",
        ]);
    });
});
