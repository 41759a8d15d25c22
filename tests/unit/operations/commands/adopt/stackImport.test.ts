import assert from "node:assert/strict";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { importAll } from "../../../../../operations/commands/adopt/stackImport";
import type { Progress } from "../../../../../operations/cli/progressBar";
import { CommandError } from "../../../../../operations/cli/commandError";
import type { PulumiRun, RunOptions } from "../../../../../operations/cli/stackRunner";

const ACCOUNT = "aws:organizations/account:Account";
const DETACHED = "pulumi-nodejs:dynamic/organizations:FullAccessDetached";
const RUN: PulumiRun = { changes: {}, changed: false, text: "" };

type Step = readonly [op: string, type: string, ...differs: string[]];

/** A Pulumi whose previews report these steps, one list for each preview, and whose `up` reports the last argument's. */
function pulumi(previews: readonly (readonly Step[])[], up: readonly Step[] = previews[0] ?? [], violation?: string) {
    const runs: { what: string; pack: boolean; plan: boolean }[] = [];
    const left = [...previews];
    const tell = (what: string, steps: readonly Step[], { onEvent, pack = true, plan }: RunOptions): void => {
        runs.push({ what, pack, plan: plan !== undefined });
        for (const [op, type, ...diffs] of steps) {
            const metadata = { op, type, urn: `urn:pulumi:test::aws-organization::${type}::x`, diffs };
            onEvent?.({ resourcePreEvent: { metadata } } as unknown as EngineEvent);
        }
        if (!pack || violation === undefined) return;
        const policyEvent = {
            policyName: violation,
            enforcementLevel: "mandatory",
            resourceUrn: "urn:pulumi:test::aws-organization::A$B::shop::x",
        };
        onEvent?.({ policyEvent } as unknown as EngineEvent);
        throw new CommandError("pulumi preview failed");
    };
    return {
        runs,
        runner: {
            preview: async (options: RunOptions = {}) => {
                await Promise.resolve();
                tell("preview", left.shift() ?? [], options);
                return RUN;
            },
            up: async (options: RunOptions = {}) => {
                await Promise.resolve();
                tell("up", up, options);
                return RUN;
            },
        },
    };
}

const quiet = (): Progress => ({ advance: () => undefined, done: () => undefined, failed: () => undefined });

const GOOD: readonly Step[] = [
    ["create", "pulumi:pulumi:Stack"],
    ["create", "aws-organization:index:Account"],
    ["create", DETACHED],
    ["import", ACCOUNT],
];
const SAME: readonly Step[] = GOOD.map(([, type]) => ["same", type]);

describe("org adopt: the import", () => {
    it("applies only what the preview shows; the policy pack checks at the end", async () => {
        const { runner, runs } = pulumi([GOOD, SAME]);
        assert.deepEqual(await importAll(runner, ".", quiet), { imported: 1, violations: [] });
        assert.deepEqual(runs, [
            { what: "preview", pack: false, plan: true },
            { what: "up", pack: false, plan: true },
            { what: "preview", pack: true, plan: false },
        ]);
    });

    for (const step of [
        ["create", ACCOUNT],
        ["update", ACCOUNT, "tags"],
        ["delete", ACCOUNT],
        ["replace", ACCOUNT],
        ["create-replacement", ACCOUNT],
        ["create", "pulumi-nodejs:dynamic/organizations:FullAccessDetachedNot"],
        ["create", "aws:organizations/policyAttachment:PolicyAttachment"],
        ["update", DETACHED],
    ] as const satisfies Step[]) {
        it(`does not begin if the preview shows ${step.join(" ")}`, async () => {
            const { runner, runs } = pulumi([[...GOOD, step], SAME]);
            await assert.rejects(importAll(runner, ".", quiet), (error: unknown) => {
                assert.ok(error instanceof CommandError);
                assert.match(error.message, /more than imports. Nothing was taken over, and nothing was done in AWS/);
                assert.ok(error.message.includes(`  ${step[0]} ${step[1]}::x`), error.message);
                return true;
            });
            assert.deepEqual(
                runs.map(({ what }) => what),
                ["preview"],
            );
        });
    }

    it("says that the preview after it still shows changes", async () => {
        const { runner } = pulumi([GOOD, [...SAME, ["update", ACCOUNT, "tags"]]]);
        await assert.rejects(
            importAll(runner, ".", quiet),
            /was taken over, but the preview after it shows changes:\n {2}update .*: tags/,
        );
    });

    it("asks again without the policy pack if that has hidden what is left to change", async () => {
        const { runner, runs } = pulumi([GOOD, [], [...SAME, ["update", ACCOUNT, "tags"]]], GOOD, "required-tags");
        await assert.rejects(importAll(runner, ".", quiet), /the preview after it shows changes/);
        assert.deepEqual(
            runs.map(({ what, pack }) => [what, pack]),
            [
                ["preview", false],
                ["up", false],
                ["preview", true],
                ["preview", false],
            ],
        );
    });

    it("reports what the policy pack refuses, which ends that preview", async () => {
        const { runner } = pulumi([GOOD, SAME], GOOD, "required-tags");
        assert.deepEqual(await importAll(runner, ".", quiet), {
            imported: 1,
            violations: [{ policy: "required-tags", level: "mandatory", resource: "shop::x" }],
        });
    });
});
