/**
 * Stands for `@pulumi/pulumi` in the bundle of the forecast (forecast.ts): components register in it as they do with Pulumi, and
 * everything is recorded at once, without an engine, without providers and without promises. It has what the components use, and no more:
 * tests/golden compares what both record.
 */
import { recordedRun } from "./recordedRun";

export { all, interpolate, recordedOutput as output, RecordedOutput as Output } from "./recordedOutput";
export {
    ComponentResource,
    CustomResource,
    ProviderResource,
    RegisteringResource as Resource,
} from "./recordedResource";
export { recordedOutput as secret } from "./recordedOutput";

/** Lists are joined, and of the rest the second wins. */
export function mergeOptions(one: Options = {}, two: Options = {}): Options {
    const merged = { ...one, ...Object.fromEntries(Object.entries(two).filter(([, value]) => value !== undefined)) };
    for (const key of ["dependsOn", "ignoreChanges", "aliases"]) {
        const both = [one[key], two[key]].filter((value) => value !== undefined);
        if (both.length === 2) merged[key] = both.flat();
    }
    return merged;
}

type Options = Record<string, unknown>;

export const runtime = {
    isDryRun: (): boolean => true,
    /** Pulumi's AWS package names its modules for references to resources, which no component has. */
    registerResourceModule: (): void => undefined,
    registerResourcePackage: (): void => undefined,
    allConfig: (): Readonly<Record<string, string>> => recordedRun().config,
};

/** The settings that Pulumi's AWS package looks for when it is loaded. */
export class Config {
    get(): undefined {
        return undefined;
    }
    getObject(): undefined {
        return undefined;
    }
}

export const getStack = (): string => recordedRun().stack;
export const getProject = (): string => recordedRun().project;

/** An error whose message alone is shown. */
export class RunError extends Error {}
