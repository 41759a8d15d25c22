import assert from "node:assert/strict";
import type { StackInAccount } from "../../../../../aws/stackSetInAws";
import {
    accountText,
    baselineText,
    isInOrder,
    type BaselineReport,
} from "../../../../../features/baseline/commands/baseline/baselineText";
import { blocksInState, type BlockInState } from "../../../../../features/baseline/commands/baseline/blockInState";
import { stacksOfBlock } from "../../../../../features/baseline/commands/baseline/deployedBlocks";
import {
    failedDetections,
    withFailedDetections,
} from "../../../../../features/baseline/commands/baseline/failedDetection";

const REGION = "eu-central-1";

function block(...accounts: readonly (readonly [key: string, isLeftAlone?: boolean])[]): BlockInState {
    return {
        block: "oncall",
        stackSet: "baseline-oncall",
        region: REGION,
        targets: new Map(),
        formerTargets: [],
        accounts: accounts.map(([key, isLeftAlone = false]) => ({
            id: `id-${key}`,
            key,
            regions: [REGION],
            isLeftAlone,
        })),
    };
}

function stack(key: string, more: Partial<StackInAccount> = {}): StackInAccount {
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

function report(
    of: BlockInState,
    found: readonly StackInAccount[],
    more: Partial<BaselineReport> = {},
): BaselineReport {
    const stacks = stacksOfBlock(of, found);
    return {
        blocks: [{ block: of.block, stackSet: of.stackSet, region: of.region, isGone: false, stacks }],
        newBlocks: [],
        ...more,
    };
}

describe("org baseline", () => {
    it("says of each stack how it is, and which accounts have none", () => {
        const of = block(["shop"], ["data"], ["old"], ["broken"], ["locked", true], ["missing"], ["stuck"]);
        const stacks = stacksOfBlock(of, [
            stack("shop"),
            stack("data", { status: "OUTDATED", ending: "FAILED" }),
            stack("old", { status: "OUTDATED", ending: "SKIPPED_SUSPENDED_ACCOUNT" }),
            stack("broken", { status: "OUTDATED", ending: "RUNNING" }),
            stack("locked", { status: "OUTDATED", ending: "PENDING" }),
            stack("stuck", { status: "INOPERABLE", ending: "INOPERABLE" }),
            stack("foreign"),
        ]);
        assert.deepEqual(
            stacks.map(({ account, condition }) => `${account}: ${condition}`),
            [
                "broken: changing",
                "data: failed",
                "id-foreign: unwanted",
                "locked: left alone",
                "missing: missing",
                "old: closed",
                "shop: current",
                "stuck: stuck",
            ],
        );
    });

    it("names an account that AWS has given the block by its key, with the true reason", () => {
        const of: BlockInState = {
            ...block(["shop"]),
            targets: new Map([["ou-work", new Set(["id-out"])]]),
            formerTargets: ["r-1"],
        };
        const found = [
            stack("shop"),
            stack("new"),
            stack("foreign", { unit: "ou-work" }),
            stack("out", { unit: "ou-work" }),
            stack("hand", { unit: "ou-other" }),
        ];
        const stacks = stacksOfBlock(of, found, new Map([["id-new", "new"]]));
        assert.deepEqual(
            stacks.map(({ account, condition }) => `${account}: ${condition}`),
            [
                "id-foreign: by target",
                "id-hand: unwanted",
                "id-out: unwanted",
                "new: by former target",
                "shop: current",
            ],
        );
        const text = baselineText({
            blocks: [{ block: "oncall", stackSet: "baseline-oncall", region: REGION, isGone: false, stacks }],
            newBlocks: [],
        });
        assert.match(text, /^new +id-new +oncall +eu-central-1 +by former target$/m);
        assert.match(text, /^by former target: .* `up --refresh` takes it away\.$/m);
    });

    it("is in order only if every stack is as it should be, and no block waits", () => {
        const of = block(["shop"]);
        assert.ok(isInOrder(report(of, [stack("shop")])));
        assert.ok(!isInOrder(report(of, [])));
        assert.ok(!isInOrder(report(of, [stack("shop", { drift: "DRIFTED" })])));
        assert.ok(!isInOrder(report(of, [stack("shop")], { newBlocks: ["other"] })));
    });

    it("shows a line for each block, and one for each stack that somebody has to look at", () => {
        const of = block(["shop"], ["data"]);
        const found = [
            stack("shop", { drift: "IN_SYNC", driftChecked: new Date("2026-11-27T10:00:00Z") }),
            stack("data", { status: "OUTDATED", ending: "FAILED", reason: "Role oncall already exists" }),
        ];
        assert.equal(
            baselineText(report(of, found, { newBlocks: ["new"] })),
            [
                "BLOCK   STACKSET         ACCOUNTS  STACKS  CURRENT  OTHERS    DRIFT",
                "oncall  baseline-oncall  2         2       1        1 failed  none (2026-11-27), 1 stack not looked at",
                "",
                "ACCOUNT  ID       BLOCK   REGION        STATE   AWS'S REASON",
                "data     id-data  oncall  eu-central-1  failed  Role oncall already exists",
                "failed, outdated: the next `up` tries again, when the reason is mended.",
                "",
                "Not rolled out yet: new. `up` does it.",
            ].join("\n"),
        );
    });

    it("shows every stack of one account", () => {
        const of = block(["shop"]);
        assert.equal(
            accountText(report(of, [stack("shop")]), "shop"),
            ["BLOCK   REGION        STATE    DRIFT", "oncall  eu-central-1  current  not looked for"].join("\n"),
        );
        assert.equal(accountText({ blocks: [], newBlocks: [] }, "shop"), "shop has no block of the baseline.");
    });

    it("names the resources that have drifted, without what a name could do to a terminal", () => {
        const text = baselineText(
            report(block(["shop"]), [stack("shop", { drift: "DRIFTED", driftChecked: new Date("2026-11-27") })], {
                drift: {
                    resources: [
                        {
                            block: "oncall",
                            account: "shop",
                            region: REGION,
                            resource: "Role\u001b[31m",
                            type: "AWS::IAM::Role",
                            status: "MODIFIED",
                            properties: [
                                { path: "/ManagedPolicyArns/0", kind: "added", actual: "Mine\u001b[31m" },
                                { path: "/Description", kind: "changed", expected: "a", actual: "\u001b[31mb" },
                            ],
                        },
                    ],
                    failed: [],
                    busy: ["other"],
                },
            }),
        );
        assert.match(
            text,
            /^ {2}shop in eu-central-1, oncall: Role\\u001b\[31m \(AWS::IAM::Role\) was changed: Mine\\u001b\[31m was added to ManagedPolicyArns and Description is "\\u001b\[31mb" instead of "a"$/m,
        );
        assert.match(text, /neither does `up`: undo it in the account\.$/m);
        assert.doesNotMatch(text, /resource is gone|writes the resource anew/);
        assert.match(text, /^AWS works on another operation of other: drift was not looked for there\./m);
    });

    it("says how a resource that was deleted is made again", () => {
        const deleted = { account: "shop", region: REGION, resource: "Role", type: "AWS::IAM::Role" };
        const text = baselineText(
            report(block(["shop"]), [stack("shop", { drift: "DRIFTED", driftChecked: new Date("2026-11-27") })], {
                drift: {
                    resources: [{ ...deleted, block: "oncall", status: "DELETED", properties: [] }],
                    failed: [],
                    busy: [],
                },
            }),
        );
        assert.match(text, /oncall: Role \(AWS::IAM::Role\) was deleted$/m);
        assert.match(text, /Where a resource is gone, take the block out of the account \(`oncall: false` under/);
    });

    it("says where AWS could not look for drift, and what to do if the stack was deleted in its account", () => {
        const of = block(["shop"], ["data"], ["locked", true]);
        const checked = { drift: "IN_SYNC", driftChecked: new Date("2026-11-27") };
        const found = [stack("shop", checked), stack("data", checked), stack("locked", checked)];
        const blocks = report(of, found).blocks.map((one) =>
            withFailedDetections(
                one,
                new Map([
                    [`id-data in ${REGION}`, "Stack [StackSet-\u001b[31m] does not exist"],
                    [`id-locked in ${REGION}`, "explicit deny"],
                    [`id-gone in ${REGION}`, ""],
                ]),
            ),
        );
        const failed = failedDetections(blocks);
        const text = baselineText({ blocks, newBlocks: [], drift: { resources: [], failed, busy: [] } });
        assert.match(text, / none \(2026-11-27\), 1 stack not looked at$/m);
        assert.match(
            text,
            /^Nothing else differs from the templates\.\nAWS could not look for drift in 1 stack:\n {2}data in eu-central-1, oncall: Stack \[StackSet-\\u001b\[31m\] does not exist$/m,
        );
        assert.match(text, /^If a stack does not exist, .*\(`oncall: false` under `baseline` of the account\)/m);
        assert.ok(!isInOrder({ blocks, newBlocks: [], drift: { resources: [], failed, busy: [] } }));
        const one = accountText({ blocks, newBlocks: [], drift: { resources: [], failed, busy: [] } }, "data");
        assert.match(one, /^oncall +eu-central-1 +current +not known$/m);
    });

    it("reads the blocks of the state, and nothing else of it", () => {
        const outputs = {
            name: "baseline-oncall",
            region: REGION,
            accounts: { shop: `id-shop r-1 ${REGION} Sandbox` },
        };
        const resources = new Map([
            ["pulumi-nodejs:dynamic/baseline:BlockStackSet", [{ name: "oncall", outputs }]],
            ["aws:iam/role:Role", [{ name: "other", outputs: {} }]],
        ]);
        assert.deepEqual(blocksInState(resources), [block(["shop"])]);
        assert.deepEqual(blocksInState(undefined), []);
        const given = {
            ...outputs,
            isAutomatic: true,
            targets: [{ unit: "ou-1", regions: [REGION], excluded: ["id-out"] }],
            keptTargets: ["r-1"],
        };
        const [found] = blocksInState(
            new Map([["pulumi-nodejs:dynamic/baseline:BlockStackSet", [{ name: "oncall", outputs: given }]]]),
        );
        assert.deepEqual(found?.targets, new Map([["ou-1", new Set(["id-out"])]]));
        assert.deepEqual(found.formerTargets, ["r-1"]);
    });
});
