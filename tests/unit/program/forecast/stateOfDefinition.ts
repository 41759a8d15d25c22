import * as path from "node:path";
import { loadForecast } from "../../../../program/approval";
import type { ForecastState } from "../../../../program/forecast";
import type { RecordedResource, StandingResource } from "../../../../program/forecast/recordingSdk/recordedRun";
import type { RunPlan } from "../../../../program/plan";

export const CHECKOUT = path.resolve(__dirname, "../../../..");
export const FORECAST = loadForecast(CHECKOUT);

export const TEST_STACK = {
    stack: "test",
    project: "aws-organization",
    config: { "aws:region": "us-east-1" },
    region: "us-east-1",
    now: new Date("2026-11-27T12:00:00Z"),
};

const ORGANIZATION = "aws:organizations/organization:Organization";

/** An id as AWS gives one to a resource of this type, the same in every test. */
function idOf({ type, name }: RecordedResource, number: number): string {
    if (type === ORGANIZATION) return "o-exampleorgid";
    const digits = String(number).padStart(8, "0");
    if (type.endsWith(":Account")) return `1000${digits}`;
    if (type.endsWith(":OrganizationalUnit")) return `ou-abcd-${digits}`;
    return type.endsWith("policy:Policy") ? `p-${digits}` : `${type.split(":").at(-1) ?? ""}:${name}:${number}`;
}

/** The state that a first run with a definition leaves, as if every resource had been made as it was registered. */
export async function stateOfDefinition(location: string): Promise<readonly ForecastState[]> {
    const { planned } = await FORECAST.forecast({ ...TEST_STACK, location, state: [] });
    return stateOfPlan(planned);
}

export function stateOfPlan(planned: RunPlan): readonly ForecastState[] {
    const state: ForecastState[] = [];
    FORECAST.recordPlan(planned, {
        ...TEST_STACK,
        register(resource): StandingResource {
            const { urn, inputs, isCustom, isRetained, type } = resource;
            const id = idOf(resource, state.length);
            const outputs = {
                ...inputs,
                arn: `arn:aws:organizations::000000000000:${id}`,
                ...(type === ORGANIZATION && { masterAccountId: "000000000000", roots: [{ id: "r-abcd" }] }),
            };
            state.push({
                ...{ urn, inputs, outputs, custom: isCustom },
                ...(isCustom && { id }),
                ...(isRetained && { retainOnDelete: true }),
            });
            return { id, outputs };
        },
    });
    return state;
}

/** The changes of a run, one line each: `update Account shop: tags`. */
export async function changesBetween(location: string, state: readonly ForecastState[]): Promise<readonly string[]> {
    const { planned, forecast } = await FORECAST.forecast({ ...TEST_STACK, location, state });
    if (planned.refusals.length > 0) return planned.refusals.map(({ message }) => `refused: ${message}`);
    return (forecast?.changes ?? []).map(
        ({ operation, type, name, properties }) =>
            `${operation} ${type.split(":").at(-1) ?? ""} ${name}${properties.length > 0 ? `: ${properties.join(", ")}` : ""}`,
    );
}
