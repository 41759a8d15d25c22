import { formatCount } from "../../limits/countText";
import { firstOf } from "../../limits/messageText";
import { actionMatcher, readAction } from "../../evaluator/matching/actionPatterns";
import { placedStatements } from "../../evaluator/policyDocument";
import type { OrganizationModel, PolicyModel } from "../model";
import { formatPlace } from "../problems";

/** Longer lists are shortened: a region-deny names 90 services. */
const MAX_ITEMS = 4;

/** A statement of a policy, by its index from 0; undefined for AWS's own policies, which are not in the definition. */
export function statementOf(model: OrganizationModel, policy: string, statement: number): unknown {
    const found = policyOf(model, policy);
    if (!found) return undefined;
    return placedStatements(found.content).find(({ index }) => index === statement)?.statement;
}

/** Where a policy is written, such as `organizations/dev/policies.yaml:3:5`; undefined for AWS's own policies. */
export function placeOfPolicy(model: OrganizationModel, policy: string): string | undefined {
    const found = policyOf(model, policy);
    return found && formatPlace(found.place);
}

function policyOf({ policies }: OrganizationModel, key: string): PolicyModel | undefined {
    return policies.find((policy) => policy.key === key);
}

/**
 * A statement as JSON for a terminal: one element a line, long lists shortened.
 *
 * @param action the action asked about. Patterns that match it are always shown.
 */
export function showStatement(statement: unknown, action?: string): string {
    if (typeof statement !== "object" || statement === null) return JSON.stringify(statement);
    const lines = Object.entries(statement).map(([key, value]) => `  ${JSON.stringify(key)}: ${show(value, action)}`);
    return `{\n${lines.join(",\n")}\n}`;
}

function show(value: unknown, action: string | undefined): string {
    if (Array.isArray(value)) {
        const items = value as unknown[];
        const named =
            action === undefined ? items : [...items].sort((one, two) => rank(one, action) - rank(two, action));
        const { shown, more } = firstOf(named, MAX_ITEMS);
        const texts = shown.map((one) => show(one, action));
        return `[${texts.join(", ")}${more > 0 ? `, and ${formatCount(more)} more` : ""}]`;
    }
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    const entries = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${show(one, action)}`);
    return `{ ${entries.join(", ")} }`;
}

/** Sorts what matches the action to the front. */
function rank(pattern: unknown, action: string): number {
    if (typeof pattern !== "string" || !/^[\w*?-]+:[\w*?-]+$/.test(pattern)) return 1;
    return actionMatcher([pattern])(readAction(action)) ? 0 : 1;
}
