/** Something in Identity Center that stays as it is. */
export interface PeopleLeftAlone {
    /** What it is, with its name: `permission set Audit`. */
    readonly what: string;
    readonly why: string;
}
