import type { Account } from "../../components";
import type { ProgramFeature } from "./programFeature";
import type { FeatureOutputs, RegisteredOrganization } from "./registered";
import type { Registration } from "./registration";

/** A feature of a run, with its model and what was found for it. */
export interface RegisteringFeature {
    readonly key: string;
    registerAccount(account: Account): void;
    register(on: RegisteredOrganization): FeatureOutputs;
}

export function registeringFeatures(
    programFeatures: readonly ProgramFeature[],
    { model: organization, features, found }: Pick<Registration, "model" | "features" | "found">,
): readonly RegisteringFeature[] {
    return programFeatures.map((one) => {
        const model = features.get(one.feature);
        const { key } = one.feature;
        return {
            key,
            registerAccount: (account) =>
                one.registerAccount?.(model, account.key, account, found.get(key), organization),
            register: (on) => one.register?.(model, on, found.get(key), organization) ?? {},
        };
    });
}

/** Lets the features register their resources of the whole organisation, and collects what they show in the outputs. */
export function outputsOfFeatures(features: readonly RegisteringFeature[], on: RegisteredOrganization): FeatureOutputs {
    const outputs = new Map<string, FeatureOutputs[string]>();
    for (const feature of features) {
        for (const [name, value] of Object.entries(feature.register(on))) {
            if (outputs.has(name)) throw new Error(`the feature ${feature.key} has an output ${name}, as another has`);
            outputs.set(name, value);
        }
    }
    return Object.fromEntries(outputs);
}
