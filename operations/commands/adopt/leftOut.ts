/** Something in AWS that the definition leaves out, with the reason. */
export interface LeftOut {
    readonly what: "account" | "policy" | "fullAccess";
    readonly id: string;
    readonly name: string;
    readonly why: string;
    /** It is a policy of AWS Control Tower, and could be in the definition. */
    readonly controlTower?: true;
    /** It is the program's own policy `quarantine`, attached to nothing. The definition has it when it is needed. */
    readonly idleQuarantine?: true;
}
