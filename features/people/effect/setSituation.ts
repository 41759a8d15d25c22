import { mistakesOf } from "../../../evaluator/evaluation";
import type { Situation } from "../../../evaluator/situation";
import { OrganizationTree } from "../../../tree";
import type { IdentityDocument } from "../../../evaluator/identity";
import type { SetContent } from "./setContent";
import { setSession, type AwsPolicyDocuments } from "./setSession";

/** Permission sets as a situation, and the sets whose policies are not all known, with the names of those. */
export interface SetSituation {
    readonly situation: Situation;
    /** By the key of the set. */
    readonly unknown: ReadonlyMap<string, readonly string[]>;
}

const TYPE = "SERVICE_CONTROL_POLICY";

/**
 * Permission sets in the form in which the effect of guardrails is computed, which compares all actions at once, where the evaluator of
 * sessions (evaluator/identity) answers for one: each set is an account with its policies, in a unit of its own with its boundary. The rules
 * are the same: what is allowed at both levels and denied at none is allowed.
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
        const attached = (named: readonly IdentityDocument[]): string[] =>
            named.map(({ label, content }) => {
                const id = `${label} of ${key}`;
                const isKnown = content !== undefined && mistakesOf(content, TYPE).length === 0;
                if (!isKnown) unknown.set(key, [...(unknown.get(key) ?? []), label]);
                policies.set(id, { type: TYPE, content: isKnown ? content : DENIES_NOTHING });
                return id;
            });
        const { policies: own, boundary } = setSession(set, documents);
        const limits = boundary ? attached([boundary]) : [];
        const unit = `boundary of ${key}`;
        units.push({ key: unit, parent: undefined, guardrails: limits, fullAccess: !boundary });
        accounts.push({ key, unit, guardrails: attached(own), fullAccess: false });
    }
    const root = { guardrails: [], fullAccess: true };
    return { situation: { policies, root, tree: new OrganizationTree(units, accounts) }, unknown };
}

/** Allows and denies no action of AWS. */
const DENIES_NOTHING = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: "none:None", Resource: "*" }],
});
