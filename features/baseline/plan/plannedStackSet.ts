/** The StackSet of a block, as the definition says it. */
export interface PlannedStackSet {
    /** The key of the block. */
    readonly block: string;
    /** Its name in AWS. */
    readonly name: string;
    /**
     * AWS deploys it to new accounts by itself. AWS can do so only for whole units: if an account has to be reached by its name, all are, and a
     * new account gets its stack from the run that makes the account. So it is where AWS would go on giving it where it is no longer wanted.
     */
    readonly isAutomatic: boolean;
    /**
     * The units that AWS is told, each with its regions. Automatic: the targets of the block, below which all accounts but `excluded` have it.
     * Otherwise: the units of the accounts.
     */
    readonly targets: readonly PlannedTarget[];
    /** For a global block: the regions in which all of its accounts may work, sorted. Absent: nothing limits them, or they have none in common. */
    readonly possibleRegions?: readonly string[];
    /** Sorted by key. */
    readonly accounts: readonly PlannedAccount[];
    /** Accounts below the targets that are not to have it, by key, sorted. */
    readonly excluded: readonly string[];
    /** Accounts below the targets, or that have it, that stay as they are because they are quarantined; by key, sorted. */
    readonly leftAlone: readonly string[];
}

export interface PlannedTarget {
    /** The key of a unit; ROOT_UNIT for the root. */
    readonly unit: string;
    /** Sorted. Empty for a global block: the home region. */
    readonly regions: readonly string[];
}

/** An account that is to have a stack in each of its regions. */
export interface PlannedAccount {
    readonly key: string;
    /** The unit of the target that reaches it. */
    readonly target: string;
    /** The same as the target's, if the StackSet is automatic. */
    readonly regions: readonly string[];
    /** The name of its ring. */
    readonly ring: string;
    /** Only values that are not the StackSet's. */
    readonly overrides: Readonly<Record<string, string>>;
}
