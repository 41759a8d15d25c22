/** Something that AWS has and the definition does not hold, with the reason. */
export interface LeftOut {
    readonly what: "account" | "policy" | "fullAccess";
    readonly id: string;
    readonly name: string;
    readonly why: string;
    /** It is a policy of AWS Control Tower's, and could be in the definition. */
    readonly controlTower?: true;
}
