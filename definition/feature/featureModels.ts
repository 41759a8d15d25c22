import type { IdentityDirectory } from "../access";
import type { KnownIds } from "../modelSituation";
import type { AccountModel, OrganizationModel } from "../model";
import { isPlaceKey } from "../modelPlaces";
import type { Report } from "../problemReport";
import { DefinitionError, type Problem } from "../problems";
import type { Origins } from "../valueOrigins";
import type {
    AccountEvent,
    DefinitionClaim,
    EndingAccess,
    FactSection,
    Feature,
    FeatureEffect,
    FeatureModel,
    Findings,
    LaterPolicy,
    TestOutcome,
} from "./feature";
import type { ExistingState } from "./existingState";
import type { FeatureDocument } from "./featureDocument";
import type { FeatureInput } from "./featureInput";
import type { FeatureAnswers, IndexCollector, NeededAdministrator } from "./featureNeeds";
import type { ResourceChange } from "./resourceChange";
import type { ReviewedChange } from "./reviewedChange";

/** The models of all features of a definition. `get` returns the model of one; the other methods ask all of them. */
export class FeatureModels implements FeatureAnswers {
    /** The features that the definition was loaded with. */
    readonly features: readonly Feature[];
    /** By feature key. */
    readonly models: ReadonlyMap<string, FeatureModel>;

    /** @param modelOf returns the model of a feature, without what the others need of it. */
    constructor(features: readonly Feature[], modelOf: (feature: Feature) => FeatureModel) {
        this.features = features;
        const models = new Map(features.map((feature) => [feature.key, modelOf(feature)]));
        this.models = models;
        for (const feature of features) {
            if (feature.completed) models.set(feature.key, feature.completed(this.get(feature), this));
        }
    }

    /** @throws Error if the definition was loaded without the feature. */
    get<Input extends FeatureInput, Model extends FeatureModel, Found>(feature: Feature<Input, Model, Found>): Model {
        const model = this.models.get(feature.key);
        if (model === undefined) throw new Error(`the definition was loaded without the feature ${feature.key}`);
        // The feature itself has resolved it.
        return model as Model;
    }

    administratorsOf(service: string): readonly string[] {
        return this.#flatMap((feature, model) => feature.administrators?.(model).get(service));
    }

    neededAdministrators(): readonly NeededAdministrator[] {
        return this.#flatMap((feature, model) => feature.neededAdministrators?.(model));
    }

    indexedAccounts(): readonly string[] {
        return [...new Set(this.#flatMap((feature, model) => feature.indexedAccounts?.(model)))].sort();
    }

    claims(): readonly DefinitionClaim[] {
        return this.#flatMap((feature, model) => feature.claims?.(model));
    }

    indexCollectors(): readonly IndexCollector[] {
        return this.#flatMap((feature, model) => feature.indexCollectors?.(model));
    }

    /** Has every feature check what depends on the others. */
    checkTogether(report: Report): void {
        for (const feature of this.features) feature.checkTogether?.(this.get(feature), this, report);
    }

    /**
     * The warnings of all features, the urgent ones first.
     *
     * @param day such as 2026-12-31; absent: today by this machine's clock.
     */
    warnings(organization: OrganizationModel, day = today()): string[] {
        return [...this.urgentWarnings(organization, day), ...this.standingWarnings(organization, day)];
    }

    /** What fails or ends unless somebody does something. */
    urgentWarnings(organization: OrganizationModel, day: string): string[] {
        return this.#flatMap((feature, model) => feature.urgentWarnings?.(model, organization, this, day));
    }

    /** What stays so as long as the definition does. */
    standingWarnings(organization: OrganizationModel, day: string): string[] {
        return this.#flatMap((feature, model) => feature.warnings?.(model, organization, this, day));
    }

    /**
     * Has every feature prove what the definition claims, such as its assertions.
     *
     * @param ids the ids that AWS has given to the organisation and the accounts, as far as they are known.
     * @param day such as 2026-12-31; absent: today by this machine's clock.
     * @throws DefinitionError with everything that does not hold, of all features.
     */
    async test(organization: OrganizationModel, ids: KnownIds, day = today()): Promise<readonly TestOutcome[]> {
        const problems: Problem[] = [];
        const tested: TestOutcome[] = [];
        const identities = (): IdentityDirectory | undefined => this.identities(organization, day);
        for (const feature of this.features) {
            try {
                const found = await feature.test?.(this.get(feature), organization, ids, identities);
                if (found) tested.push(found);
            } catch (error) {
                if (!(error instanceof DefinitionError)) throw error;
                problems.push(...error.problems);
            }
        }
        if (problems.length > 0) throw new DefinitionError(problems);
        return tested;
    }

    /**
     * Who may do what where; undefined if no feature says so.
     *
     * @param day such as 2026-12-31; absent: today by this machine's clock.
     */
    identities(organization: OrganizationModel, day = today()): IdentityDirectory | undefined {
        return this.features
            .map((feature) => feature.identities?.(this.get(feature), organization, day))
            .find((one) => one !== undefined);
    }

    /** @param found what the program has asked of AWS for the features, by feature key. */
    review(before: ExistingState, found: ReadonlyMap<string, unknown>, organization: OrganizationModel): Findings {
        const all = this.#flatMap((feature, model) => {
            const findings = feature.review?.(model, before, found.get(feature.key), organization);
            return findings && [findings];
        });
        return {
            problems: all.flatMap(({ problems }) => problems),
            warnings: all.flatMap(({ warnings }) => warnings),
        };
    }

