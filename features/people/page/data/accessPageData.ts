/** What the page of access is made of. It stands in the page as JSON, and its texts are fit to be shown. */
export interface AccessPageData {
    readonly stack: string;
    /** The day for which it holds, such as 2026-12-31. */
    readonly day: string;
    /** When the page was made, as ISO 8601 in UTC. */
    readonly madeAt: string;
    readonly notes: readonly string[];
    readonly accounts: readonly PageAccount[];
    /** Sets of accounts, by their numbers in `accounts`: many entries have the same. */
    readonly places: readonly (readonly number[])[];
    readonly entries: readonly PageEntry[];
}

export interface PageAccount {
    readonly name: string;
    readonly id: string;
    /** The keys of the units that lead to it, the outermost first. */
    readonly units: readonly string[];
}

/** What one person or group has by one grant. Texts that there are not are empty. */
export interface PageEntry {
    readonly who: string;
    /** Empty for a person: `external group`. */
    readonly kind: string;
    readonly through: string;
    readonly permissionSet: string;
    readonly until: string;
    readonly because: string;
    readonly from: string;
    /** A number in `places`. */
    readonly place: number;
}

/** The id of the element with the JSON. */
export const ACCESS_ELEMENT = "access-report";
