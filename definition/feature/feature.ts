import type { KnownIds } from "../access";
import type { AccountModel, OrganizationModel } from "../model";
import type { Origins } from "../valueOrigins";
import type { Problem } from "../problems";
import type { Report } from "../report";
import type { FeatureSchema } from "../schema/featureKeys";
import type { FeatureInput, Said } from "./featureInput";

/**
 * A capability that hangs on the organisation, and on which nothing hangs: assertions, account settings. It brings
 * keys of its own to the definition and says what they mean, what is wrong with them and what people are told of them.
 *
 * It lies in features/<its name>/ and is named in features/index.ts. Nothing here uses Pulumi or AWS: what a feature registers and asks of
 * AWS is its ProgramFeature (program/register/programFeature.ts).
 *
 * Input is what its schema reads: `InputOf<typeof schema>`. Found is what its ProgramFeature asks of AWS.
 */
export interface Feature<
    Input extends FeatureInput = FeatureInput,
    Model extends FeatureModel = FeatureModel,
    Found = unknown,
> {
    /** Its name, unique among the features. */
    readonly key: string;
    /** The keys that it brings to the definition. No two features, and no feature and the definition itself, may bring the same. */
    readonly schema: FeatureSchema;

    /**
     * Turns what the definition says into the feature's model: inheritance, names looked up, rules. It runs after the organisation itself
     * is resolved.
     *
     * @param report takes every mistake, with its path.
     * @returns a model even where there are mistakes; nothing is made of it then.
     */
    resolve(said: Said<Input>, spine: OrganizationModel, report: Report): Model;

    /** What the definition says and AWS does not do as people expect. It is no mistake, and is shown in `org check` and previews. */
    warnings?(model: Model, spine: OrganizationModel): readonly string[];

    /**
     * Proves what the definition claims of itself. It may take long, and runs once for a preview, an `up` or `org check`.
     *
     * @param ids what AWS calls the organisation and the accounts, where it is known.
     * @throws DefinitionError with everything that does not hold.
     */
    test?(model: Model, spine: OrganizationModel, ids: KnownIds): Promise<TestOutcome>;

    /**
     * Compares the model with what the stack's state holds: what must be refused because something would be lost, and what people should
     * know.
     *
     * @param found what the feature's ProgramFeature has asked AWS.
     */
    review?(model: Model, before: ExistingState, found: Found): Findings;

    /** What applies to an account, for `org effective` and the page. A section without facts is not shown. */
    facts?(model: Model, account: AccountModel, origins: Origins): readonly FactSection[];

    /**
     * What is left of the model while the organisation has consolidated billing only and waits for all features, because AWS refuses the rest
     * until then. Absent: AWS takes everything.
     */
    heldBack?(model: Model): HeldBack<Model>;

    /** What `org adopt` does not read of an organisation that exists, one line each. */
    readonly notAdopted?: readonly string[];
}

/** What a feature's part of a definition comes to. Plain values: a model is compared with that of an edited definition. */
export interface FeatureModel {
    /** By the accounts' keys what each account has of it. An edit of one account changes nothing else of the model. */
    readonly accounts?: ReadonlyMap<string, unknown>;
}

/** What testing a definition came to. */
export interface TestOutcome {
    /** A sentence for `org check`: "3 assertions hold." */
    readonly summary: string;
    /** The same for programs: keys that `org check --json` shows beside its own. */
    readonly json: Readonly<Record<string, unknown>>;
    /** What could not be tested now, and why. */
    readonly warnings: readonly string[];
}

/** What a comparison with the state finds: what is refused, and what is allowed and should be seen. */
export interface Findings {
    readonly problems: readonly Problem[];
    readonly warnings: readonly string[];
}

/** What the stack's state holds from earlier runs, as far as a feature looks at it. */
export interface ExistingState {
    /** By the accounts' keys. */
    readonly accounts: ReadonlyMap<string, { readonly id: string }>;
    /** By Pulumi's type token the resources that features have registered. */
    readonly resources: ReadonlyMap<string, readonly ExistingResource[]>;
}

/** A resource as the stack's state has it. */
export interface ExistingResource {
    /** The resource's name in the stack, `ap-east-1@shop`. */
    readonly name: string;
    readonly outputs: Readonly<Record<string, unknown>>;
}

/** A value, and where in the definition it is written. */
export interface Fact {
    readonly name: string;
    readonly value: string;
    /** `organizations/dev/organization.yaml:12:7`; absent: nowhere, it is the default. */
    readonly from?: string;
}

export interface FactSection {
    /** Its key in `org effective --json`. */
    readonly key: string;
    /** The head of its table. */
    readonly heading: string;
    readonly facts: readonly Fact[];
}

export interface HeldBack<Model> {
    /** What this run applies. */
    readonly applied: Model;
    /** What waits, such as "2 accounts' contacts". */
    readonly waiting: readonly string[];
}
