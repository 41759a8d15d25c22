import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { approved, approvalSettings, type HandedReview, type RunForApproval } from "../../../../program/approval";
import type { ForecastState } from "../../../../program/forecast";
import type { RunPlan } from "../../../../program/plan";
import { CHECKOUT, FORECAST, stateOfDefinition, TEST_STACK } from "../forecast/stateOfDefinition";

const definition = (guardrails: string, organization = ""): string => `
organization: { ${organization} }
defaults: { email: "{account}@example.com" }
units: { Workloads: { guardrails: [${guardrails}], accounts: { shop: {} } } }
`;
const CODE = "AWS_ORGANIZATION_ACKNOWLEDGED=";

describe("the approval of a run", function () {
    this.timeout(30_000);
    let folder = "";
    let location = "";
    let state: readonly ForecastState[] = [];
    let danger = "";
    before(async () => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "approval-"));
        location = path.join(folder, "organization.yaml");
        fs.writeFileSync(location, definition("deny-purchases"));
        state = await stateOfDefinition(location);
        fs.writeFileSync(location, definition(""));
        const { acknowledgements } = await FORECAST.reviewAtOnce({ ...TEST_STACK, location, state }, []);
        danger = acknowledgements.missing[0] ?? "";
        assert.match(danger, /^detach deny-purchases from Workloads \([0-9a-f]{6}\)$/);
    });
    after(() => fs.rmSync(folder, { recursive: true, force: true }));

    /** What the program makes of the plan that detaches the guardrail. An `up` plans no effect, as in program/plan. */
    async function judged(
        environment: Readonly<Record<string, string>>,
        { organization = "", ...more }: Partial<RunForApproval> & { readonly organization?: string } = {},
    ): Promise<RunPlan> {
        fs.writeFileSync(location, definition("", organization));
        const { planned } = await FORECAST.forecast({ ...TEST_STACK, location, state });
        const { effect: _, ...ofUp } = planned;
        return approved(more.isPreview === true ? planned : ofUp, {
            ...{ ...TEST_STACK, location, state, checkout: CHECKOUT, isPreview: false },
            settings: approvalSettings(environment),
            ...more,
        });
    }
    const warnings = ({ notes }: RunPlan): string =>
        notes.flatMap(({ severity, message }) => (severity === "warning" ? [message] : [])).join("\n");

    it("refuses an `up`, where the change is written, with both ways out", async () => {
        const { refusals, refusedBecause } = await judged({});
        assert.equal(refusedBecause, "`up` is refused: 1 dangerous change is not acknowledged");
        assert.deepEqual(
            refusals.map(({ place, path: at }) => [path.basename(place.file), place.line, at]),
            [["organization.yaml", 4, ["units", "Workloads"]]],
        );
        for (const text of [
            "Guardrail deny-purchases no longer binds unit Workloads, and is deleted.",
            JSON.stringify(danger),
            CODE,
        ]) {
            assert.ok(refusals[0]?.message.includes(text), refusals[0]?.message);
        }
    });

    it("only warns in a preview, with the same words", async () => {
        const plan = await judged({}, { isPreview: true });
        assert.deepEqual(plan.refusals, []);
        assert.match(
            warnings(plan),
            /^`up` will be refused: Guardrail deny-purchases no longer binds unit Workloads, and is deleted\./m,
        );
    });

    it("agrees to what a line of the definition acknowledges", async () => {
        const organization = `acknowledge: { changes: ["${danger}"] }`;
        assert.deepEqual((await judged({}, { organization })).refusals, []);
        assert.doesNotMatch(warnings(await judged({}, { organization, isPreview: true })), /will be refused|Remove it/);
    });

    it("names in a preview the lines that nothing needs", async () => {
        const organization = `acknowledge: { changes: ["${danger}", "loosen policy gone"] }`;
        assert.match(
            warnings(await judged({}, { organization, isPreview: true })),
            /"loosen policy gone" \(\S*organization\.yaml:2:\d+\)\. Remove it/,
        );
    });

    it("warns of codes that acknowledge nothing, in a preview and in an `up`", async () => {
        const codes = { AWS_ORGANIZATION_ACKNOWLEDGED: "00000000,unknown,half" };
        for (const isPreview of [true, false]) {
            const told = warnings(await judged(codes, { isPreview }));
            assert.match(told, /has the code 00000000 of AWS_ORGANIZATION_ACKNOWLEDGED/);
            assert.match(told, /"half" in AWS_ORGANIZATION_ACKNOWLEDGED is no code/);
            assert.doesNotMatch(told, /"unknown"/);
        }
    });

    it("says at the change and at the line that the line is nearly right, and where it stands", async () => {
        const digits = danger.slice(-7, -1);
        const organization = `acknowledge: { changes: ["${danger.replace(digits, "abcdef")}"] }`;
        const words = `names another change than this one: it was (abcdef), and this change is (${digits}). Read it again.`;
        const { refusals } = await judged({}, { organization });
        const message = refusals[0]?.message ?? "";
        assert.ok(message.includes(`organization.yaml:2:42 ${words} If it is meant`), message);
        const told = warnings(await judged({}, { organization, isPreview: true }));
        assert.match(told, /\(abcdef\)" \(\S*organization\.yaml:2:42\)\. It names another change/);
        assert.doesNotMatch(told, /Remove it/);
    });

    it("does not judge a part of the changes, which its command has shown", async () => {
        assert.deepEqual((await judged({ AWS_ORGANIZATION_TARGETED: String(process.pid) })).refusals, []);
    });

    it("refuses an `up` whose state nobody can read, and warns of it in a preview", async () => {
        // Without the key: `pulumi stack export` has failed.
        const nothing = { state: undefined } as unknown as Partial<RunForApproval>;
        assert.match((await judged({}, nothing)).refusals[0]?.message ?? "", /`pulumi stack export` failed/);
        const preview = await judged({}, { ...nothing, isPreview: true });
        assert.deepEqual(preview.refusals, []);
        assert.match(warnings(preview), /`pulumi stack export` failed/);
        const emergency = { AWS_ORGANIZATION_ACKNOWLEDGED: "unknown" };
        assert.deepEqual((await judged(emergency, nothing)).refusals, []);
        // It stands for nothing where the changes are known, and for no review.
        assert.equal((await judged(emergency)).refusals.length, 1);
        const held = { ...emergency, AWS_ORGANIZATION_REVIEWED: "0123456789ab" };
        assert.equal((await judged(held, nothing)).refusals.length, 1);
    });

    it("compares with what the run has refreshed, where somebody has removed an account by hand", async () => {
        const left = state.filter(({ urn }) => !urn.endsWith("Account::shop"));
        assert.match((await judged({}, { state: left })).refusals[0]?.message ?? "", /the state of another stack/);
        // The guardrail bound this account alone: nobody may do more without it.
        assert.deepEqual((await judged({}, { state: left, isRefreshed: true })).refusals, []);
    });

    it("hands out a review that is refused, where the run changes an account that was closed by hand", async () => {
        const organization = `acknowledge: { changes: ["${danger}"] }`;
        const file = path.join(folder, "lost.json");
        const lost = [{ key: "shop", id: "111122223333", state: "CLOSED", isDefined: true }];
        const judge = async (more: string): Promise<HandedReview["review"]> => {
            fs.writeFileSync(location, definition("", organization).replace("shop: {}", `shop: { ${more} }`));
            const { planned } = await FORECAST.forecast({ ...TEST_STACK, location, state });
            const preview = await approved(
                { ...planned, lost },
                {
                    ...{ ...TEST_STACK, location, state, checkout: CHECKOUT, isPreview: true },
                    settings: approvalSettings({ AWS_ORGANIZATION_REVIEW_FILE: file }),
                },
            );
            // A preview shows all of it.
            assert.deepEqual(preview.refusals, []);
            return (JSON.parse(fs.readFileSync(file, "utf8")) as HandedReview).review;
        };
        assert.deepEqual((await judge("")).refusals, []);
        const { refusals, changes } = await judge("tags: { Team: shop }");
        assert.match(refusals.map(({ message }) => message).join(), /would change something of it \(update shop\)/);
        assert.equal(changes.length, 2);
    });

    it("refuses an `up` whose changes it cannot compute, and says why", async () => {
        const broken = { state: [{ custom: true }] } as unknown as Partial<RunForApproval>;
        const { refusals, refusedBecause } = await judged({}, broken);
        assert.equal(refusedBecause, "`up` is refused: it is not known what this run changes");
        assert.equal(refusals.length, 1);
        assert.match(refusals[0]?.message ?? "", /AWS_ORGANIZATION_ACKNOWLEDGED=unknown/);
    });

    it("refuses other changes than those that were reviewed, also if all is acknowledged", async () => {
        const organization = `acknowledge: { changes: ["${danger}"] }`;
        const other = { AWS_ORGANIZATION_REVIEWED: "0123456789ab" };
        const { refusals, refusedBecause } = await judged(other, { organization });
        assert.equal(refusedBecause, "`up` is refused: this run is not what was reviewed");
        assert.equal(
            (await judged(other)).refusedBecause,
            "`up` is refused: 1 dangerous change is not acknowledged and this run is not what was reviewed",
        );
        assert.match(refusals[0]?.message ?? "", /its digest is [0-9a-f]{12}, and that of the review 0123456789ab/);
        const file = path.join(folder, "handed.json");
        await judged({ AWS_ORGANIZATION_REVIEW_FILE: file }, { organization, isPreview: true });
        const { review } = JSON.parse(fs.readFileSync(file, "utf8")) as HandedReview;
        const right = await judged({ AWS_ORGANIZATION_REVIEWED: review.digest }, { organization });
        assert.deepEqual(right.refusals, []);
    });
});
