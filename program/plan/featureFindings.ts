import type { AwsClients } from "../../aws/awsClients";
import type { OrganizationModel } from "../../definition";
import type { FeatureModels } from "../../definition/feature";
import type { ProgramFeature } from "../register";
import type { ExistingResources } from "../state";

/** Asks AWS what the features have to know, all at the same time. Returns the answers by the features' keys. */
export async function findForFeatures(
    programFeatures: readonly ProgramFeature[],
    models: FeatureModels,
    organization: OrganizationModel,
    before: ExistingResources,
    aws: () => AwsClients,
): Promise<ReadonlyMap<string, unknown>> {
    const found = await Promise.all(
        programFeatures.map(async (one): Promise<[string, unknown]> => [
            one.feature.key,
            one.find && (await one.find(models.get(one.feature), organization, before, aws())),
        ]),
    );
    return new Map(found);
}
