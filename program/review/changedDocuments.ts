import { formatPolicyWarning, type OrganizationModel, type PolicyWarning } from "../../definition";
import { minified } from "../identity";
import type { ExistingResources } from "../state";
import type { ToldWarnings } from "./standingWarnings";

/** What a preview says about documents of policies and permission sets: it tells the warnings about those that are new or change in this run. */
export function documentWarnings(
    warnings: readonly PolicyWarning[],
    { policies }: OrganizationModel,
    existing: ExistingResources,
): ToldWarnings {
    const changed = new Set(
        policies
            .filter(({ key, content }) => minified(existing.policies.get(key)?.content ?? "") !== minified(content))
            .map(({ key, part }) => part?.of ?? key),
    );
    const told = warnings.filter(({ policy, isApplied }) =>
        isApplied === undefined ? changed.has(policy) : !isApplied,
    );
    return { told: told.map(formatPolicyWarning), rest: warnings.length - told.length };
}
