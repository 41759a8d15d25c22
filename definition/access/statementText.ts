import { formatCount } from "../../limits/countText";
import { firstOf } from "../../limits/messageText";
import { actionMatcher, readAction } from "../../evaluator/matching/actionPatterns";
import { placedStatements } from "../../evaluator/policyDocument";
import type { OrganizationModel, PolicyModel } from "../model";
import { formatPlace } from "../problems";

/** Lists that are longer are cut: a region deny names 90 services. */
const MAX_ITEMS = 4;

/** The statement of a policy, by its number from 0; nothing for AWS's own policies, which no definition has. */
export function statementOf(model: OrganizationModel, policy: string, statement: number): unknown {
    const found = policyOf(model, policy);
    if (!found) return undefined;
    return placedStatements(found.content).find(({ index }) => index === statement)?.statement;
}

/** Where a policy is written, as `organizations/dev/policies.yaml:3:5`; nothing for AWS's own. */
export function placeOfPolicy(model: OrganizationModel, policy: string): string | undefined {
    const found = policyOf(model, policy);
    return found && formatPlace(found.place);
}

function policyOf({ policies }: OrganizationModel, key: string): PolicyModel | undefined {
    return policies.find((policy) => policy.key === key);
}

/**
 * A statement as JSON for a screen: an element a line, long lists cut.
 *
 * @param action what was asked: the patterns that match it are not cut.
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

/** What matches the action comes first. */
function rank(pattern: unknown, action: string): number {
    if (typeof pattern !== "string" || !/^[\w*?-]+:[\w*?-]+$/.test(pattern)) return 1;
    return actionMatcher([pattern])(readAction(action)) ? 0 : 1;
}
