import assert from "node:assert/strict";
import {
    accountText,
    baselineText,
    isInOrder,
    type BaselineReport,
} from "../../../../../features/baseline/commands/baseline/baselineText";
import type { AccountWithStacks } from "../../../../../features/baseline/commands/baseline/blockInState";
import type { DriftedResource } from "../../../../../features/baseline/commands/baseline/driftDetection";
import {
    failedDetections,
    withFailedDetections,
} from "../../../../../features/baseline/commands/baseline/failedDetection";
import { block, REGION, report, stack } from "./stacksFixture";

const DAY = new Date("2026-11-27T10:00:00Z");

describe("org baseline", () => {
    it("is in order only if every stack is as it should be, and no block waits", () => {
        const of = block({ shop: {} });
        assert.ok(isInOrder(report(of, [stack("shop")])));
        assert.ok(!isInOrder(report(of, [])));
        assert.ok(!isInOrder(report(of, [stack("shop", { drift: "DRIFTED" })])));
        assert.ok(!isInOrder(report(of, [stack("shop")], { newBlocks: ["other"] })));
    });

    it("shows a line for each block, and one for each stack that somebody has to look at", () => {
        const of = block({ shop: {}, data: {} });
        const found = [
            stack("shop", { drift: "IN_SYNC", driftChecked: DAY }),
            stack("data", { status: "OUTDATED", ending: "FAILED", reason: "Role oncall already exists" }),
        ];
        assert.equal(
            baselineText(report(of, found, { newBlocks: ["new"] })),
            [
                "BLOCK   ACCOUNTS  STACKS  CURRENT  OTHERS    DRIFT",
                "oncall  2         2       1        1 failed  none (2026-11-27), 1 stack not looked at",
                "",
                "In CloudFormation, a block is the StackSet baseline-BLOCK of the management account, in eu-central-1.",
                "",
                "ACCOUNT  ID       BLOCK   REGION        STATE   WHY",
                "data     id-data  oncall  eu-central-1  failed  Role oncall already exists",
                "",
                "STATE   WHAT IT MEANS, AND WHAT TO DO",
                "failed  AWS could not make or change the stack. Mend the reason, then run `up`: it tries again.",
                "",
                "Not rolled out yet: new. `up` does it.",
            ].join("\n"),
        );
    });

    it("names the policy that AWS's reason has as an id at its end", () => {
        const because = `User: ${"x".repeat(330)} with an explicit deny in a service control policy: arn:aws:organizations::111122223333:policy/o-a1b2c3d4e5/service_control_policy/`;
        const of = block({ data: {} });
        const shown = (reason: string): string =>
            baselineText(report(of, [stack("data", { status: "OUTDATED", ending: "FAILED", reason })]));
        assert.match(shown(`${because}p-a1b2c3d4e5`), /service_control_policy\/p-a1b2c3d4e5 \(policy protect-logs\)\n/);
        assert.match(shown(`${because}p-other12345`), /service_control_policy\/p-other12345\n/);
    });

    it("counts the accounts that wait, and names those that somebody has to look at, the urgent first", () => {
        const names = Array.from({ length: 1_000 }, (_, index) => `prod-${index}`);
        const waiting: [string, Partial<AccountWithStacks>][] = names.map((key) => [
            key,
            { ring: "Production", isPending: true },
        ]);
        const of = block({ play: { ring: "Sandbox" }, data: { isPending: true }, ...Object.fromEntries(waiting) });
        const found = [stack("data", { status: "OUTDATED", ending: "FAILED", reason: "no" }), stack("hand")];
        const lines = baselineText(report(of, found)).split("\n");
        assert.deepEqual(lines.slice(0, 2), [
            "BLOCK   ACCOUNTS  STACKS  CURRENT  OTHERS                                          DRIFT",
            "oncall  2         2       0        1 failed, 1 missing, 1 unwanted, 1,000 waiting  not looked for",
        ]);
        assert.deepEqual(lines.slice(5, 10), [
            "ACCOUNT         ID       BLOCK   REGION        STATE     WHY",
            "data            id-data  oncall  eu-central-1  failed    no",
            "play            id-play  oncall  eu-central-1  missing",
            "id-hand                  oncall  eu-central-1  unwanted  somebody gave it outside of this stack",
            "1,000 accounts           oncall  eu-central-1  waiting   ring 3 of 3 (Production): ring 2 of 3 (others) failed in data",
        ]);
        assert.deepEqual(
            lines.slice(12).map((line) => line.split(" ")[0]),
            ["failed", "missing", "unwanted", "waiting"],
        );
    });

    it("has one line for an account that the definition does not have, whatever it has", () => {
        const targets = new Map([["r-1", { regions: [REGION], excluded: new Set<string>() }]]);
        const of = block({ shop: {}, new: {}, play: {} }, { targets });
        const found = [
            ...["shop", "new", "play", "hand"].map((key) => stack(key)),
            stack("hand", { region: "us-east-1" }),
        ];
        const [oncall] = report(of, found).blocks;
        assert.ok(oncall);
        const audit = { ...oncall, stacks: oncall.stacks.map((one) => ({ ...one, block: "audit" })) };
        const lines = baselineText({ blocks: [audit, oncall], newBlocks: [] }).split("\n");
        assert.deepEqual(lines.slice(6), [
            "ACCOUNT  BLOCK             REGION     STATE",
            "id-hand  audit and oncall  2 regions  unlisted",
            "",
            "STATE     WHAT IT MEANS, AND WHAT TO DO",
            "unlisted  The definition does not have the account. AWS gave it the block by itself, because the account is",
            "          below a unit that has it, and later changes never reach it. Write the account into the definition,",
            "          with its `id` and its unit.",
        ]);
    });

    it("says in how many lines more than it shows something is to be looked at", () => {
        const names = Array.from({ length: 42 }, (_, index) => [`shop-${index}`, {}] as const);
        const text = baselineText(report(block(Object.fromEntries(names)), []));
        assert.match(text, /^and 2 more lines: `--json` lists all$/m);
    });

    it("shows every stack of one account, and what the definition takes out of it", () => {
        const of = block({ shop: {} });
        assert.equal(
            accountText(report(of, [stack("shop")]), "shop"),
            ["BLOCK   REGION        STATE    DRIFT", "oncall  eu-central-1  current  not looked for"].join("\n"),
        );
        assert.equal(accountText({ blocks: [], newBlocks: [] }, "shop"), "shop has no block of the baseline.");
        assert.equal(
            accountText(
                report(block({ shop: { isLeftAlone: true } }), [stack("shop")], { excluded: ["audit"] }),
                "shop",
            ),
            [
                "BLOCK   REGION        STATE        DRIFT",
                "oncall  eu-central-1  quarantined  not looked for",
                "",
                "STATE        WHAT IT MEANS, AND WHAT TO DO",
                "quarantined  The account is quarantined. Its stack stays as it is until the quarantine is over.",
                "",
                "Excluded: audit. The definition takes it out here, at the account or a unit above it.",
            ].join("\n"),
        );
    });

    it("says how a StackSet that somebody has deleted is made anew", () => {
        const [gone] = report(block({ shop: {} }), []).blocks.map((one) => ({ ...one, isGone: true, stacks: [] }));
        assert.ok(gone);
        const text = baselineText({ blocks: [gone], newBlocks: [] });
        assert.match(text, /^oncall +0 +0 +0 +StackSet deleted +not looked for$/m);
        assert.match(
            text,
            /^Somebody has deleted the StackSet of oncall \(baseline-oncall in eu-central-1\)\. `up --refresh`/m,
        );
    });

    it("names the resources that have drifted, without what a name could do to a terminal", () => {
        const text = baselineText(
            report(block({ shop: {} }), [stack("shop", { drift: "DRIFTED", driftChecked: DAY })], {
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

    it("lets the policy stay with which sessions were revoked, and nothing else", () => {
        const of = {
            block: "oncall",
            account: "shop",
            region: REGION,
            type: "AWS::IAM::Role",
            status: "MODIFIED",
        } as const;
        const revoking = {
            path: "/Policies/0",
            kind: "added",
            actual: '{"PolicyName":"AWSRevokeOlderSessions"}',
            isRevocation: true,
        } as const;
        const revoked = { ...of, resource: "Role", properties: [revoking] };
        const changed = {
            ...of,
            resource: "Other",
            properties: [{ path: "/Path", kind: "changed" } as const, revoking],
        };
        const withDrift = (resources: readonly DriftedResource[]): BaselineReport =>
            report(block({ shop: {} }), [stack("shop", { drift: "DRIFTED", driftChecked: DAY })], {
                drift: { resources, failed: [], busy: [] },
            });
        const stays = withDrift([revoked]);
        assert.ok(isInOrder(stays));
        const text = baselineText(stays);
        assert.match(
            text,
            /Role \(AWS::IAM::Role\) was changed: policy AWSRevokeOlderSessions was added to Policies \(sessions were revoked during an incident: it may stay\)$/m,
        );
        assert.doesNotMatch(text, /undo/);
        const mixed = withDrift([revoked, changed]);
        assert.ok(!isInOrder(mixed));
        assert.match(baselineText(mixed), /Other [^]*Role [^]*undo what may not stay in the account\.$/m);
        assert.ok(!isInOrder(withDrift([changed])));
        assert.ok(!isInOrder(withDrift([{ ...revoked, status: "DELETED", properties: [] }])));
        assert.ok(!isInOrder(withDrift([])), "of stacks beyond the first ones, AWS was not asked which resources");
    });

    it("says how a resource that was deleted is made again", () => {
        const deleted = { account: "shop", region: REGION, resource: "Role", type: "AWS::IAM::Role" };
        const text = baselineText(
            report(block({ shop: {} }), [stack("shop", { drift: "DRIFTED", driftChecked: DAY })], {
                drift: {
                    resources: [{ ...deleted, block: "oncall", status: "DELETED", properties: [] }],
                    failed: [],
                    busy: [],
                },
            }),
        );
        assert.match(text, /oncall: Role \(AWS::IAM::Role\) was deleted$/m);
        assert.match(
            text,
            /^Where a resource is gone:\n {2}1\. Write `oncall: false` under `baseline` of the account/m,
        );
    });

    it("says where AWS could not look for drift, and what to do if the stack was deleted in its account", () => {
        const of = block({ shop: {}, data: {}, locked: { isLeftAlone: true } });
        const checked = { drift: "IN_SYNC", driftChecked: DAY };
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
        assert.match(
            text,
            /^If a stack does not exist, .*:\n {2}1\. Write `oncall: false` under `baseline` of the account/m,
        );
        assert.ok(!isInOrder({ blocks, newBlocks: [], drift: { resources: [], failed, busy: [] } }));
        const one = accountText({ blocks, newBlocks: [], drift: { resources: [], failed, busy: [] } }, "data");
        assert.match(one, /^oncall +eu-central-1 +current +not known$/m);
    });
});
