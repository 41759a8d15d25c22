import type { Place } from "../../definition";
import type { DefinitionClaim, ResourceChange, ReviewedChange } from "../../definition/feature";
import type { Note } from "../plan/notes";

/**
 * What a run would do, as one value for the people who approve it. `org review` writes it as text, Markdown, JSON and a page. All of it is
 * data: it may be written to a file and read again.
 */
export interface ChangeReview {
    readonly version: 1;
    readonly stack: string;
    /** Pulumi's own preview has confirmed it. Otherwise it is computed from the definition and the state alone. */
    readonly isConfirmed: boolean;
    /** What is refused. If there is something, the rest is incomplete. */
    readonly refusals: readonly PlacedText[];
    /** The errors with which Pulumi's preview failed, so that it has confirmed nothing. Absent if it did not fail, or was not asked. */
    readonly failures?: readonly string[];
    /** Most dangerous first. */
    readonly changes: readonly PlacedChange[];
    /** Changes of resources that no entry of `changes` stands for. */
    readonly others: readonly ChangedResource[];
    /** How many resources are created, updated, ... by operation, and how many stay as they are. */
    readonly counts: Readonly<Record<ResourceChange["operation"] | "same", number>>;
    /** Warnings and what changes in the accounts, as previews print them. */
    readonly notes: readonly Note[];
    /** What the definition proves of itself. A review against another commit names what is gone of it. */
    readonly claims: readonly DefinitionClaim[];
    /** What the policy pack says. */
    readonly policyPack: readonly PolicyMessage[];
    /** What AWS's limits make the run take at least. */
    readonly work: { readonly calls: number; readonly seconds: number };
    /** What only AWS can tell, one sentence each. Empty if AWS was asked. */
    readonly unknown: readonly string[];
    readonly acknowledgements: Acknowledgements;
    /** Names these changes and no others: 12 hexadecimal digits. `up` can be told to make only what has this digest. */
    readonly digest: string;
}

export interface PlacedText {
    readonly message: string;
    readonly place?: Place;
}

export type PlacedChange = ReviewedChange & PlaceInReview;

/** What a review adds to a change. */
export interface PlaceInReview {
    /** Where `path` is written. */
    readonly place?: Place;
    /** The definition that is reviewed against (`--base`) would make the same change: it waits already, and is not of this pull request. */
    readonly isWaiting?: true;
    /** The code that names it in a label or on the command line: 8 hexadecimal digits. Present where `acknowledge` is. */
    readonly code?: string;
}

export type ChangedResource = Pick<ResourceChange, "operation" | "urn" | "type" | "name" | "properties">;

export interface PolicyMessage {
    readonly policy: string;
    readonly level: "mandatory" | "advisory";
    readonly message: string;
    /** The resource that it is about; absent for the whole stack. */
    readonly resource?: string;
    /** Where the definition says what it is about, as far as that is known. */
    readonly place?: Place;
}

/** The dangerous changes of a run, by the texts of `WeighedRisk.acknowledge`. */
export interface Acknowledgements {
    /** Nobody has acknowledged them yet. `up` refuses the run. */
    readonly missing: readonly string[];
    readonly given: readonly string[];
    /** Lines of the definition that name no change of this run. They can be removed. */
    readonly unused: readonly string[];
    /** The same lines, with more about each. */
    readonly unusedLines: readonly UnusedLine[];
}

/** A line of the definition that names no change of a run. */
export interface UnusedLine {
    readonly text: string;
    readonly place: Place;
    /** What is not acknowledged and the line probably means: the same thing with other digits, or without a typing mistake. */
    readonly meant?: string;
}
