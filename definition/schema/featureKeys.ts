import type { z } from "zod";

/** The keys that a feature adds to the definition, each with its zod type, by the place where they are allowed. Every type is optional. */
export interface FeatureSchema {
    /** At the top of the definition. */
    readonly root?: z.ZodRawShape;
    readonly defaults?: z.ZodRawShape;
    readonly unit?: z.ZodRawShape;
    readonly account?: z.ZodRawShape;
    /** Keys of `root` whose lists are joined if several files have them. Other lists may be in one file only. */
    readonly joinedLists?: readonly string[];
}

/** What the schema needs to know of the features. */
export type FeaturesWithSchema = readonly { readonly schema: FeatureSchema }[];

/** The keys of all features, by the place where they are allowed. */
export type FeatureKeys = Readonly<Record<"root" | "defaults" | "unit" | "account", z.ZodRawShape>>;

/** @throws Error if two features have the same key. */
export function featureKeys(features: FeaturesWithSchema): FeatureKeys {
    const at = (place: keyof FeatureKeys): z.ZodRawShape =>
        features.reduce((keys, { schema }) => withFeatureKeys(keys, schema[place] ?? {}), {});
    return { root: at("root"), defaults: at("defaults"), unit: at("unit"), account: at("account") };
}

/** The keys at the top of the definition whose lists are joined if several files have them. */
export function joinedListKeys(features: FeaturesWithSchema): ReadonlySet<string> {
    return new Set(features.flatMap(({ schema }) => schema.joinedLists ?? []));
}

/**
 * Puts the features' keys between the other keys of a map. Editors and the JSON Schema show the keys in this order.
 *
 * @returns all keys; the type names only those that are not a feature's.
 * @throws Error if a key occurs twice.
 */
export function withFeatureKeys<Before extends z.ZodRawShape, After extends z.ZodRawShape = Record<never, never>>(
    before: Before,
    features: z.ZodRawShape,
    after: After = {} as After,
): Before & After {
    const all: Record<string, z.ZodRawShape[string]> = {};
    for (const [key, type] of [before, features, after].flatMap((shape) => Object.entries(shape))) {
        if (Object.hasOwn(all, key)) throw new Error(`a feature brings the key ${key}, which is there already`);
        all[key] = type;
    }
    return all as Before & After;
}
