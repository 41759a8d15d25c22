/** A block before or after a change. */
export interface BlockSide {
    readonly key: string;
    /** JSON. */
    readonly template: string;
    readonly isAutomatic: boolean;
    readonly keepsStacks: boolean;
    /** By account key; an account that the definition never had, by its id. */
    readonly accounts: ReadonlyMap<string, StackSide>;
    /** Accounts that do not have what the last run wanted, by the same keys. */
    readonly pending: readonly string[];
}

/** A block in one account. */
export interface StackSide {
    /** Sorted. For a global block that no run has set up: empty, which means the home region. */
    readonly regions: readonly string[];
    /** All values. */
    readonly parameters: Readonly<Record<string, string>>;
    readonly isLeftAlone: boolean;
    /** The id of the unit, or of the root, through which it has the block by the state. Absent after a change. */
    readonly target?: string;
    /** The account's key until the stack forgot the account, as after a take-over of one that was closed by hand. */
    readonly formerKey?: string;
}

/** The blocks of a baseline by key. */
export type BaselineSide = ReadonlyMap<string, BlockSide>;

/** How many stacks some accounts have: one in each region. */
export function countStacks(stacks: Iterable<Pick<StackSide, "regions">>): number {
    return [...stacks].reduce((sum, { regions }) => sum + Math.max(1, regions.length), 0);
}
