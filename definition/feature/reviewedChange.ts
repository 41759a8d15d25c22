import type { Path } from "../problemReport";

/**
 * How much a reviewer should care. `danger`: something that exists is lost, or becomes less protected. `attention`: somebody should look
 * at it. `routine`: the rest.
 */
export type Risk = "danger" | "attention" | "routine";

/** What a change is about. A review has a part for each, in this order. */
export const REVIEW_SUBJECTS = [
    "organization",
    "accounts",
    "units",
    "guardrails",
    "access",
    "security",
    "baseline",
    "costs",
    "settings",
    "other",
] as const;
export type ReviewSubject = (typeof REVIEW_SUBJECTS)[number];

/** One change of a run, in words, for the person who approves it. It stands for one or several changes of resources. */
export type ReviewedChange = ChangeWords & WeighedRisk;

/**
 * How much a reviewer should care, and for a danger who has to agree to it. So no danger can be put into words without a question: a
 * feature that forgets it does not compile.
 */
export type WeighedRisk =
    | { readonly risk: Exclude<Risk, "danger">; readonly acknowledge?: undefined; readonly acknowledgedBy?: undefined }
    | {
          readonly risk: "danger";
          /** What `organization.acknowledge.changes` must contain before the change is made, such as `detach deny-regions from Workloads`. */
          readonly acknowledge: string;
          readonly acknowledgedBy?: undefined;
      }
    | {
          readonly risk: "danger";
          readonly acknowledge?: undefined;
          /** What has agreed to it already, and without which the run is refused: another key of the definition, such as `acknowledge.loses`. */
          readonly acknowledgedBy: string;
      };

/** What a change is in words. */
export interface ChangeWords {
    /** For programs, such as `account-closes`. */
    readonly kind: string;
    readonly subject: ReviewSubject;
    /** It cannot be undone by another change of the definition. */
    readonly isIrreversible?: true;
    /** One plain sentence, which begins with the thing that changes: `Account shop-prod moves from Workloads to Sandbox.` */
    readonly text: string;
    /** More sentences, which a comment folds: what differs, by name. */
    readonly details: readonly string[];
    /** Where the definition says so. Absent for what it no longer has. */
    readonly path?: Path;
    /** The URNs of the resources whose changes this one stands for. */
    readonly resources: readonly string[];
    /** What the acknowledgement names as well as the changes of `resources`, because it decides how much they mean. */
    readonly boundTo?: readonly string[];
    /** Only AWS can tell whether it will happen, or how. */
    readonly isUnconfirmed?: true;
}
