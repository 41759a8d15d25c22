import type { PolicyModel } from "../definition";
import type { ExistingResources } from "./state";

/** For a part of a policy that AWS's size has divided, what it waits for before it changes. */
export interface PartOrder {
    /** The key of the part. */
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

/** The statements of a document, each as it is compared; none of what is no document. */
function statements(content: string | undefined): string[] {
    if (content === undefined) return [];
    try {
        const { Statement } = JSON.parse(content) as { Statement?: unknown };
        return [Statement].flat().map((statement) => JSON.stringify(statement));
    } catch {
        return [];
    }
}
