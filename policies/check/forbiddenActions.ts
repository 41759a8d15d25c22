import { asList, statementsOf, type RawStatement } from "../../evaluator/policyDocument";
import {
    actionFor,
    allowsAllOfIam,
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
const ALL_OF_IAM = actionFor("iam:*");

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
     * What the documents of a resource allow too widely, as predicates of sentences about the resource: one for each statement that does so
     * by itself, or else one for all of them together.
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
        if (alone.length > 0) return alone;
        const grant = this.#joinedGrant({ Statement: all.map(({ statement }) => statement) }, boundary);
        const holders = new Set(all.map(({ what }) => what));
        const where = holders.size === 1 ? [...holders].join() : "its inline policies";
        return grant === undefined ? [] : [`allows ${grant} by the statements of ${where} together`];
    }

    /**
     * Whether a boundary leaves a policy of AWS what makes it too wide. One that is not too wide is left, because only its name is forbidden.
     */
    leavesPolicy(name: string, boundary: PermissionsBoundary | undefined): boolean {
        const { Statement } = awsPolicyStatements(name);
        const isWide = (limit?: PermissionsBoundary): boolean =>
            Statement.some((statement) => this.#wideGrant(statement, limit) !== undefined);
        return isWide(boundary) || !isWide();
    }

    /** What statements allow together, if none does alone. */
    #joinedGrant(document: unknown, boundary: PermissionsBoundary | undefined): string | undefined {
        if (this.isEverything && leavesEverything(boundary) && allowsEverything(document)) return "everything";
        const isForbidden = this.#actions.some(({ text }) => text === ALL_OF_IAM.text);
        return isForbidden && isLeft(ALL_OF_IAM, boundary) && allowsAllOfIam(document) ? "all of IAM" : undefined;
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
