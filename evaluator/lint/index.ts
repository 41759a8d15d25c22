import type { Catalogue } from "../catalogue/actionCatalogue";
import type { ControlPolicy } from "../controlPolicy/controlPolicy";
import { lintActions } from "./lintActions";
import { lintConditions } from "./lintConditions";
import { LintEffort } from "./lintEffort";
import type { LintFinding } from "./lintFinding";
import { lintResources } from "./lintResources";
import { lintStatements } from "./lintStatements";
import { lintVariables } from "./lintVariables";

export { catalogueFor } from "./lintCatalogue";

/** Something in a document that AWS accepts, but that does not do what its author intended. */
export interface LintWarning {
    /** From 0. */
    readonly statement: number;
    readonly sid?: string;
    /** The keys that lead to it in the document: `["Statement", 0, "Action", 2]`. */
    readonly path: readonly (string | number)[];
    readonly message: string;
}

const LONGEST = 1_000;

/**
 * Finds mistakes that AWS accepts without a message, as the policy validation of IAM Access Analyzer does: names that do not exist,
 * conditions that always or never hold, resources that no action works on, repetitions.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 *
 * @param catalogue has the services that the document names, as `catalogueFor` loads them. Names of other services are not checked.
 */
export function lint(policy: ControlPolicy, catalogue: Catalogue): LintWarning[] {
    const effort = new LintEffort(catalogue);
    const repeated = lintStatements(policy, effort);
    return policy.statements.flatMap((statement) => {
        const { index, sid, path } = statement;
        const place = `statement ${index + 1}${sid === undefined ? "" : ` (${sid})`}`;
        const findings: LintFinding[] = [
            ...lintActions(statement, effort),
            ...lintResources(statement, effort),
            ...lintConditions(statement, effort),
            ...lintVariables(statement, effort),
            ...repeated.filter((one) => one.statement === statement).map(({ message }) => ({ at: [], message })),
        ];
        return findings.map(({ at, message }) => ({
            statement: index,
            ...(sid !== undefined && { sid }),
            path: [...path, ...at],
            message: shown(`${place} ${message}`),
        }));
    });
}

/** Cuts long values, and shows invisible characters and those that control a terminal by their code. */
function shown(message: string): string {
    const whole = message.length > LONGEST ? `${message.slice(0, LONGEST)}...` : message;
    return whole.replace(
        /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
        (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
    );
}
