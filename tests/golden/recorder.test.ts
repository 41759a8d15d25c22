import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { UNKNOWN_INPUT } from "../../definition/feature";
import type { RecordedResource } from "../../program/forecast/recordingSdk/recordedRun";
import type { RunPlan } from "../../program/plan";
import type { Registration } from "../../program/register";
import { loadDefinition } from "../unit/definition/definitionFixtures";
import { FORECAST, TEST_STACK } from "../unit/program/forecast/stateOfDefinition";
import { registrationOf } from "../unit/program/register/registerModel";
import { BASELINE, CHANGED, GROWN, SECURITY } from "./situations";

interface Golden {
    readonly urn: string;
    readonly inputs: Readonly<Record<string, unknown>>;
}

const ORGANIZATION = "aws:organizations/organization:Organization";
const COMPONENT = /(?:::|\$)aws-organization:[^$]*$/;

/** What the recorder that takes the place of Pulumi's SDK registers, with the ids that the mocks of the golden files give. */
function recorded(registration: Registration): readonly RecordedResource[] {
    const resources: RecordedResource[] = [];
    FORECAST.recordPlan(registration as RunPlan, {
        ...TEST_STACK,
        stack: "golden",
        config: {},
        register: (resource) => {
            const { type, name, inputs } = resource;
            resources.push(resource);
            const id = type === ORGANIZATION ? "o-exampleorgid" : `${type.split(":").at(-1)?.toLowerCase()}:${name}`;
            const arn = `arn:aws:organizations::000000000000:${id}`;
            const own = type === ORGANIZATION && { masterAccountId: "000000000000", roots: [{ id: "r-abcd" }] };
            return { id, outputs: { ...inputs, arn, ...own } };
        },
    });
    return resources;
}

/** The golden files have no value where the mocks give none. */
function withoutUnknown(inputs: Readonly<Record<string, unknown>>): unknown {
    return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== UNKNOWN_INPUT));
}

describe("the recorder of forecasts registers what Pulumi's SDK does", () => {
    for (const [name, make] of Object.entries({
        dev: () => registrationOf(loadDefinition(path.resolve(__dirname, "../../organizations/dev"))),
        grown: GROWN.make,
        changed: CHANGED.make,
        baseline: BASELINE.make,
        security: SECURITY.make,
    })) {
        it(`of ${name}.json`, () => {
            const golden = JSON.parse(fs.readFileSync(path.join(__dirname, `${name}.json`), "utf8")) as Golden[];
            const found = [...recorded(make())].sort((one, two) => (one.urn < two.urn ? -1 : 1));
            assert.deepEqual(
                found.map(({ urn }) => urn),
                golden.map(({ urn }) => urn),
            );
            const withInputs = golden.filter(({ urn }) => !COMPONENT.test(urn.split("::")[2] ?? ""));
            const byUrn = new Map(found.map(({ urn, inputs }) => [urn, inputs]));
            for (const { urn, inputs } of withInputs) {
                assert.deepEqual(withoutUnknown(byUrn.get(urn) ?? {}), inputs, urn);
            }
            assert.ok(withInputs.length > 20);
        });
    }
});
