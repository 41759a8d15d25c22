import { mistakesOf } from "../../../evaluator/evaluation";
import type { Situation } from "../../../evaluator/situation";
import { OrganizationTree } from "../../../tree";
import type { BoundaryModel } from "../model";
import type { SetContent } from "./setContent";

/** Finds the document of an AWS-managed policy by its name with path; undefined for one that is not known here. */
export type AwsPolicyDocuments = (policy: string) => string | undefined;

/** Permission sets as a situation, and the sets whose policies are not all known, with the names of those. */
export interface SetSituation {
    readonly situation: Situation;
    /** By the key of the set. */
    readonly unknown: ReadonlyMap<string, readonly string[]>;
}

const TYPE = "SERVICE_CONTROL_POLICY";

/**
 * Permission sets in the form in which the effect of guardrails is computed: each set is an account with its policies, in a unit of its own
 * with its boundary. The rules are the same: what is allowed at both levels and denied at none is allowed.
 *
 * @param shown only these sets, by key.
 */
export function setSituation(
    sets: ReadonlyMap<string, SetContent>,
    shown: readonly string[],
    documents: AwsPolicyDocuments,
): SetSituation {
    const policies = new Map<string, { type: string; content: string }>();
    const unknown = new Map<string, string[]>();
    const units: { key: string; parent: undefined; guardrails: string[]; fullAccess: boolean }[] = [];
    const accounts: { key: string; unit: string; guardrails: string[]; fullAccess: boolean }[] = [];
    for (const key of shown) {
        const set = sets.get(key);
        if (!set) continue;
        const attached = (named: readonly NamedDocument[]): string[] =>
            named.map(({ name, content }) => {
                const id = `${name} of ${key}`;
                const isKnown = content !== undefined && mistakesOf(content, TYPE).length === 0;
                if (!isKnown) unknown.set(key, [...(unknown.get(key) ?? []), name]);
                policies.set(id, { type: TYPE, content: isKnown ? content : DENIES_NOTHING });
                return id;
            });
        const { boundary } = set;
        const limits = boundary ? attached([boundaryDocument(boundary, documents)]) : [];
        const unit = `boundary of ${key}`;
        units.push({ key: unit, parent: undefined, guardrails: limits, fullAccess: !boundary });
        accounts.push({ key, unit, guardrails: attached(documentsOf(set, documents)), fullAccess: false });
    }
    const root = { guardrails: [], fullAccess: true };
    return { situation: { policies, root, tree: new OrganizationTree(units, accounts) }, unknown };
}

/** Allows and denies no action of AWS. */
const DENIES_NOTHING = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: "none:None", Resource: "*" }],
});

/** A policy by its name. */
export interface NamedDocument {
    readonly name: string;
    /** Absent if it is not known here. */
    readonly content?: string;
}

/** What the policies of a set say, without its boundary. */
export function documentsOf(set: SetContent, documents: AwsPolicyDocuments): NamedDocument[] {
    return [
        ...set.managedPolicies.map((policy) => awsDocument(policy, documents)),
        ...set.customerManagedPolicies.map(({ path, name }) => ({ name: `${path}${name}` })),
        ...(set.inlinePolicy === undefined ? [] : [{ name: "its inline policy", content: set.inlinePolicy }]),
    ];
}

export function boundaryDocument(boundary: BoundaryModel, documents: AwsPolicyDocuments): NamedDocument {
    if (boundary.kind === "aws") return awsDocument(boundary.policy, documents);
    return { name: `${boundary.policy.path}${boundary.policy.name}` };
}

function awsDocument(name: string, documents: AwsPolicyDocuments): NamedDocument {
    const content = documents(name);
    return content === undefined ? { name } : { name, content };
}
