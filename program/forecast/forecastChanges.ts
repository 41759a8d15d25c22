import type { ResourceChange, ResourceInputs } from "../../definition/feature";
import { parseUrn, type ResourceOfExport } from "../state";
import { changedInputs, comparedInputs, standingInputs, unfinishedParts } from "./comparedInputs";
import { differingInputs } from "./differingInputs";
import type { RecordedResource, StandingResource } from "./recordingSdk/recordedRun";
import { replacesWith } from "./replacingInputs";

/** A resource of an exported state, as far as a forecast reads it. */
export interface ForecastState extends ResourceOfExport {
    readonly custom?: boolean;
    readonly retainOnDelete?: boolean;
    readonly inputs?: ResourceInputs;
}

/** What the engine would do, and how many resources stay as they are. */
export interface Forecast {
    readonly changes: readonly ResourceChange[];
    readonly same: number;
}

/**
 * Does what Pulumi's engine does with the resources that a program registers, without providers: compares their inputs with the state's.
 * Providers and the stack itself are left out, and so are components, which are not in AWS.
 */
export class ForecastEngine {
    readonly #before: ReadonlyMap<string, ForecastState>;
    readonly #left: Set<string>;
    /** What earlier runs have replaced and did not get to delete: the engine deletes it with the next run. */
    readonly #leftovers: readonly ForecastState[];
    readonly #changes: ResourceChange[] = [];
    #same = 0;

    constructor(state: readonly ForecastState[]) {
        const ours = state.filter(({ custom, urn }) => custom === true && !isProvider(urn));
        const live = ours.filter((one) => one.delete !== true);
        this.#leftovers = ours.filter((one) => one.delete === true);
        this.#before = new Map(live.map((one) => [one.urn, one]));
        this.#left = new Set(this.#before.keys());
    }

    /** @returns what the stack has of the resource: undefined if it is made, or made anew. */
    register(resource: RecordedResource): StandingResource | undefined {
        const { urn, type, inputs, aliases, ignoreChanges, importId } = resource;
        if (!resource.isCustom || isProvider(urn)) return undefined;
        const known = [urn, ...aliases].find((one) => this.#left.has(one));
        const before = known === undefined ? undefined : this.#before.get(known);
        if (known === undefined || before === undefined) {
            this.#add(importId === undefined ? "create" : "import", resource, undefined, []);
            return undefined;
        }
        this.#left.delete(known);
        const { id, inputs: registered = {}, outputs = {} } = before;
        const old = standingInputs(type, registered, outputs);
        const differing = (of: typeof comparedInputs): readonly string[] =>
            differingInputs(of(type, old), of(type, inputs), ignoreChanges);
        const isChanged = differing(comparedInputs).length > 0;
        const properties = [
            ...(isChanged ? differing(changedInputs) : []),
            ...unfinishedParts(type, outputs, before.initErrors),
        ];
        if (properties.some((name) => replacesWith(type, name))) {
            this.#add("replace", resource, old, properties);
            return undefined;
        }
        if (properties.length === 0) this.#same += 1;
        else this.#add("update", resource, old, properties);
        return { ...(id !== undefined && { id }), outputs };
    }

    /** @returns everything, after the last registration. What was not registered leaves the stack. */
    finish(): Forecast {
        const gone = [...this.#left].map((urn) => endOf(this.#before.get(urn) ?? { urn }));
        const leftovers = this.#leftovers.map((one) => ({ ...endOf(one), leftoverId: one.id ?? "" }));
        return { changes: [...this.#changes, ...gone, ...leftovers], same: this.#same };
    }

    #add(
        operation: ResourceChange["operation"],
        { urn, type, name, inputs }: RecordedResource,
        before: ResourceInputs | undefined,
        properties: readonly string[],
    ): void {
        this.#changes.push({ operation, urn, type, name, properties, ...(before && { before }), after: inputs });
    }
}

function endOf({ urn, retainOnDelete, inputs = {} }: ForecastState): ResourceChange {
    const { type, name } = parseUrn(urn);
    const operation = retainOnDelete === true ? "forget" : "delete";
    return { operation, urn, type, name, properties: [], before: inputs };
}

function isProvider(urn: string): boolean {
    return urn.includes("::pulumi:providers:") || urn.includes("$pulumi:providers:");
}
