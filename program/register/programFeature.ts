import type { AwsClients } from "../../aws/awsClients";
import type { Account } from "../../components";
import type { OrganizationModel } from "../../definition";
import type { Feature, FeatureInput, FeatureModel } from "../../definition/feature";
import type { ExistingResources } from "../state";
import type { FeatureOutputs, RegisteredOrganization } from "./registered";

/**
 * What a feature asks AWS and registers. It is in features/<its name>/program.ts, beside its Feature (definition/feature/), and
 * features/programs.ts lists it.
 *
 * A run calls, in this order: `find`, the review of the Feature, `registerAccount` for every account, `register`.
 */
export interface ProgramFeature<Model extends FeatureModel = FeatureModel, Found = unknown> {
    readonly feature: Feature<FeatureInput, Model, Found>;

    /**
     * Asks AWS what the state does not say, such as what an imported account has already. It changes nothing. If it is absent, `found` is
     * undefined.
     *
     * @param organization the organisation that is registered.
     * @param before what the stack's state has.
     */
    find?(model: Model, organization: OrganizationModel, before: ExistingResources, aws: AwsClients): Promise<Found>;

    /**
     * What `find` would return if AWS had what the state has, and nothing else: for a review that asks AWS nothing. If it is absent, `found`
     * is undefined then.
     *
     * @param region the stack's region.
     * @param day today, such as 2026-12-31.
     */
    findInState?(
        model: Model,
        organization: OrganizationModel,
        before: ExistingResources,
        region: string,
        day: string,
    ): Found;

    /**
     * Registers the feature's resources of one account. It runs directly after the account: a run registers only some accounts at a time,
     * to save memory.
     *
     * @param key the account's key in the definition.
     * @param organization the definition as this run applies it.
     * @param found what AWS has already is imported: a creation would change AWS when an account is taken over.
     */
    registerAccount?(model: Model, key: string, account: Account, found: Found, organization: OrganizationModel): void;

    /**
     * Registers the feature's resources of the whole organisation, after all of it is registered.
     *
     * @param organization the definition as this run applies it.
     * @returns what `pulumi stack output` shows of it, by name.
     */
    register?(model: Model, on: RegisteredOrganization, found: Found, organization: OrganizationModel): FeatureOutputs;
}
