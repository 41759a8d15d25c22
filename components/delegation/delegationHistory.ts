/** What AWS has already. */
export interface DelegationHistory {
    /** The id by which this run imports it instead of creating it. Leave it out in later runs. */
    readonly importId?: string;
}

/** The option that imports what AWS has already. */
export function importOption({ importId }: DelegationHistory): { readonly import?: string } {
    return importId === undefined ? {} : { import: importId };
}
