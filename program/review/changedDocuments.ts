import { formatPolicyWarning, type OrganizationModel, type PolicyWarning } from "../../definition";
import { minified } from "../identity";
import type { ExistingResources } from "../state";

/**
 * What a preview says about documents of policies and permission sets: the warnings about those that are new or change in this run, and one line that counts the
 * others. Nobody reads a warning that every preview repeats. `org check` shows all of them.
 */
export function documentWarnings(
    warnings: readonly PolicyWarning[],
    { policies }: OrganizationModel,
    existing: ExistingResources,
): string[] {
    const changed = new Set(
        policies
            .filter(({ key, content }) => minified(existing.policies.get(key)?.content ?? "") !== minified(content))
            .map(({ key, part }) => part?.of ?? key),
    );
    const told = warnings.filter(({ policy, isApplied }) =>
        isApplied === undefined ? changed.has(policy) : !isApplied,
    );
    const rest = warnings.length - told.length;
    return [
        ...told.map(formatPolicyWarning),
        ...(rest === 0
            ? []
            : [
                  `documents that do not change have ${rest} ${rest === 1 ? "warning" : "warnings"}: \`./org check\` shows them`,
              ]),
    ];
}
