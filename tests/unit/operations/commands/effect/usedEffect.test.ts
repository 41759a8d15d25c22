import assert from "node:assert/strict";
import type { AwsSettings } from "../../../../../aws/awsSettings";
import type { EffectReport } from "../../../../../evaluator/effect";
import { CommandClients } from "../../../../../operations/cli/commandClients";
import type { CommandContext } from "../../../../../operations/cli/commandContext";
import { usedEffect, type UsedEffect } from "../../../../../operations/commands/effect/usedEffect";
import type { ExistingResources } from "../../../../../program/state";

/** Nothing listens there. */
const CLOSED = "http://127.0.0.1:9";
const EXISTING = { accounts: new Map(), units: new Map() } as unknown as ExistingResources;

function withoutAnswer(report: EffectReport, endpoints: AwsSettings["endpoints"]): Promise<UsedEffect> {
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const aws: AwsSettings = { region: "us-east-1", credentials, endpoints, assumeRoles: [], allowedAccountIds: [] };
    const context = { settings: { aws }, clients: new CommandClients(aws) } as unknown as CommandContext;
    return usedEffect(context, report, EXISTING, { days: 90, isFresh: false, isFull: true });
}

function report(isOfOutsiders = false): EffectReport {
    const loss = { accounts: ["shop"], services: ["sqs"], ...(isOfOutsiders && { isOfOutsiders }) };
    return {
        lost: [],
        looser: [],
        tighter: [{ heading: "Tighter", lines: [{ text: "sqs", loss }], most: 12 }],
        other: [],
    };
}

describe("the effect where AWS does not say what was used", () => {
    it("stays as it is, with one line that says why", async () => {
        const before = report();
        const services = { organizations: CLOSED, iam: CLOSED, sts: CLOSED };
        for (const [endpoints, why] of [
            [services, /^What was used is not shown: the local AWS .*/],
            [{ organizations: CLOSED, sts: CLOSED }, /^What was used is not shown: not asked: .* but not iam$/],
        ] as const) {
            const { report: after, notes, json } = await withoutAnswer(before, endpoints);
            assert.equal(after, before);
            assert.equal(notes.length, 1);
            assert.match(notes[0] ?? "", why);
            assert.doesNotMatch(notes[0] ?? "", /\n/);
            assert.ok("problem" in (json as object));
        }
    });

    it("is not asked if no account loses anything", async () => {
        const nothing = { lost: [], looser: [], tighter: [], other: [] };
        for (const before of [nothing, report(true)]) {
            const { report: after, notes } = await withoutAnswer(before, {});
            assert.equal(after, before);
            assert.deepEqual(notes, ["No account loses anything, so AWS was not asked what was used."]);
        }
    });
});
