import type { Tags } from "../model";
import type { Report } from "../report";
import type { PolicyInput } from "../schema";

/** What a policy becomes depends on this besides what the definition says about the policy itself. */
export interface PolicyContext {
    readonly report: Report;
    /** The folder that `file` is relative to. */
    readonly folder: string;
    /** The tags that every policy has. */
    readonly tags: Tags;
    /** The access role, which some guardrails spare. */
    readonly roleName: string;
    /** The role that quarantine and `regions` spare. */
    readonly breakGlassRole: string;
    /** All policies of the definition as they are written, by key. */
    readonly policies: Readonly<Record<string, PolicyInput>>;
    /** There is a mistake of form where `policies` may have been meant to be: a name that nobody has is a consequence of it. */
    readonly arePoliciesUnread: boolean;
    /** False with CONSOLIDATED_BILLING. */
    readonly canHavePolicies: boolean;
    /** How many characters of documents have been merged so far in the definition. */
    readonly merged: { characters: number };
}
