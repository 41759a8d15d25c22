/** What identifies an account and its organisation in a request. What is absent is not known, and conditions on it stay undecided. */
export interface AccountIdentity {
    /** The account's id, 12 digits. */
    readonly account?: string;
    /** It is the organisation's management account, which service and resource control policies do not bind. */
    readonly management?: boolean;
    readonly organization?: OrganizationIds;
}

/** AWS's names of the organisation, for the condition keys that carry them. */
export interface OrganizationIds {
    /** `o-a1b2c3d4e5`. */
    readonly id?: string;
    /** Where the account is: `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/`, as aws:PrincipalOrgPaths has it. */
    readonly path?: string;
}
