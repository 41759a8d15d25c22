import type { Tags } from "../model";
import type { Report } from "../problemReport";
import type { PolicyInput } from "../schema";

/** What a policy depends on besides its own entry in the definition. */
export interface PolicyContext {
    readonly report: Report;
    /** The folder that `file` is relative to. */
    readonly folder: string;
    /** The tags of every policy. */
    readonly tags: Tags;
    /** The access role, which some guardrails spare. */
    readonly roleName: string;
    /** The role that the quarantine and `regions` spare. */
    readonly breakGlassRole: string;
    /** The entries of all policies in the definition, by key. */
    readonly policies: Readonly<Record<string, PolicyInput>>;
    /** A mistake of form lies where `policies` may have been meant to be, so unknown names may be a consequence of it. */
    readonly arePoliciesUnread: boolean;
    /** False with CONSOLIDATED_BILLING. */
    readonly canHavePolicies: boolean;
    /** The number of characters of all documents merged so far. */
    readonly merged: { characters: number };
}
