import type { z } from "zod";

/** The keys that a feature brings, each with its zod type, by the place where they may stand. Each type is optional. */
export interface FeatureSchema {
    /** At the top of the definition. */
    readonly root?: z.ZodRawShape;
    readonly defaults?: z.ZodRawShape;
    readonly unit?: z.ZodRawShape;
    readonly account?: z.ZodRawShape;
}

/** Features, as far as the schema knows them. */
export type FeaturesWithSchema = readonly { readonly schema: FeatureSchema }[];

/** The keys that features bring, by the place where they may stand. */
export type FeatureKeys = Readonly<Record<"root" | "defaults" | "unit" | "account", z.ZodRawShape>>;

/** @throws Error where two features bring one key. */
export function featureKeys(features: FeaturesWithSchema): FeatureKeys {
    const at = (place: keyof FeatureKeys): z.ZodRawShape =>
        features.reduce((keys, { schema }) => withFeatureKeys(keys, schema[place] ?? {}), {});
    return { root: at("root"), defaults: at("defaults"), unit: at("unit"), account: at("account") };
}

/**
 * A map's keys with those of features between them: editors and the JSON Schema show keys in this order.
 *
 * @returns all of them; the type has those of the definition only.
 * @throws Error where a key is there twice.
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
