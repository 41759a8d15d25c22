import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { DefinitionError } from "../../definition";
import { reviewMarkdown } from "../../operations/commands/review/print/reviewMarkdown";
import { reviewOf } from "../../program/changes";
import { loadForecast } from "../../program/approval";
import type { ForecastPlan, ForecastState } from "../../program/forecast";
import { CHECKOUT } from "../integration/support";
import { CHANGES } from "./changes";
import { writeChanged, type DefinitionChange } from "./definitionChange";
import { goldenOf } from "./goldenPreviews";
import { NOT_COMPARED, stepTexts, union, type Step } from "./previewedSteps";
import { baseAccountId, baseState } from "./reviewProject";
import { assertAskedOrReasoned } from "./unaskedChanges";

interface Difference {
    readonly because: string;
    readonly onlyEngine?: readonly string[];
    readonly onlyForecast?: readonly string[];
}

/** Where a forecast says something else than the engine, and why that is right. */
const DIFFERENCES: Readonly<Record<string, Difference>> = {};

/** The change that does nothing. It is the first one. */
const SMALLEST = "nothing-changes";

/** Some access ends on a day. */
const NOW = new Date("2026-11-27T12:00:00Z");

/**
 * Both tell people what a change does: the engine's preview, and the forecast from the definition and the state alone. Each change has the
 * same list from both, and a review in words that somebody has read (`UPDATE_GOLDEN=1` writes it).
 */
describe("golden: what a review without the engine says of changes", function () {
    this.timeout(60_000);
    const bundle = loadForecast(CHECKOUT);
    const { deployment } = JSON.parse(baseState()) as { deployment: { resources: readonly ForecastState[] } };
    const parent = fs.mkdtempSync(path.join(tmpdir(), "forecast-"));
    const location = path.join(parent, "organizations", "test");

    after(() => fs.rmSync(parent, { recursive: true }));

    function forecastOf(name: string, change: DefinitionChange): Promise<ForecastPlan> {
        writeChanged(location, { [name]: change }, baseAccountId);
        return bundle.forecast({
            stack: "test",
            project: "aws-organization",
            config: { "aws:region": "us-east-1" },
            location,
            region: "us-east-1",
            state: deployment.resources,
            now: NOW,
        });
    }

    for (const [name, change] of Object.entries(CHANGES)) {
        it(`${name}: ${change.about}`, async () => {
            const golden = goldenOf(name);
            let found: ForecastPlan;
            try {
                found = await forecastOf(name, change);
            } catch (error) {
                if (!(error instanceof DefinitionError)) throw error;
                assert.notEqual(golden.refusals.length, 0, error.message);
                return;
            }
            const { planned, forecast: run, unasked } = found;
            assert.equal(planned.refusals.length, golden.refusals.length, JSON.stringify(planned.refusals));
            const { onlyEngine = [], onlyForecast = [] } = DIFFERENCES[name] ?? {};
            const steps = stepsOf(found);
            assert.deepEqual(
                { onlyEngine: without(golden.steps, steps), onlyForecast: without(steps, golden.steps) },
                { onlyEngine, onlyForecast },
            );
            const review = reviewOf({
                ...{ stack: "test", location, planned, codes: [], now: NOW, unknown: unasked },
                ...(run && { forecast: run }),
            });
            for (const one of review.changes) assertAskedOrReasoned(one);
            const whole = reviewMarkdown(review, { link: () => undefined }).replaceAll(`${parent}/`, "");
            const markdown = name === SMALLEST ? whole : withoutStanding(whole);
            if (process.env["UPDATE_GOLDEN"]) fs.writeFileSync(reviewFile(name), markdown);
            assert.equal(markdown, fs.readFileSync(reviewFile(name), "utf8"));
        });
    }
});

function reviewFile(change: string): string {
    return path.join(__dirname, "goldenReviews", `${change}.md`);
}

/** Without what the review of every change says of this organisation, such as its standing warnings. */
function withoutStanding(markdown: string): string {
    const standing = new Set(fs.readFileSync(reviewFile(SMALLEST), "utf8").split("\n"));
    return markdown
        .split("\n")
        .filter((line) => !line.startsWith("- ") || !standing.has(line))
        .join("\n")
        .replace(/#### Warnings\n+(?=<details>|---)/, "")
        .replace(/<details><summary><b>Notes<\/b> \(\d+\)<\/summary>\n+<\/details>\n\n/, "");
}

function stepsOf({ forecast }: ForecastPlan): readonly Step[] {
    const steps = (forecast?.changes ?? []).map(({ operation, type, name, properties }): Step => {
        const aside = NOT_COMPARED[type] ?? [];
        return [operation, type, name, properties.filter((property) => !aside.includes(property))];
    });
    return union([steps]);
}

/** The steps that the others do not have. */
function without(steps: readonly Step[], others: readonly Step[]): readonly string[] {
    const known = new Set(stepTexts(others));
    return stepTexts(steps).filter((text) => !known.has(text));
}
