import type { KnownIds } from "../modelSituation";
import type { AccountModel, OrganizationModel } from "../model";
import { DefinitionError, type Problem } from "../problems";
import type { Origins } from "../valueOrigins";
import type { ExistingState, FactSection, Feature, FeatureModel, Findings, TestOutcome } from "./feature";
import type { FeatureInput } from "./featureInput";

/** What all features of a definition make of their parts: each one's model by `get`, and what they all say of theirs. */
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

    /** What the definition says and AWS does not do as people expect. */
    warnings(organization: OrganizationModel): string[] {
        return this.#flatMap((feature, model) => feature.warnings?.(model, organization));
    }

    /**
     * Has the features prove what the definition claims of itself, such as its assertions.
     *
     * @param ids what AWS calls the organisation and the accounts, where it is known.
     * @throws DefinitionError with everything that does not hold, of all features.
     */
    async test(organization: OrganizationModel, ids: KnownIds): Promise<readonly TestOutcome[]> {
        const problems: Problem[] = [];
        const tested: TestOutcome[] = [];
        for (const feature of this.features) {
            try {
                const found = await feature.test?.(this.get(feature), organization, ids);
                if (found) tested.push(found);
            } catch (error) {
                if (!(error instanceof DefinitionError)) throw error;
                problems.push(...error.problems);
            }
        }
        if (problems.length > 0) throw new DefinitionError(problems);
        return tested;
    }

    /** @param found what the program has asked AWS for the features, by their keys. */
    review(before: ExistingState, found: ReadonlyMap<string, unknown>): Findings {
        const all = this.#flatMap((feature, model) => {
            const findings = feature.review?.(model, before, found.get(feature.key));
            return findings && [findings];
        });
        return {
            problems: all.flatMap(({ problems }) => problems),
            warnings: all.flatMap(({ warnings }) => warnings),
        };
    }

    facts(account: AccountModel, origins: Origins): FactSection[] {
        return this.#flatMap((feature, model) => feature.facts?.(model, account, origins));
    }

    /** What is left while the organisation waits for all features, and what waits, in words. */
    heldBack(): { readonly applied: FeatureModels; readonly waiting: readonly string[] } {
        return {
            applied: new FeatureModels(this.features, (feature) => {
                const model = this.get(feature);
                return feature.heldBack?.(model).applied ?? model;
            }),
            waiting: this.#flatMap((feature, model) => feature.heldBack?.(model).waiting),
        };
    }

    #flatMap<T>(ask: (feature: Feature, model: FeatureModel) => readonly T[] | undefined): T[] {
        return this.features.flatMap((feature) => ask(feature, this.get(feature)) ?? []);
    }
}

/** Of a definition that was loaded without features. */
export const NO_FEATURES = new FeatureModels([], () => ({}));