    /** What the changes of the features' resources mean, in words. */
    reviewedChanges(
        changes: readonly ResourceChange[],
        before: ExistingState,
        organization: OrganizationModel,
    ): readonly ReviewedChange[] {
        return this.#flatMap((feature, model) => feature.reviewedChanges?.(model, changes, before, organization));
    }

    /** What the models hold of one account, as keys of that account in JSON: `contacts`, `enabledRegions`. */
    accountValues(key: string): Record<string, unknown> {
        return Object.fromEntries(
            this.features.flatMap((feature): [string, unknown][] => {
                const model = this.get(feature);
                if (feature.accountJson) return Object.entries(feature.accountJson(model, { key }));
                const value = withoutPlaces(model.accounts?.get(key));
                if (value === undefined) return [];
                return typeof value === "object" && value !== null ? Object.entries(value) : [[feature.key, value]];
            }),
        );
    }

    /** What the change does in all features that say so, in the order of the features. */
    async effect(
        organization: OrganizationModel,
        before: ExistingState,
        isFull: boolean,
    ): Promise<readonly FeatureEffect[]> {
        const found = await Promise.all(
            this.features.map(async (feature) => feature.effect?.(this.get(feature), organization, before, isFull)),
        );
        return found.filter((one) => one !== undefined);
    }

    facts(account: AccountModel, origins: Origins): FactSection[] {
        return this.#flatMap((feature, model) => feature.facts?.(model, account, origins));
    }

    /** The policies that AWS may attach to an account by itself. */
    attachedByAws(account: AccountModel): LaterPolicy[] {
        return this.#flatMap((feature, model) => feature.attachedByAws?.(model, account));
    }

    /** What people should know before a command does something to an account. */
    wordsOnAccount(account: AccountModel, event: AccountEvent): string[] {
        return this.#flatMap((feature, model) => feature.wordsOnAccount?.(model, account, event));
    }

    /** @param before absent if the state is not known. */
    documents(before?: ExistingState): FeatureDocument[] {
        return this.#flatMap((feature, model) => feature.documents?.(model, before));
    }

    /** Access with a last day, also such that has ended. */
    endingAccess(organization: OrganizationModel): EndingAccess[] {
        return this.#flatMap((feature, model) => feature.endingAccess?.(model, organization));
    }

    /** The part that is applied while the organisation waits for all features, and a description of what waits. */
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

/** By this machine's clock. */
function today(): string {
    return new Date().toISOString().slice(0, 10);
}

/** What people read of a part of a model: without the places where it is written. */
function withoutPlaces(part: unknown): unknown {
    const text = JSON.stringify(part, (key, value: unknown) => (isPlaceKey(key, value) ? undefined : value)) as
        string | undefined;
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
}

/** For a definition that was loaded without features. */
export const NO_FEATURES = new FeatureModels([], () => ({}));
