import type { AwsClients } from "../../aws/awsClients";
import type { Account } from "../../components";
import type { OrganizationModel } from "../../definition";
import type { Feature, FeatureInput, FeatureModel } from "../../definition/feature";
import type { ExistingResources } from "../state";
import type { FeatureOutputs, RegisteredOrganization } from "./registered";

/**
 * What a feature asks of AWS and registers. Like its Feature (definition/feature/) it lies in features/<its name>/, in program.ts, and it
 * is named in features/programs.ts.
 *
 * A run calls, in this order: `find`, the review of the Feature, `registerAccount` for every account, `register`.
 */
export interface ProgramFeature<Model extends FeatureModel = FeatureModel, Found = unknown> {
    readonly feature: Feature<FeatureInput, Model, Found>;

    /**
     * Asks AWS what the state does not say, such as what an account that is taken over (it has an `id`, and the state does not have it) has
     * already. It changes nothing. Absent: what is found is undefined.
     *
     * @param organization the organisation that is registered.
     * @param before what the stack's state has.
     */
    find?(model: Model, organization: OrganizationModel, before: ExistingResources, aws: AwsClients): Promise<Found>;

    /**
     * Registers what hangs on one account. It runs directly after the account: a run registers few accounts at a time, because many would
     * take much memory.
     *
     * @param key the account's key in the definition.
     * @param found what AWS has already is imported: a creation would change AWS when an account is taken over.
     */
    registerAccount?(model: Model, key: string, account: Account, found: Found): void;

    /**
     * Registers what hangs on the organisation as a whole, when all of it is registered.
     *
     * @returns what `pulumi stack output` shows of it, by name.
     */
    register?(model: Model, on: RegisteredOrganization, found: Found): FeatureOutputs;
}
