/** What has room in a comment before what: the lines of a part, and of some the folded details. */
export const PRIORITY = {
    refused: 0,
    acknowledge: 1,
    danger: 2,
    warning: 3,
    attention: 4,
    unknown: 5,
    /** Of dangers and warnings. They matter more than another line of routine. */
    graveDetails: 6,
    routine: 7,
    note: 8,
    resource: 9,
} as const;
