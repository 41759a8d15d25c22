import type { AwsClients } from "../../aws/awsClients";
import type { OrganizationModel } from "../../definition";
import type { FeatureModels } from "../../definition/feature";
import type { ProgramFeature } from "../register";
import type { ExistingResources } from "../state";
import type { PlanOptions } from "./planOptions";

/**
 * Asks AWS what the features have to know, all at the same time. Returns the answers by the features' keys.
 *
 * @param aws absent: nothing is asked, and features find in the state what they need.
 */
export async function findForFeatures(
    programFeatures: readonly ProgramFeature[],
    models: FeatureModels,
    organization: OrganizationModel,
    before: ExistingResources,
    aws: (() => AwsClients) | undefined,
    { region, now }: Pick<PlanOptions, "region" | "now">,
): Promise<ReadonlyMap<string, unknown>> {
    const found = await Promise.all(
        programFeatures.map(async (one): Promise<[string, unknown]> => {
            const model = models.get(one.feature);
            const found =
                aws === undefined
                    ? one.findInState?.(model, organization, before, region, now().toISOString().slice(0, 10))
                    : await one.find?.(model, organization, before, aws());
            return [one.feature.key, found];
        }),
    );
    return new Map(found);
}
