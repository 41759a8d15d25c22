import assert from "node:assert/strict";
import { MANAGEMENT_ACCOUNT_KEY } from "../../../../../definition/access";
import { evidenceLines } from "../../../../../operations/commands/effect/evidenceText";
import type { LossEvidence } from "../../../../../operations/commands/effect/lossEvidence";
import { lossWeight, worseFirst } from "../../../../../operations/commands/effect/lossWeight";
import type { ServiceUse } from "../../../../../operations/commands/effect/serviceUse";

const WORDS = { now: new Date("2026-11-27T12:00:00Z"), days: 90, mostLines: 3, mostNames: 5 };
const NINE = Array.from({ length: 9 }, (_, number) => `account${number}`);
const NOTHING: LossEvidence = { accounts: NINE, used: [], unused: [], unlisted: [], unanswered: [] };

function use(service: string, more: Partial<ServiceUse> = {}): ServiceUse {
    const last = { at: "2026-11-25T12:00:00Z", by: "account1", from: "eu-west-1" };
    return { service, name: service, count: 6, isAtMost: false, last, isElsewhere: false, ...more };
}

function lines(evidence: Partial<LossEvidence>, unknown: readonly string[] = []): readonly string[] {
    return evidenceLines({ ...NOTHING, ...evidence }, { unknown }, WORDS);
}

describe("what is said beside a loss", () => {
    it("is how many accounts used a service, when last and from where", () => {
        assert.deepEqual(lines({ used: [use("dynamodb")] }), [
            "6 of these 9 accounts used dynamodb in the last 90 days, the last time 2 days ago, from eu-west-1",
        ]);
    });

    it("names the accounts, and the one account", () => {
        const by = ["lake", "shop"];
        assert.match(
            lines({ used: [use("sqs", { count: 2, by })] })[0] ?? "",
            /^2 of these 9 accounts \(lake and shop\)/,
        );
        assert.match(lines({ accounts: ["shop"], used: [use("sqs", { by: ["shop"] })] })[0] ?? "", /^shop used sqs /);
        const [own] = lines({ accounts: [MANAGEMENT_ACCOUNT_KEY], unused: ["sqs"] });
        assert.equal(own, "the management account did not use sqs in the last 90 days");
    });

    it("says where the number is a greatest one, and where nothing is lost in the region", () => {
        assert.match(
            lines({ used: [use("sqs", { isAtMost: true })] })[0] ?? "",
            /^at most 6 of these 9 accounts used sqs/,
        );
        assert.match(
            lines({ used: [use("sqs", { isElsewhere: true })] })[0] ?? "",
            /from eu-west-1, where nothing is lost$/,
        );
    });

    it("says what was not used, by name if it is little", () => {
        assert.deepEqual(lines({ unused: ["glue", "sqs"] }), [
            "none of these 9 accounts used glue or sqs in the last 90 days",
        ]);
        const many = NINE.map((_, number) => `service${number}`);
        assert.deepEqual(lines({ unused: many }), [
            "none of these 9 accounts used any of 9 services in the last 90 days",
        ]);
        assert.equal(lines({ used: [use("sqs")], unused: many })[1], "9 other services were not used");
    });

    it("puts many services together", () => {
        const used = ["ec2", "s3", "sqs", "sns", "kms"].map((service) => use(service));
        assert.equal(lines({ used })[3], "2 more services were used: sns and kms");
    });

    it("says what is not known", () => {
        assert.deepEqual(lines({ unlisted: ["a4b"], unanswered: ["shop"] }, ["/Restart"]), [
            "AWS's report does not list a4b: whether it was used is not known",
            "there is no report of shop",
            "what /Restart allows is not known here, and is left out",
        ]);
        assert.deepEqual(lines({}), ["AWS's report lists none of its services"]);
        assert.deepEqual(lines({ accounts: [] }), []);
    });
});

describe("the order of losses", () => {
    it("is used, used where nothing is lost, not known, not used; among those used, by accounts and services", () => {
        const inOrder: readonly (LossEvidence | undefined)[] = [
            { ...NOTHING, used: [use("sqs", { count: 6 })] },
            { ...NOTHING, used: [use("sqs", { count: 2 }), use("sns", { count: 1 })] },
            { ...NOTHING, used: [use("sqs", { count: 2 })] },
            { ...NOTHING, used: [use("sqs", { count: 9, isElsewhere: true })] },
            { ...NOTHING, unlisted: ["a4b"], unused: ["sqs"] },
            undefined,
            { ...NOTHING, unused: ["sqs"] },
        ];
        const weighed = inOrder.map((evidence) => ({ evidence, weight: lossWeight(evidence) }));
        assert.deepEqual([...weighed].sort(worseFirst), weighed);
        const unknownFirst = [4, 5].map((index) => weighed[index]?.weight);
        assert.deepEqual(unknownFirst[0], unknownFirst[1]);
        assert.deepEqual(
            [...weighed]
                .reverse()
                .sort(worseFirst)
                .map(({ weight }) => weight),
            weighed.map(({ weight }) => weight),
        );
    });
});
