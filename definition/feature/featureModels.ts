import type { Feature, FeatureModel } from "./feature";
import type { FeatureInput } from "./said";

/** The models of all features of a definition, each under its feature. */
export class FeatureModels {
    /** The features that the definition was loaded with. */
    readonly features: readonly Feature[];
    /** By the features' keys. */
    readonly models: ReadonlyMap<string, FeatureModel>;

    /** @param modelOf the model of a feature. */
    constructor(features: readonly Feature[], modelOf: (feature: Feature) => FeatureModel) {
        this.features = features;
        this.models = new Map(features.map((feature) => [feature.key, modelOf(feature)]));
    }

    /** @throws Error where the definition was loaded without the feature. */
    get<Input extends FeatureInput, Model extends FeatureModel, Found>(feature: Feature<Input, Model, Found>): Model {
        const model = this.models.get(feature.key);
        if (model === undefined) throw new Error(`the definition was loaded without the feature ${feature.key}`);
        // It is what the feature itself has resolved.
        return model as Model;
    }

    /** What the features say of their models, one after the other. */
    flatMap<T>(ask: (feature: Feature, model: FeatureModel) => readonly T[] | undefined): T[] {
        return this.features.flatMap((feature) => ask(feature, this.get(feature)) ?? []);
    }

    /** The same features with other models. */
    map(change: (feature: Feature, model: FeatureModel) => FeatureModel): FeatureModels {
        return new FeatureModels(this.features, (feature) => change(feature, this.get(feature)));
    }
}

/** Of a definition that was loaded without features. */
export const NO_FEATURES = new FeatureModels([], () => ({}));
