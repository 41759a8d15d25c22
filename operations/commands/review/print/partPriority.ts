/** What has room in a comment before what. */
export const PRIORITY = {
    refused: 0,
    acknowledge: 1,
    danger: 2,
    warning: 3,
    attention: 4,
    unknown: 5,
    routine: 6,
    note: 7,
    resource: 8,
} as const;
