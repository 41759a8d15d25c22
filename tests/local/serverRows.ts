/** What tests tell the local AWS, and what it answers. */

/** A cost figure: what an account spent on a day. */
export interface CostFigure {
    /** `2026-11-01` */
    readonly day: string;
    readonly account: string;
    /** As Cost Explorer names it: `Amazon Simple Storage Service`. */
    readonly service: string;
    /** Default: no region. */
    readonly region?: string;
    /** usage, credit, refund, tax, support, fee, or a RECORD_TYPE of Cost Explorer. Default usage. */
    readonly kind?: string;
    /** The tags of the resource. */
    readonly tags?: Readonly<Record<string, string>>;
    /** In USD. */
    readonly unblended: number;
    /** In USD. Default: as unblended. */
    readonly amortized?: number;
    readonly usageType?: string;
    readonly operation?: string;
}

/** The answer to the Athena queries whose SQL matches. */
export interface QueryAnswer {
    /** A regular expression of Python, searched in the SQL. Default: every query. The newest answer that matches counts. */
    readonly matches?: string;
    readonly columns?: readonly { readonly name: string; readonly type?: string }[];
    readonly rows?: readonly (readonly (string | number | null)[])[];
    /** The query fails for this reason. */
    readonly failure?: string;
    readonly scannedBytes?: number;
}

/** What an evaluation of the budgets has changed. */
export interface ActionChange {
    readonly account: string;
    readonly budget: string;
    readonly action: string;
    readonly before: string;
    readonly after: string;
}

/** A request of IAM Identity Center that AWS answers, and that fails in the background. */
export interface AssignmentFailure {
    /** AWS's FailureReason. */
    readonly reason: string;
    /** Default: any. */
    readonly account?: string;
    /** The name of the permission set. Default: any. */
    readonly permissionSet?: string;
    /** Default: any. */
    readonly kind?: "create" | "delete" | "provision";
    /** How many requests fail. Default 1. */
    readonly times?: number;
}

/** A stack of a StackSet that fails. */
export interface StackFailure {
    /** AWS's StatusReason. */
    readonly reason: string;
    /** Default: any. */
    readonly account?: string;
    /** Default: any. */
    readonly region?: string;
    /** The name of the StackSet. Default: any. */
    readonly stackSet?: string;
    /** Default: any. */
    readonly action?: "create" | "update" | "delete";
    /** How many stacks fail. Default 1. */
    readonly times?: number;
}

/** When an account last used a service. */
export interface LastUseRow {
    readonly account: string;
    /** The prefix of its actions: `dynamodb`. */
    readonly service: string;
    readonly daysAgo: number;
    /** Default: us-east-1. */
    readonly region?: string;
}

/** What the root user of a member account has. */
export interface RootCredentialCounts {
    readonly password: boolean;
    readonly accessKeys: number;
    readonly mfaDevices: number;
    readonly certificates: number;
}
