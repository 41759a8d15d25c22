import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { FEATURES } from "../../../../../features";
import { CommandContext } from "../../../../../operations/cli/commandContext";
import { CommandError, EXIT } from "../../../../../operations/cli/commandError";
import type { StackRunner } from "../../../../../operations/cli/stackRunner";
import { confirmedReview } from "../../../../../operations/commands/review/confirmedReview";
import { reviewText } from "../../../../../operations/commands/review/print/reviewText";
import { APPROVAL_VARIABLES, type HandedReview } from "../../../../../program/approval";
import type { ChangeReview } from "../../../../../program/changes";
import { inStack, org } from "../../orgRuns";
import { accountUrn, changeOf, reviewOf } from "./print/exampleReviews";

const DEFINITION = `defaults: { email: "a+{account}@example.com" }
units:
    Shops:
        accounts:
            shop: {}
            data: {}
`;
const place = { file: "organizations/test/organization.yaml", line: 5, column: 13 };
const created = changeOf({ text: "Account shop is created.", resources: [accountUrn("shop")], place });

/** What a preview tells, and whether it hands over a review and fails. */
interface Preview {
    readonly events?: readonly EngineEvent[];
    readonly handed?: ChangeReview;
    readonly failure?: CommandError;
}

function confirmed({ events = [], handed, failure }: Preview): Promise<ChangeReview> {
    return inStack({ "organization.yaml": DEFINITION }, (folder) => {
        const preview: StackRunner["preview"] = ({ onEvent, variables = {} } = {}) => {
            const resources = (handed?.changes ?? []).flatMap((change) =>
                change.resources.map((urn) => ({ operation: "create" as const, urn })),
            );
            const file = variables[APPROVAL_VARIABLES.file] ?? "";
            if (handed) fs.writeFileSync(file, JSON.stringify({ review: handed, resources } satisfies HandedReview));
            for (const event of events) onEvent?.(event);
            return failure ? Promise.reject(failure) : Promise.resolve({ changes: {}, changed: false, text: "" });
        };
        const before = process.cwd();
        process.chdir(folder);
        return confirmedReview(new CommandContext("test", FEATURES), { preview }, []).finally(() => {
            process.chdir(before);
        });
    });
}

const event = (one: object): EngineEvent => one as unknown as EngineEvent;
const diagnostic = (message: string, severity = "error"): EngineEvent =>
    event({ diagnosticEvent: { message, severity, urn: accountUrn("shop") } });
const violation = (message: string, resourceUrn?: string): EngineEvent =>
    event({ policyEvent: { policyName: "account-name", enforcementLevel: "mandatory", message, resourceUrn } });
const failed = new CommandError("pulumi preview failed:\nall that Pulumi prints", EXIT.failed);
const handed = reviewOf({ isConfirmed: false, changes: [created] });

describe("a review that Pulumi's preview confirms", () => {
    it("is confirmed by the same steps", async () => {
        const metadata = { op: "create", urn: accountUrn("shop"), type: "", new: { custom: true } };
        const review = await confirmed({ handed, events: [event({ resourcePreEvent: { metadata } })] });
        assert.deepEqual([review.isConfirmed, review.others, review.failures], [true, [], undefined]);
    });

    it("has each refusal of the policy pack with its line, also of what does not change", async () => {
        const review = await confirmed({
            handed,
            failure: failed,
            events: [
                violation("too long", accountUrn("shop")),
                violation("too short", accountUrn("data")),
                violation("too many"),
                violation("unknown", accountUrn("elsewhere")),
            ],
        });
        assert.deepEqual(
            review.policyPack.map((one) => [one.message, one.resource, one.place?.line]),
            [
                ["too long", "shop", 5],
                ["too short", "data", 6],
                ["too many", undefined, undefined],
                ["unknown", "elsewhere", undefined],
            ],
        );
        assert.deepEqual([review.isConfirmed, review.failures, review.refusals], [false, undefined, []]);
        const text = reviewText(review, 100);
        assert.match(text, /^Review of prod: the policy pack refuses the run, for 4 reasons\n/);
        assert.match(text, /the policy pack ended Pulumi's\s+preview\./);
        assert.match(text, /\n {2}- \S+organization\.yaml:6:13\n {4}account-name: too short\n/);
    });

    it("says with which errors the preview failed, each once, and is no refusal", async () => {
        const review = await confirmed({
            handed,
            failure: failed,
            events: [
                diagnostic("<{%reset%}>AWS denies this<{%reset%}>\nnothing was done\n"),
                diagnostic("read\n", "info"),
            ],
        });
        assert.deepEqual(review.failures, ["AWS denies this\nnothing was done"]);
        assert.deepEqual(review.refusals, []);
        const text = reviewText(review, 100);
        assert.match(text, /^Review of prod: Pulumi's preview failed, so nothing here is confirmed\n/);
        assert.match(text, /\nPULUMI'S PREVIEW FAILED\n {2}- AWS denies this\n {4}nothing was done\n/);
    });

    it("says what Pulumi printed if it told of no error", async () => {
        assert.deepEqual((await confirmed({ handed, failure: failed })).failures, [failed.message]);
    });

    it("fails with the errors alone if the run was not planned", async () => {
        await assert.rejects(confirmed({ failure: failed, events: [diagnostic("wrong account\n")] }), {
            message: "Pulumi's preview failed:\nwrong account",
            code: EXIT.failed,
        });
        await assert.rejects(confirmed({ failure: failed }), failed);
    });
});

describe("the review of a definition with mistakes", () => {
    const wrong = `${DEFINITION}oops: {}\nmore: {}\n`;

    for (const more of [[], ["--preview"]]) {
        it(`has all of them with their lines, in every form${more.map((option) => `, with ${option}`).join("")}`, () =>
            inStack({ "organization.yaml": wrong }, async (folder) => {
                const args = ["review", "--stack", "test", ...more];
                const [markdown, html] = [path.join(folder, "review.md"), path.join(folder, "review.html")];
                const text = await org(folder, [...args, "--markdown", markdown, "--html", html]);
                assert.equal(text.code, EXIT.refused, text.error);
                assert.match(text.out, /^Review of test: 2 things are refused: correct them first\n/);
                assert.match(text.out, /organization\.yaml:7:1\n {4}unknown key "oops"[^]*organization\.yaml:8:1\n/);
                assert.doesNotMatch(text.out, /Resources of the stack|Digest/);
                for (const file of [markdown, html]) {
                    assert.match(fs.readFileSync(file, "utf8"), /organization\.yaml:7[^]*organization\.yaml:8/);
                }
                const json = await org(folder, [...args, "--json"]);
                const { refusals, tone } = JSON.parse(json.out) as ChangeReview & { tone: string };
                assert.deepEqual([json.code, tone, refusals.map((one) => one.place?.line)], [3, "refused", [7, 8]]);
            }));
    }
});
