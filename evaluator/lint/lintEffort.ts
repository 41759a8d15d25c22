import { didYouMean } from "../../limits/messageText";
import type { CatalogueAction, Catalogue } from "../catalogue/actionCatalogue";
import type { PolicyStatement } from "../controlPolicy/controlPolicy";

/** The most suggestions for a document. Each compares a word with hundreds of others. */
const HINTS = 50;
/** Longer words get no suggestion. */
const LONGEST_WORD = 200;
/** About how many characters are compared for one document. A document of AWS's size needs far fewer. */
const STEPS = 40_000_000;

/**
 * Limits the work on one document. A document may be as large as its file, and is checked before its size is refused. After the limit,
 * checks that compare one value with another are left out.
 */
export class LintEffort {
    #hints = HINTS;
    #steps = STEPS;
    readonly #actions = new Map<PolicyStatement, ReadonlyMap<string, readonly CatalogueAction[] | undefined>>();

    constructor(readonly catalogue: Catalogue) {}

    /** ` Did you mean "s3"?`, as long as there are suggestions left. */
    hint(word: string, allowed: readonly string[]): string {
        if (word.length > LONGEST_WORD || this.#hints <= 0) return "";
        this.#hints -= 1;
        return didYouMean(word, allowed);
    }

    /** Takes a number of steps from the limit. Returns whether there were enough left. */
    spend(steps: number): boolean {
        this.#steps -= steps;
        return this.#steps > 0;
    }

    /**
     * The actions of loaded services that each pattern of a statement's Action or NotAction matches; undefined if finding them would
     * exceed the limit.
     */
    actionsOf(statement: PolicyStatement): ReadonlyMap<string, readonly CatalogueAction[] | undefined> {
        const known = this.#actions.get(statement);
        if (known) return known;
        const found = new Map<string, readonly CatalogueAction[] | undefined>();
        for (const pattern of statement.actions.patterns)
            if (!found.has(pattern)) found.set(pattern, this.#expand(pattern));
        this.#actions.set(statement, found);
        return found;
    }

    #expand(pattern: string): readonly CatalogueAction[] | undefined {
        if (!/[*?]/.test(pattern)) return [this.catalogue.action(pattern) ?? []].flat();
        if (!this.spend(100_000)) return undefined;
        return this.catalogue.expandActions(pattern).flatMap((name) => this.catalogue.action(name) ?? []);
    }

    /** Whether the limit is reached. */
    get isSpent(): boolean {
        return this.#steps <= 0;
    }
}
