import { placedStatements, statementsOf } from "../../evaluator/policyDocument";

/** What a policy says otherwise than before. Statements are named by their ids or numbers. */
export interface ChangedStatements {
    /** Those that it no longer has word for word. Their order says nothing. */
    readonly lost: readonly string[];
    /** Those that it has got, and that allow something. */
    readonly allowing: readonly string[];
}

export function changedStatements(before: unknown, after: unknown): ChangedStatements {
    return {
        lost: namesBeside(before, after),
        allowing: namesBeside(after, before, "Allow"),
    };
}

/** Whether a policy has statements that allow something. Where `FullAWSAccess` is detached, nothing else works. */
export function allowsSomething(content: unknown): boolean {
    return statementsOf(content).some(({ Effect }) => Effect === "Allow");
}

function namesBeside(content: unknown, other: unknown, effect?: "Allow"): readonly string[] {
    const known = new Set(statementsOf(other).map((one) => JSON.stringify(one)));
    return placedStatements(content)
        .filter(({ statement }) => effect === undefined || statement.Effect === effect)
        .filter(({ statement }) => !known.has(JSON.stringify(statement)))
        .map(({ statement: { Sid }, index }) => (typeof Sid === "string" ? Sid : String(index + 1)));
}
