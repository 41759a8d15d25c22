import type { ChangeMessage, EffectParagraph } from "../../evaluator/effect";
import type { IdentityDirectory, KnownIds } from "../access";
import type { AccountModel, OrganizationModel } from "../model";
import type { Origins } from "../valueOrigins";
import type { Place, Problem } from "../problems";
import type { Report } from "../problemReport";
import type { FeatureSchema } from "../schema/featureKeys";
import type { ExistingState } from "./existingState";
import type { FeatureDocument } from "./featureDocument";
import type { FeatureInput, Said, WrittenEntries } from "./featureInput";
import type { ResourceChange } from "./resourceChange";
import type { ReviewedChange } from "./reviewedChange";
import type {
    FeatureAnswers,
    IndexCollector,
    NeededAdministrator,
    NeededService,
    PreparedPolicy,
} from "./featureNeeds";

/**
 * A capability that depends on the organisation and on which nothing depends, such as costs. It adds keys to the definition, and says what
 * they mean, which values are mistakes and what people should know about them.
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
    /** The keys that it adds to the definition. A key may belong to one feature only, and not to the definition itself. */
    readonly schema: FeatureSchema;

    /**
     * Turns the feature's part of the definition into its model: settles inheritance, looks up names, checks rules. It runs after the rest.
     *
     * @param report receives every mistake, with its path.
     * @returns a model even if there are mistakes; it is not used then.
     */
    resolve(said: Said<Input>, spine: OrganizationModel, report: Report): Model;

    /**
     * Guardrails of the library that must exist although nothing attaches them, such as the policy that a budget attaches when it is used
     * up. They are created in advance, as the quarantine is. It runs before the organisation is resolved.
     */
    preparedPolicies?(written: WrittenEntries<Input>): readonly PreparedPolicy[];

    /**
     * The services whose access to the organisation the definition needs for this feature, although `serviceAccess` may not name them. They
     * become part of the organisation's serviceAccess. It runs before the organisation is resolved.
     */
    neededServices?(written: WrittenEntries<Input>): readonly NeededService[];

    /** Keys of the accounts that administer a service for the organisation, by the service's principal. */
    administrators?(model: Model): ReadonlyMap<string, readonly string[]>;

    /** The delegated administrators that this feature needs. The feature that registers them adds those that its keys do not name. */
    neededAdministrators?(model: Model): readonly NeededAdministrator[];

    /** Keys of the accounts in which this feature makes an index of Resource Explorer. What is in others, nobody finds. */
    indexedAccounts?(model: Model): readonly string[];

    /** The indexes that collect those of an account's other regions, as far as this feature makes them. */
    indexCollectors?(model: Model): readonly IndexCollector[];

    /**
     * Adds to the model what other features need of it. It runs after all features are resolved, and before `checkTogether`. Repeated, it
     * changes nothing.
     */
    completed?(model: Model, others: FeatureAnswers): Model;

    /**
     * Checks what depends on other features. It runs after all features are resolved, in a definition that has no mistake of form.
     *
     * @param report receives every mistake, with its path.
     */
    checkTogether?(model: Model, others: FeatureAnswers, report: Report): void;

    /** The policies that AWS may attach to an account by itself. `org explain` says what they would change. */
    attachedByAws?(model: Model, account: AccountModel): readonly LaterPolicy[];

    /**
     * What people may not expect of AWS with this definition, and is no mistake. `org check` shows it; previews only count what was there when
     * the definition was applied before (program/review/standingWarnings.ts).
     *
     * @param day today, such as 2026-12-31: by AWS's clock, or this machine's where AWS was not asked.
     */
    warnings?(model: Model, spine: OrganizationModel, others: FeatureAnswers, day: string): readonly string[];

    /** The same for what fails or ends unless somebody does something. `org check` and every preview show it. */
    urgentWarnings?(model: Model, spine: OrganizationModel, others: FeatureAnswers, day: string): readonly string[];

    /**
     * Proves claims of the definition. It may take long, and runs once for a preview, an `up` or `org check`.
     *
     * @param ids the ids that AWS has given to the organisation and the accounts, as far as they are known.
     * @param identities returns who may do what where; undefined if no feature of the definition says so.
     * @throws DefinitionError with everything that does not hold.
     */
    test?(
        model: Model,
        spine: OrganizationModel,
        ids: KnownIds,
        identities: () => IdentityDirectory | undefined,
    ): Promise<TestOutcome>;

    /**
     * Who exists, and in which sessions somebody works in an account.
     *
     * @param day such as 2026-12-31. Grants that have ended before give nothing.
     */
    identities?(model: Model, spine: OrganizationModel, day: string): IdentityDirectory;

    /**
     * Compares the model with the stack's state: what must be refused because something would be lost, and what people should know.
     *
     * @param found what the feature's ProgramFeature has asked of AWS.
     */
    review?(model: Model, before: ExistingState, found: Found, spine: OrganizationModel): Findings;

    /**
     * What the change does beyond guardrails, such as who gains and loses access. Previews and `org effect` say it. It may take long, and
     * asks nothing.
     *
     * @param isFull leaves nothing out; otherwise a preview's messages stay short.
     */
    effect?(
        model: Model,
        spine: OrganizationModel,
        before: ExistingState,
        isFull: boolean,
    ): Promise<FeatureEffect | undefined>;

    /**
     * Says in words what the changes of this feature's resources mean for accounts, people, money and protection. What it leaves out, the
     * review shows by the names of the resources. It asks nothing.
     *
     * @param changes all changes of the run. A feature speaks only of the types that it registers.
     */
    reviewedChanges?(
        model: Model,
        changes: readonly ResourceChange[],
        before: ExistingState,
        spine: OrganizationModel,
    ): readonly ReviewedChange[];

    /**
     * What the definition proves of itself, such as its assertions. No resource has it: only a review against another commit shows that it
     * is gone.
     */
    claims?(model: Model): readonly DefinitionClaim[];

    /**
     * What people should know before a command does something to an account, also before `org add` writes it, and of an account that
     * expires: one sentence each, with its period. It asks nothing.
     */
    wordsOnAccount?(model: Model, account: AccountModel, event: AccountEvent): readonly string[];

    /**
     * Documents in the language of policies that the definition writes for this feature, such as inline policies. `org check` and previews
     * warn of parts that AWS accepts and that do not do what their writer meant.
     *
     * @param before absent if the state is not known.
     */
    documents?(model: Model, before?: ExistingState): readonly FeatureDocument[];

    /** Access with a last day, also such that has ended and is still written, for `org expiring`. */
    endingAccess?(model: Model, spine: OrganizationModel): readonly EndingAccess[];

    /**
     * What programs read of an account in `org accounts --json` and `org add --json`, as keys of that account. Absent: the account's part
     * of the model.
     */
    accountJson?(model: Model, account: Pick<AccountModel, "key">): Readonly<Record<string, unknown>>;

    /** What applies to an account, for `org effective` and the page. A section without facts is not shown. */
    facts?(model: Model, account: AccountModel, origins: Origins): readonly FactSection[];

    /**
     * The part of the model that is applied while the organisation has consolidated billing only and waits for all features: AWS refuses
     * the rest until then. Absent if AWS accepts all of it.
     */
    heldBack?(model: Model): HeldBack<Model>;

    /** What `org adopt` does not read from an existing organisation, one line each. */
    readonly notAdopted?: readonly string[];
}

