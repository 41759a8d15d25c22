import type { OrganizationModel } from "../../../../definition";
import type { Feature, FeatureInput, FeatureModel } from "../../../../definition/feature";
import type { Inventory } from "../inventory";
import type { InventoryReading } from "../read/inventoryReading";
import type { WrittenKeys } from "../write/writtenKeys";

/**
 * A feature's part of `org adopt`. It is in features/<its name>/adopt.ts, beside its Feature (definition/feature/), and
 * features/adoptions.ts lists it.
 *
 * `read` asks AWS once. The other methods may be called several times, because something may be left out of the definition after a rule has
 * refused it. They get the organisation without that, and must not write anything about the rest.
 *
 * What is written must be imported by the first `up`: `find` of the feature's ProgramFeature asks AWS what an account that is taken over
 * has already, and the feature registers that with Pulumi's `import`. Otherwise the preview shows creations, and `org adopt` stops.
 */
export interface FeatureAdoption<Model extends FeatureModel = FeatureModel, Found = unknown> {
    readonly feature: Feature<FeatureInput, Model>;

    /**
     * Reads from AWS, and changes nothing. What AWS refuses is no failure: `report` says that it was not read. readEachAccount asks about
     * every account.
     *
     * @param organization its accounts are active.
     */
    read(organization: OrganizationInventory, reading: AdoptionReading): Promise<Found>;

    /**
     * The feature's keys of the definition, as a person would write them: inheritedValues says what is written once for many accounts. A value
     * that a rule of the feature would refuse is not written, and `report` says so.
     */
    write(found: Found, organization: OrganizationInventory): WrittenKeys;

    /**
     * Compares the loaded definition with AWS. A difference would show as a change in the first preview.
     *
     * @returns one text for each difference; none if the definition matches AWS.
     */
    differences(
        model: Model,
        found: Found,
        definition: OrganizationModel,
        organization: OrganizationInventory,
    ): readonly string[];

    report(found: Found, organization: OrganizationInventory): AdoptionReport;

    /**
     * Asks AWS once more, immediately before the import, about what a resource of ours would change if it differed from the definition:
     * Pulumi imports what AWS's provider has, and creates ours.
     *
     * @param reading it asks AWS, and keeps nothing.
     * @returns what has changed, such as "the cost category team has changed".
     */
    changesSince?(found: Found, reading: AdoptionReading): Promise<readonly string[]>;
}

/** The organisation as a feature sees it: by ids, and with active accounts only. The management account is not among them. */
export type OrganizationInventory = Pick<Inventory, "organization" | "root" | "units" | "accounts">;

/**
 * What a feature reads with. Every call goes through `caller`, which keeps to AWS's rates and counts. `journal` keeps the answers, so that
 * an interrupted run goes on where it was.
 */
export type AdoptionReading = Pick<InventoryReading, "clients" | "caller" | "endpoints"> & {
    readonly journal: Pick<InventoryReading["journal"], "answer">;
};

/** What people should know about a feature's part. */
export interface AdoptionReport {
    /** What is in the definition: a word and a text for each line of the summary. */
    readonly adopted: readonly { readonly name: string; readonly text: string }[];
    /** What AWS has or may have, and the definition does not hold: one line each, for the summary and the head of the definition. */
    readonly notAdopted: readonly string[];
    /** Keys that `org adopt --json` adds to its own. */
    readonly json: Readonly<Record<string, unknown>>;
}
