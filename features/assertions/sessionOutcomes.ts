import { askSession, managementHierarchy } from "../../definition/access/sessionQuestion";
import { PLACEHOLDER_ID } from "../../definition/access/accessQuestion";
import type { GrantedSession, IdentitySession } from "../../definition/access/identityAccess";
import type { Catalogue, Hierarchy } from "../../evaluator/evaluation";
import type { SessionEvaluation } from "../../evaluator/identity";
import type { PeopleAssertionModel } from "./peopleAssertionModel";

/** What one session says to one action of an assertion, in one of its regions. */
export interface SessionOutcome {
    readonly session: IdentitySession;
    readonly action: string;
    readonly region?: string;
    readonly evaluation: SessionEvaluation;
}

/** What binds the management account: the same for every assertion. */
export const IN_MANAGEMENT: Hierarchy = managementHierarchy(PLACEHOLDER_ID);

/**
 * The answers of sessions to the actions of one assertion. People with the same permission sets in accounts that are bound by the same
 * policies have the same answers, so that each is computed once.
 */
export class SessionOutcomes {
    readonly #assertion: PeopleAssertionModel;
    readonly #actions: readonly string[];
    readonly #catalogue: Catalogue;
    readonly #known = new Map<Hierarchy, Map<IdentitySession, readonly SessionOutcome[]>>();
    readonly #together = new Map<Hierarchy, Map<string, unknown>>();
    readonly #numbers = new Map<IdentitySession, number>();

    constructor(assertion: PeopleAssertionModel, actions: readonly string[], catalogue: Catalogue) {
        this.#assertion = assertion;
        this.#actions = actions;
        this.#catalogue = catalogue;
    }

    /** For each action, and for each region of the assertion. */
    of(hierarchy: Hierarchy, session: IdentitySession): readonly SessionOutcome[] {
        const ofHierarchy = this.#known.get(hierarchy) ?? new Map<IdentitySession, readonly SessionOutcome[]>();
        this.#known.set(hierarchy, ofHierarchy);
        const known = ofHierarchy.get(session);
        if (known) return known;
        const { regions, resource, context } = this.#assertion;
        const found = this.#actions.flatMap((action) =>
            (regions.length > 0 ? regions : [undefined]).map((region): SessionOutcome => {
                const of = { action, ...(region !== undefined && { region }) };
                const question = { ...of, context, ...(resource !== undefined && { resource }) };
                return { session, ...of, evaluation: askSession(hierarchy, session, question, this.#catalogue) };
            }),
        );
        ofHierarchy.set(session, found);
        return found;
    }

    /** A value that depends on what several sessions say together: the same object for the same sessions. */
    together<T>(
        hierarchy: Hierarchy,
        granted: readonly GrantedSession[],
        make: (outcomes: readonly (readonly SessionOutcome[])[]) => T,
    ): T {
        const sessions = [...new Set(granted.map(({ session }) => session))];
        const id = sessions
            .map((session) => this.#number(session))
            .sort((one, two) => one - two)
            .join();
        const ofHierarchy = this.#together.get(hierarchy) ?? new Map<string, unknown>();
        this.#together.set(hierarchy, ofHierarchy);
        if (!ofHierarchy.has(id)) ofHierarchy.set(id, make(sessions.map((one) => this.of(hierarchy, one))));
        return ofHierarchy.get(id) as T;
    }

    #number(session: IdentitySession): number {
        const number = this.#numbers.get(session) ?? this.#numbers.size;
        this.#numbers.set(session, number);
        return number;
    }
}
