import type { ControlPolicy, PolicyStatement } from "../controlPolicy/controlPolicy";
import type { LintEffort } from "./lintEffort";
import { covers } from "./lintFinding";

/** The most statements of a document that are compared with each other. A document of AWS's size has fewer. */
const MOST = 500;

/** Statements that another statement makes superfluous. Of two that say the same, it is the later one. */
export function lintStatements(
    { statements }: ControlPolicy,
    effort: LintEffort,
): { readonly statement: PolicyStatement; readonly message: string }[] {
    if (statements.length > MOST) return [];
    const conditions = statements.map(({ raw }) => canonical(raw["Condition"] ?? {}));
    const sizes = statements.map(({ actions, resources }) => sizeOf(actions) + sizeOf(resources));
    const isCovered = (narrow: PolicyStatement, wide: PolicyStatement): boolean =>
        narrow.effect === wide.effect &&
        (wide.conditions.length === 0 || conditions[wide.index] === conditions[narrow.index]) &&
        effort.spend(100 * (sizes[wide.index] ?? 0) * (sizes[narrow.index] ?? 0)) &&
        has(wide.actions, narrow.actions, (text) => text.toLowerCase()) &&
        has(wide.resources, narrow.resources, (text) => text);
    return statements.flatMap((statement) => {
        const by = statements.find(
            (other) =>
                other !== statement &&
                isCovered(statement, other) &&
                (other.index < statement.index || !isCovered(other, statement)),
        );
        if (!by) return [];
        const name = `${by.index + 1}${by.sid === undefined ? "" : ` (${by.sid})`}`;
        return [{ statement, message: `repeats what statement ${name} says already: leave it out` }];
    });
}

const sizeOf = ({ patterns }: Element): number => patterns.length;

type Element = PolicyStatement["actions"];

/** Whether an element matches everything that another one matches. NotAction and NotResource must be equal. */
function has(wide: Element, narrow: Element, normal: (text: string) => string): boolean {
    const [outer, inner] = [wide.patterns.map(normal), narrow.patterns.map(normal)];
    if (wide.not || narrow.not) {
        return wide.not === narrow.not && canonical([...outer].sort()) === canonical([...inner].sort());
    }
    return inner.every((one) => outer.some((other) => other === one || covers(other, one)));
}

/** A value as text that does not depend on the order of its keys. */
function canonical(value: unknown): string {
    return JSON.stringify(value, (_, one: unknown) =>
        typeof one === "object" && one !== null && !Array.isArray(one)
            ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
            : one,
    );
}
