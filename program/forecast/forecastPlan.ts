import { loadDefinition, type Feature } from "../../definition";
import { plan, type PlanOptions, type RunPlan } from "../plan";
import { registerAtOnce, type ProgramFeature } from "../register";
import { order } from "../order";
import { CORE, fromExport, knownIds, parseUrn } from "../state";
import { ForecastEngine, type Forecast, type ForecastState } from "./forecastChanges";
import { planningFromState, UnaskedQuestions } from "./planningFromState";
import { recordRun, type RecordedRun, type RecordedStack } from "./recordingSdk/recordedRun";

/** The stack that is forecast: everything is read already. */
export interface ForecastStack extends RecordedStack {
    /** The definition's place. */
    readonly location: string;
    readonly region: string;
    /** The resources of the exported state. */
    readonly state: readonly ForecastState[];
    /** Today. */
    readonly now: Date;
}

/** What `up` would do, as far as the definition and the state say it. */
export interface ForecastPlan {
    /** Its refusals are those of a preview that AWS has not answered. */
    readonly planned: RunPlan;
    /** Absent if the plan is refused. */
    readonly forecast?: Forecast;
    /** What only AWS can tell. */
    readonly unasked: readonly string[];
}

/**
 * Plans a run without AWS, and registers it without Pulumi. Only the bundle of forecast.ts can run it.
 *
 * @throws DefinitionError with all mistakes of the definition.
 */
export async function forecastPlan(
    stack: ForecastStack,
    features: readonly Feature[],
    programFeatures: readonly ProgramFeature[],
): Promise<ForecastPlan> {
    const { location, region, state, now } = stack;
    const existing = fromExport(state);
    const unasked = new UnaskedQuestions();
    const model = loadDefinition(location, features, { ids: knownIds(existing) });
    const options: PlanOptions = {
        location,
        region,
        isPreview: true,
        now: () => now,
        warnings: [],
        waiting: { pause: () => Promise.resolve(), progress: () => undefined },
        handedOver: () => [],
    };
    const aws = planningFromState(existing, rootIn(state), unasked);
    const planned = await plan(model, existing, aws, options, programFeatures);
    if (planned.refusals.length > 0) return { planned, unasked: unasked.texts };
    const engine = new ForecastEngine(state);
    registerPlan(planned, programFeatures, { ...stack, register: (resource) => engine.register(resource) });
    return { planned, forecast: engine.finish(), unasked: unasked.texts };
}

/** Registers a plan without Pulumi. Only the bundle of forecast.ts can run it. */
export function registerPlan(planned: RunPlan, programFeatures: readonly ProgramFeature[], run: RecordedRun): void {
    recordRun(run, () => registerAtOnce(planned, order(planned.model, planned.existing), programFeatures));
}

function rootIn(state: readonly ForecastState[]): string | undefined {
    const organization = state.find(({ urn }) => parseUrn(urn).type === CORE.organization);
    const roots = organization?.outputs?.roots;
    const [root] = Array.isArray(roots) ? (roots as readonly { readonly id?: string }[]) : [];
    return root?.id;
}
