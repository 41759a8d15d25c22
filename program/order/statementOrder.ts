import type { PolicyModel } from "../../definition";
import { statementsOf } from "../../evaluator/policyDocument";
import type { ExistingResources } from "../state";

/** One policy changes only after another, because statements move between them. */
export interface StatementOrder {
    /** The key of the policy that waits. A policy that is too large for AWS is divided, and each of its parts has a key. */
    readonly policy: string;
    /** The key of the policy that changes first. */
    readonly after: string;
    /** Whether it also waits until that policy is attached. Otherwise a statement that moves there would bind nobody for a moment. */
    readonly attached: boolean;
}

/**
 * The order in which the parts of divided policies change. A statement that moves from one part to another is in both for a moment, and
 * never in none: the part that takes a statement changes first. Usually that is the later part, because an added statement pushes others
 * back. After a removed statement, others move forwards.
 */
export function partOrders(policies: readonly PolicyModel[], existing: ExistingResources): StatementOrder[] {
    const before = (key: string): string[] => statements(existing.policies.get(key)?.content);
    return policies.flatMap(({ key, content, part }): StatementOrder[] => {
        if (part === undefined || part.number < 2) return [];
        const previous = part.number === 2 ? part.of : `${part.of}-${part.number - 1}`;
        const earlier = policies.find((policy) => policy.key === previous);
        const forwards = statements(earlier?.content).some((one) => before(key).includes(one));
        const backwards = statements(content).some((one) => before(previous).includes(one));
        return forwards && !backwards
            ? [{ policy: key, after: previous, attached: false }]
            : [{ policy: previous, after: key, attached: true }];
    });
}

/**
 * The order in which policies change if statements move between them: the policy that takes a statement is changed and attached before the
 * other policy loses it. If two policies exchange statements, the first of them in the list waits.
 *
 * @returns also the orders of parts. They never form a circle.
 */
export function statementOrders(policies: readonly PolicyModel[], existing: ExistingResources): StatementOrder[] {
    const orders = partOrders(policies, existing);
    const lost = new Map<string, string[]>();
    const gained = policies.map(({ key, content, part }) => {
        const known = existing.policies.get(key);
        const [before, after] = [statements(known?.content), statements(content)];
        const gone = statementsLost(known?.content, content);
        if (gone.length > 0) lost.set(key, gone);
        return { key, of: part?.of ?? key, taken: new Set(after.filter((one) => !before.includes(one))) };
    });
    const isPartOf = new Map(gained.map(({ key, of }) => [key, of]));
    for (const [policy, gone] of lost) {
        for (const { key: after, of, taken } of gained) {
            if (of === isPartOf.get(policy) || !gone.some((one) => taken.has(one))) continue;
            if (!waitsFor(after, policy, orders)) orders.push({ policy, after, attached: true });
        }
    }
    return orders;
}

function waitsFor(policy: string, other: string, orders: readonly StatementOrder[]): boolean {
    return orders.some(
        (each) => each.policy === policy && (each.after === other || waitsFor(each.after, other, orders)),
    );
}

/** The statements that a document had and has no more. */
export function statementsLost(before: string | undefined, after: string): string[] {
    const kept = statements(after);
    return statements(before).filter((one) => !kept.includes(one));
}

/** The statements of a document, each as a text to compare. Empty if the text is not a policy document. */
function statements(content: string | undefined): string[] {
    return statementsOf(content).map((statement) => JSON.stringify(statement));
}
