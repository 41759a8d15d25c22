import type { StackInAccount } from "../../../../../aws/stackSetInAws";
import type { BaselineReport } from "../../../../../features/baseline/commands/baseline/baselineText";
import type { AccountWithStacks, BlockInState } from "../../../../../features/baseline/commands/baseline/blockInState";
import { stacksOfBlock } from "../../../../../features/baseline/commands/baseline/deployedBlocks";
import { StateNodes } from "../../../../../features/baseline/commands/baseline/stateNodes";

export const REGION = "eu-central-1";

/** An organisation with the accounts shop and new in Workloads, and play in Sandbox. */
export const NODES = new StateNodes({
    accounts: new Map([
        ["shop", { id: "id-shop", parentId: "ou-work" }],
        ["new", { id: "id-new", parentId: "ou-prod" }],
        ["play", { id: "id-play", parentId: "ou-sand" }],
    ]),
    units: new Map([
        ["Workloads", { id: "ou-work" }],
        ["Workloads/Production", { id: "ou-prod", parent: "Workloads" }],
        ["Sandbox", { id: "ou-sand" }],
    ]),
    policies: new Map([["protect-logs", { id: "p-a1b2c3d4e5" }]]),
});

/** Block oncall of these accounts, in three rings. */
export function block(
    accounts: Readonly<Record<string, Partial<AccountWithStacks>>>,
    more: Partial<BlockInState> = {},
): BlockInState {
    return {
        block: "oncall",
        stackSet: "baseline-oncall",
        region: REGION,
        rings: ["Sandbox", "others", "Production"],
        targets: new Map(),
        formerTargets: [],
        excluded: new Set(),
        accounts: Object.entries(accounts).map(([key, one]) => ({
            id: `id-${key}`,
            key,
            ring: "others",
            regions: [REGION],
            isLeftAlone: false,
            isPending: false,
            ...one,
        })),
        ...more,
    };
}

/** A stack that is as it should be. @param key of its account. */
export function stack(key: string, more: Partial<StackInAccount> = {}): StackInAccount {
    return {
        account: `id-${key}`,
        region: REGION,
        unit: "r-1",
        status: "CURRENT",
        ending: "SUCCEEDED",
        reason: "",
        drift: "NOT_CHECKED",
        ...more,
    };
}

export function report(
    of: BlockInState,
    found: readonly StackInAccount[],
    more: Partial<BaselineReport> = {},
): BaselineReport {
    const stacks = stacksOfBlock(of, found, NODES);
    const { block: key, stackSet, region } = of;
    return { blocks: [{ block: key, stackSet, region, isGone: false, stacks }], newBlocks: [], ...more };
}