/** A feature's part of a resolved definition. It holds plain values only, because it is compared with the model of an edited definition. */
export interface FeatureModel {
    /**
     * Each account's part, by account key. Unless the feature has `accountJson`, `org accounts --json` prints the entries of an object as
     * keys of the account, and any other value under the feature's key. An edit of one account changes nothing else in the model.
     */
    readonly accounts?: ReadonlyMap<string, unknown>;
}

/** A policy that AWS may attach to an account. */
export interface LaterPolicy {
    /** The key of a policy of the definition. */
    readonly policy: string;
    /** When AWS does so, as the end of a sentence: `when its monthly budget of 50 USD is used up`. */
    readonly when: string;
}

/** What a command is about to do to an account, or why it lists it. */
export interface AccountEvent {
    readonly kind: "addition" | "closing" | "hand-over" | "quarantine" | "expiry";
    /**
     * The names of the service control policies that AWS has attached to the account itself. Absent if AWS was not asked, or did not
     * answer.
     */
    readonly attached?: readonly string[];
    /** Today by AWS's clock, such as 2026-12-31. Absent if AWS was not asked. */
    readonly day?: string;
}

/** A line of the definition that gives access until a day. */
export interface EndingAccess {
    /** Keys of groups and users. */
    readonly who: readonly string[];
    /** Keys of permission sets. */
    readonly permissionSets: readonly string[];
    /** Keys of accounts. */
    readonly accounts: readonly string[];
    readonly isInManagementAccount: boolean;
    /** The last day, such as 2026-12-31. */
    readonly until: string;
    readonly because?: string;
    /** Absent if the definition was not loaded from files. */
    readonly place?: Place;
}

/** The result of testing a definition. */
export interface TestOutcome {
    /** A sentence for `org check`: "3 assertions hold." */
    readonly summary: string;
    /** The same for programs: keys that `org check --json` adds to its own. */
    readonly json: Readonly<Record<string, unknown>>;
    /** What could not be tested in this run, and why. */
    readonly warnings: readonly string[];
}

/** The result of a comparison with the state: what is refused, and what is allowed but should be seen. */
export interface Findings {
    readonly problems: readonly Problem[];
    readonly warnings: readonly ChangeMessage[];
}

/** The effect of a change in one feature. What somebody can do more is separate, because that is what a reviewer has to check. */
export interface FeatureEffect {
    /** What is deleted, replaced or ends, and may take data or access with it. A preview warns of it first. */
    readonly lost: readonly ChangeMessage[];
    readonly looser: readonly EffectParagraph[];
    readonly tighter: readonly EffectParagraph[];
    readonly other: readonly ChangeMessage[];
    /** The same for programs: keys that `org effect --json` adds to its own. */
    readonly json: Readonly<Record<string, unknown>>;
}

/** A value, and the place in the definition where it is written. */
export interface Fact {
    readonly name: string;
    readonly value: string;
    /** `organizations/dev/organization.yaml:12:7`; absent if the value is the default. */
    readonly from?: string;
}

export interface FactSection {
    /** Its key in `org effective --json`. */
    readonly key: string;
    /** The heading of its table. */
    readonly heading: string;
    readonly facts: readonly Fact[];
}

export interface HeldBack<Model> {
    /** The part that this run applies. */
    readonly applied: Model;
    /** What waits, such as "2 accounts' contacts". */
    readonly waiting: readonly string[];
}

/** Something that the definition proves of itself. */
export interface DefinitionClaim {
    /** As the beginning of a sentence: `Assertion nobody-deletes-backups`. */
    readonly name: string;
    /** What it says, to compare. */
    readonly content: string;
}
