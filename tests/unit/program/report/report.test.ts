import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { DefinitionError, type Problem } from "../../../../definition";
import { PlanFailure, type Note } from "../../../../program/plan";
import { report, reportFailure } from "../../../../program/report";
import { RunEnd } from "../../../../program/runEndError";

const NOTES: readonly Note[] = [
    { severity: "info", topic: "found", message: "one" },
    { severity: "warning", topic: "review", message: "two\u001b[31m" },
    { severity: "info", topic: "effect", message: "three" },
];
const REFUSAL: Problem = { place: { file: "organizations/test" }, path: ["units"], message: "is wrong" };

describe("program: the report of a plan", () => {
    it("prints the notes in order, without control characters", () => {
        const printed: string[] = [];
        const log = {
            info: (message: string) => printed.push(`info ${message}`),
            warn: (message: string) => printed.push(`warning ${message}`),
        };
        report({ notes: NOTES, refusals: [] }, log);
        assert.deepEqual(printed, ["info one", "warning two\\u001b[31m", "info three"]);
        printed.length = 0;
        assert.throws(() => report({ notes: NOTES, refusals: [REFUSAL] }, log), DefinitionError);
        assert.equal(printed.length, 3, "what is known is printed before the refusal");
        const refusedBecause = "`up` is refused: 1 dangerous change is not acknowledged";
        assert.throws(
            () => report({ notes: [], refusals: [REFUSAL], refusedBecause }, log),
            /^DefinitionError: `up` is refused: 1 dangerous change is not acknowledged\. Nothing was sent to AWS\.\n\n {2}org/,
        );
    });

    it("shows only the messages of refusals and AWS errors, and errors of the program with their stacks", () => {
        const failures: readonly [unknown, RegExp][] = [
            [new DefinitionError([REFUSAL]), /organizations\/test units\n {6}is wrong/],
            [new RunEnd("AWS does not say where it is"), /^AWS does not say where it is$/],
            [Object.assign(new Error("expired"), { name: "ExpiredToken" }), /^the credentials have expired/],
        ];
        for (const [failure, message] of failures) {
            const shown = reportFailure(failure);
            assert.ok(pulumi.RunError.isInstance(shown));
            assert.match(shown.message, message);
        }
        const mistake = new TypeError("undefined is not a function");
        assert.equal(reportFailure(mistake), mistake);
    });

    it("prints what was found until planning failed, and shows the failure as always", () => {
        const printed: string[] = [];
        const log = {
            info: (message: string) => printed.push(`info ${message}`),
            warn: (message: string) => printed.push(`warning ${message}`),
        };
        const shown = reportFailure(new PlanFailure(NOTES, new RunEnd("AWS does not say it")), undefined, log);
        assert.deepEqual(printed, ["info one", "warning two\\u001b[31m", "info three"]);
        assert.ok(pulumi.RunError.isInstance(shown));
        assert.equal(shown.message, "AWS does not say it");
        const mistake = new TypeError("undefined is not a function");
        assert.equal(reportFailure(new PlanFailure([], mistake), undefined, log), mistake);
    });
});
