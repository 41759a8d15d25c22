import type { Report } from "../../../definition/problemReport";
import { visible } from "../../../limits";
import type { WrittenDimension } from "./writtenDimension";

/**
 * Sorts dimensions so that each comes after those that its values depend on. A circle is reported once, and its dimensions are left out.
 */
export function inDependencyOrder(dimensions: readonly WrittenDimension[], report: Report): WrittenDimension[] {
    const byKey = new Map(dimensions.map((dimension) => [dimension.key, dimension]));
    const ordered = new Set<WrittenDimension>();
    const inCircle = new Set<WrittenDimension>();
    const visit = (dimension: WrittenDimension, above: readonly WrittenDimension[]): void => {
        if (ordered.has(dimension) || inCircle.has(dimension)) return;
        const start = above.indexOf(dimension);
        if (start >= 0) {
            const circle = above.slice(start);
            for (const one of circle) inCircle.add(one);
            const [first = dimension] = circle;
            if (circle.length === 1) return reportItself(first, report);
            const names = [...circle, first].map(({ key }) => visible(key)).join(" -> ");
            report.add(
                [...first.path, "values"],
                `the dimensions depend on each other in a circle: ${names}. Remove one of the dimensions that their values name`,
            );
            return;
        }
        for (const key of new Set(dimension.values.flatMap(({ rule }) => Object.keys(rule.dimensions ?? {})))) {
            const other = byKey.get(key);
            if (other) visit(other, [...above, dimension]);
        }
        if (!inCircle.has(dimension)) ordered.add(dimension);
    };
    for (const dimension of dimensions) visit(dimension, []);
    return [...ordered];
}

/** At each of its values that depends on the dimension itself. */
function reportItself({ key, values }: WrittenDimension, report: Report): void {
    for (const { rule, path } of values) {
        if (!Object.hasOwn(rule.dimensions ?? {}, key)) continue;
        report.add(
            [...path, "dimensions", key],
            `${visible(key)} is the dimension itself, whose values are not known yet: name another dimension, or say with accounts, units or tags who has this value`,
        );
    }
}
