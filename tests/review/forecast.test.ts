import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { DefinitionError } from "../../definition";
import { loadForecast, type ForecastState } from "../../program/forecast";
import { CHECKOUT } from "../integration/support";
import { CHANGES } from "./changes";
import { BASE, writeChanged, type DefinitionChange } from "./definitionChange";
import { goldenOf } from "./goldenPreviews";
import { stepTexts, union, type Step } from "./previewedSteps";
import { baseAccountId, baseState } from "./reviewProject";

/** Where the forecast says something else than the engine, and why that is right. */
const DIFFERENCES: Readonly<Record<string, Difference>> = {};

interface Difference {
    readonly because: string;
    readonly onlyEngine?: readonly string[];
    readonly onlyForecast?: readonly string[];
}

describe("golden: what a forecast from the definition and the state says of changes", function () {
    this.timeout(60_000);
    const { forecast } = loadForecast(CHECKOUT);
    const { deployment } = JSON.parse(baseState()) as { deployment: { resources: readonly ForecastState[] } };
    const parent = fs.mkdtempSync(path.join(tmpdir(), "forecast-"));
    const location = path.join(parent, "organizations", "test");

    after(() => fs.rmSync(parent, { recursive: true }));

    async function forecastOf(name: string, change: DefinitionChange): Promise<{ refusals: readonly string[]; steps: readonly Step[] }> {
        writeChanged(location, { [name]: change }, baseAccountId);
        try {
            const { planned, forecast: found } = await forecast({
                stack: "test",
                project: "aws-organization",
                config: { "aws:region": "us-east-1" },
                location,
                region: "us-east-1",
                state: deployment.resources,
                now: new Date(),
            });
            const steps = (found?.changes ?? []).map(({ operation, type, name: resource, properties }): Step => [operation, type, resource, properties]);
            return { refusals: planned.refusals.map(({ message }) => message), steps: union([steps]) };
        } catch (error) {
            if (!(error instanceof DefinitionError)) throw error;
            return { refusals: [error.message], steps: [] };
        }
    }

    for (const [name, change] of Object.entries(CHANGES)) {
        it(`${change.about}: as the engine`, async () => {
            const golden = goldenOf(name);
            const { refusals, steps } = await forecastOf(name, change);
            assert.equal(refusals.length > 0, golden.refusals.length > 0, refusals.join("\n"));
            const { onlyEngine = [], onlyForecast = [] } = DIFFERENCES[name] ?? {};
            assert.deepEqual(
                { onlyEngine: without(golden.steps, steps), onlyForecast: without(steps, golden.steps) },
                { onlyEngine, onlyForecast },
            );
        });
    }
});

/** The steps that the others do not have. */
function without(steps: readonly Step[], others: readonly Step[]): readonly string[] {
    const known = new Set(stepTexts(others));
    return stepTexts(steps).filter((text) => !known.has(text));
}
