import type { PolicyModel } from "../definition";
import { statementsOf } from "../evaluator/policyDocument";
import type { ExistingResources } from "./state";

/** For a policy from which statements move to another, what it waits for before it changes. */
export interface PartOrder {
    /** The key of the policy, or of the part of a divided one. */
    readonly part: string;
    readonly after: string;
    /** Whether it also waits until that part is attached: statements move there, and would otherwise bind nobody for a moment. */
    readonly attached: boolean;
}

/**
 * The order in which the parts of divided policies change. A statement that moves from one part to another is in both for a moment,
 * and never in none: parts that take statements go first. Mostly those are the later ones, for a statement that is added pushes others
 * back; where a statement has been taken out, others move forwards.
 */
export function partOrders(policies: readonly PolicyModel[], existing: ExistingResources): PartOrder[] {
    const before = (key: string): string[] => statements(existing.policies.get(key)?.content);
    return policies.flatMap(({ key, content, part }): PartOrder[] => {
        if (part === undefined || part.number < 2) return [];
        const previous = part.number === 2 ? part.of : `${part.of}-${part.number - 1}`;
        const earlier = policies.find((policy) => policy.key === previous);
        const forwards = statements(earlier?.content).some((one) => before(key).includes(one));
        const backwards = statements(content).some((one) => before(previous).includes(one));
        return forwards && !backwards
            ? [{ part: key, after: previous, attached: false }]
            : [{ part: previous, after: key, attached: true }];
    });
}

/**
 * The order in which policies change between which statements move: who takes one is changed, and attached, before who had it lets
 * go of it. That two policies exchange statements cannot be put into one order; the first of them then goes first.
 *
 * @returns the orders of parts among them.
 */
export function statementOrders(policies: readonly PolicyModel[], existing: ExistingResources): PartOrder[] {
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
    for (const [part, gone] of lost) {
        for (const { key: after, of, taken } of gained) {
            if (of === isPartOf.get(part) || !gone.some((one) => taken.has(one))) continue;
            if (!waitsFor(after, part, orders)) orders.push({ part, after, attached: true });
        }
    }
    return orders;
}

function waitsFor(policy: string, other: string, orders: readonly PartOrder[]): boolean {
    return orders.some(({ part, after }) => part === policy && (after === other || waitsFor(after, other, orders)));
}

/** The statements that a document had and has no more. */
export function statementsLost(before: string | undefined, after: string): string[] {
    const kept = statements(after);
    return statements(before).filter((one) => !kept.includes(one));
}

/** The statements of a document, each as it is compared; none of what is no document. */
function statements(content: string | undefined): string[] {
    return statementsOf(content).map((statement) => JSON.stringify(statement));
}
