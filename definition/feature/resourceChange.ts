/**
 * What happens to one resource of the stack in a run, in Pulumi's words. `import`: it is in AWS and the stack takes it over. `forget`: it
 * leaves the stack and stays in AWS.
 */
export type ResourceOperation = "create" | "import" | "update" | "replace" | "delete" | "forget";

/** A change of one resource of the stack: of Pulumi's preview, or computed from the definition and the state. */
export interface ResourceChange {
    readonly operation: ResourceOperation;
    readonly urn: string;
    /** Pulumi's type token, such as `aws:organizations/account:Account`. */
    readonly type: string;
    /** The resource's name in the stack, such as `ap-east-1@shop`. */
    readonly name: string;
    /** The names of the inputs that differ, sorted. Empty unless it is an update or a replacement. */
    readonly properties: readonly string[];
    /** The inputs in the state. Absent for a creation and an import. */
    readonly before?: ResourceInputs;
    /** The inputs by the definition. Absent for a deletion. A value that only AWS can tell is UNKNOWN_INPUT. */
    readonly after?: ResourceInputs;
    /**
     * Its id in AWS, if it is what an earlier run has replaced and did not get to delete. Another resource of the stack has its URN: features
     * do not see such a change.
     */
    readonly leftoverId?: string;
}

export type ResourceInputs = Readonly<Record<string, unknown>>;

/** Stands for a value that is not known before AWS has made something, such as the id of a new account. */
export const UNKNOWN_INPUT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
