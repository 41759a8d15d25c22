import type { DefinitionModel, Feature } from "../../../../definition";
import { isActive, type Inventory } from "../inventory";
import type { WrittenKeys } from "../write/writtenKeys";
import type { AdoptionReading, AdoptionReport, FeatureAdoption, OrganizationInventory } from "./featureAdoption";

/** A feature's part of an adoption, with what AWS has answered to it. */
export interface AdoptedPart {
    readonly adoption: FeatureAdoption;
    readonly found: unknown;
}

/** What the features take over of an organisation. */
export class AdoptedFeatures {
    /** The features that the definition is loaded with. */
    readonly features: readonly Feature[];
    readonly #parts: readonly AdoptedPart[];

    constructor(features: readonly Feature[], parts: readonly AdoptedPart[]) {
        this.features = features;
        this.#parts = parts;
    }

    /** Lets every feature read what it takes over. */
    static async read(
        features: readonly Feature[],
        adoptions: readonly FeatureAdoption[],
        inventory: Inventory,
        reading: AdoptionReading,
    ): Promise<AdoptedFeatures> {
        const parts: AdoptedPart[] = [];
        // One feature after the other, so that a terminal has one progress bar at a time.
        for (const adoption of adoptions) {
            parts.push({ adoption, found: await adoption.read(withActiveAccounts(inventory), reading) });
        }
        return new AdoptedFeatures(features, parts);
    }

    /** @param inventory the part of the organisation that the definition holds. */
    keysIn(inventory: Inventory): readonly WrittenKeys[] {
        return this.#parts.map(({ adoption, found }) => adoption.write(found, withActiveAccounts(inventory)));
    }

    /** @param inventory the part of the organisation that the definition holds. */
    differences(model: DefinitionModel, inventory: Inventory): readonly string[] {
        return this.#parts.flatMap(({ adoption, found }) =>
            adoption.differences(model.features.get(adoption.feature), found, model, withActiveAccounts(inventory)),
        );
    }

    /** What has changed in AWS since it was read, of what must not have changed. */
    async changesSince(reading: AdoptionReading): Promise<readonly string[]> {
        const changes: string[] = [];
        for (const { adoption, found } of this.#parts) {
            changes.push(...((await adoption.changesSince?.(found, reading)) ?? []));
        }
        return changes;
    }

    /** @param inventory the part of the organisation that the definition holds. */
    report(inventory: Inventory): AdoptionReport {
        const reports = this.#parts.map(({ adoption, found }) => adoption.report(found, withActiveAccounts(inventory)));
        return {
            adopted: reports.flatMap(({ adopted }) => adopted),
            notAdopted: [
                ...reports.flatMap(({ notAdopted }) => notAdopted),
                ...this.features.flatMap(({ notAdopted = [] }) => notAdopted),
            ],
            json: Object.assign({}, ...reports.map(({ json }) => json)) as Record<string, unknown>,
        };
    }
}

function withActiveAccounts(inventory: Inventory): OrganizationInventory {
    return { ...inventory, accounts: inventory.accounts.filter(isActive) };
}
