import assert from "node:assert/strict";
import { paragraphText, type EffectLine, type ServiceLoss } from "../../../evaluator/effect";
import type { LossEvidence } from "../../../operations/commands/effect/lossEvidence";
import { withEvidence } from "../../../operations/commands/effect/paragraphEvidence";
import type { ServiceUse } from "../../../operations/commands/effect/serviceUse";
import { blocksOf } from "./pages";

const WORDS = { now: new Date("2026-11-27T12:00:00Z"), days: 90, mostLines: 10, mostNames: 5 };
const NINE = ["lake", "shop", ...Array.from({ length: 7 }, (_, number) => `account${number}`)];

function use(service: string, more: Partial<ServiceUse>): ServiceUse {
    const last = { at: "2026-11-25T12:00:00Z", by: "shop", from: "eu-west-1" };
    return { service, name: service, count: 6, isAtMost: false, last, isElsewhere: false, ...more };
}

describe("the evidence beside losses that the page shows", () => {
    it("is what org effect --used says, in its order", () => {
        const evidence = new Map<ServiceLoss, LossEvidence>();
        const line = (text: string, found: Partial<LossEvidence>): EffectLine => {
            const loss: ServiceLoss = { accounts: NINE, services: [] };
            evidence.set(loss, { accounts: NINE, used: [], unused: [], unlisted: [], unanswered: [], ...found });
            return { text, loss };
        };
        const paragraphs = [
            {
                heading: "Tighter: access is taken away",
                lines: [
                    line("group developers (1 person) loses Queues in shop", {
                        accounts: ["shop"],
                        unused: ["sqs", "states"],
                    }),
                ],
                most: 12,
            },
            {
                heading:
                    "Tighter: Workloads (9 accounts) may do less: 403 actions (policy no-tables is attached to unit Workloads and policy regions is changed)",
                lines: [
                    line("glue (all 304 actions) (under no-tables)", {
                        unused: ["glue"],
                    }),
                    line("sqs (all 20 actions), in us-east-1 (policy regions is changed)", {
                        used: [use("sqs", { count: 2, by: ["lake", "shop"], isElsewhere: true })],
                    }),
                    line("dynamodb (all 79 actions) (under no-tables)", {
                        used: [use("dynamodb", {})],
                    }),
                ],
                most: 12,
            },
        ];
        const block = blocksOf("docs/effect-of-a-change.md").find(({ text }) => text.includes("of these 9 accounts"));
        assert.equal(block?.text.trim(), withEvidence(paragraphs, evidence, WORDS).map(paragraphText).join("\n"));
    });
});
