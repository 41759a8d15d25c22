/**
 * A way to divide the costs of the organisation, such as by team. Each account has exactly one value of it. In AWS it is a cost category.
 *
 * Which value an account has is in `CostsModel.accounts`, so that an edit of one account changes nothing else in the model.
 */
export interface DimensionModel {
    /** Its key in the definition: `team`. */
    readonly key: string;
    /** The name of its cost category in AWS. Default: the key. */
    readonly name: string;
    /** The tag whose value is the dimension's value. */
    readonly tag?: string;
    /** A resource's own tag goes before its account's value. It needs `tag`. */
    readonly resources: boolean;
    /**
     * The values that `values` names in the definition, but for `defaultValue`; in the order of the definition. Values that accounts have only
     * by their tags are not among them, so that another tag of an account is a change of that account only: `valuesOf` has all values.
     */
    readonly values: readonly string[];
    /** The value of what has no other: `unassigned`. */
    readonly defaultValue: string;
    /** False: AWS gives no value to what matches nothing, and `defaultValue` is only what reports call it. */
    readonly isDefaultInAws: boolean;
    readonly splits: readonly SplitModel[];
    /** The ARN of an existing cost category. It is taken over instead of being created. */
    readonly id?: string;
}

/** The costs of one value are divided among other values. Shared accounts are paid for like this. */
export interface SplitModel {
    readonly from: string;
    /** At least one value. */
    readonly to: readonly string[];
    /** `proportional`: by the costs that they have. A map: the share of each in percent; they sum to 100. */
    readonly by: "even" | "proportional" | Readonly<Record<string, number>>;
}
