import { asList, statementsOf, type RawStatement } from "../../evaluator/policyDocument";
import {
    actionFor,
    allowsEverything,
    allowsWidely,
    awsPolicyStatements,
    isEveryResource,
    leavesEverything,
    widelyAllowed,
    type ActionName,
    type PermissionsBoundary,
} from "../../evaluator/policyPurpose";
import { parseDocument, statementName, type PolicyDocument } from "./resourceDocuments";

/** All actions of all services. */
const EVERYTHING = actionFor("*");

/** The actions that a policy must not allow on all resources. */
export class ForbiddenActions {
    readonly #actions: readonly ActionName[];

    /** @param patterns as in a policy: `*`, `iam:*`. */
    constructor(patterns: readonly string[]) {
        this.#actions = patterns.map(actionFor);
    }

    /** Whether a policy must not allow everything. */
    get isEverything(): boolean {
        return this.#actions.some(({ text }) => text === EVERYTHING.text);
    }

    /**
     * What the documents of a resource allow too widely, each as the predicate of a sentence about the resource: each statement that does so
     * by itself, or else all of them together.
     *
     * @param boundary what it takes away is not reported.
     */
    wideGrants(documents: readonly PolicyDocument[], boundary?: PermissionsBoundary): string[] {
        const all = documents.flatMap(({ what, text }) => {
            const parsed = parseDocument(text);
            if ("error" in parsed) return []; // policy-document says so
            return statementsOf(parsed.value).map((statement, index) => ({ what, statement, index }));
        });
        const alone = all.flatMap(({ what, statement, index }) => {
            const grant = this.#wideGrant(statement, boundary);
            return grant === undefined ? [] : [`allows ${grant} (${statementName(statement, index)} of ${what})`];
        });
        if (alone.length > 0 || !this.isEverything || !leavesEverything(boundary)) return alone;
        if (!allowsEverything({ Statement: all.map(({ statement }) => statement) })) return [];
        const holders = new Set(all.map(({ what }) => what));
        const where = holders.size === 1 ? [...holders].join() : "its inline policies";
        return [`allows everything by the statements of ${where} together`];
    }

    /** Whether a boundary leaves one of the actions to a policy of AWS. Of one that allows none of them widely it does. */
    leavesPolicy(name: string, boundary: PermissionsBoundary | undefined): boolean {
        const { Statement } = awsPolicyStatements(name);
        const isWide = (limit?: PermissionsBoundary): boolean =>
            Statement.some((statement) => this.#wideGrant(statement, limit) !== undefined);
        return isWide(boundary) || !isWide();
    }

    /** What one statement allows on all resources, or on all of a service; undefined where it does not. */
    #wideGrant(statement: RawStatement, boundary: PermissionsBoundary | undefined): string | undefined {
        const { NotAction, NotResource } = statement;
        const found = (NotAction === undefined ? this.#actions : [EVERYTHING, ...this.#actions]).find(
            (action) => allowsWidely(statement, action) && isLeft(action, boundary),
        );
        if (found === undefined) return undefined;
        const isOfService = !isEveryResource(statement, EVERYTHING.service);
        const action = asList(statement.Action).find((given) => allowsWidely({ ...statement, Action: given }, found));
        return [
            NotAction === undefined ? JSON.stringify(action) : "all actions but those in NotAction",
            `on all resources${isOfService ? ` of ${found.service}` : ""}`,
            ...(NotResource === undefined ? [] : ["but those in NotResource"]),
        ].join(" ");
    }
}

/** Whether a boundary leaves what a policy allows widely. One that leaves all actions but those of IAM does not leave everything. */
function isLeft(action: ActionName, boundary: PermissionsBoundary | undefined): boolean {
    if (leavesEverything(boundary)) return true;
    if (boundary?.kind !== "aws" || action.text === EVERYTHING.text) return false;
    return widelyAllowed(awsPolicyStatements(boundary.policy))(action);
}
