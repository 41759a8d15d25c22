import { LIBRARY } from "../../guardrails";
import type { PolicyModel } from "../model";
import type { Path } from "../problemReport";
import { libraryPolicy } from "./libraryPolicy";
import type { PolicyContext } from "./policyContext";

/**
 * Collects the policies of a definition, in the order in which they are added: its own, those of the library that it uses, and those made
 * from `regions` and `compliance`.
 */
export class PolicyCollection {
    readonly context: PolicyContext;
    /** The value is undefined for a policy that has a mistake, so that naming it is not a second mistake. */
    readonly #byKey = new Map<string, PolicyModel | undefined>();
    /** What the definition says about guardrails of the library, by their names. Nothing else makes such a policy exist. */
    readonly #libraryEntries = new Map<string, PolicyModel | undefined>();
    readonly #madeForNodes = new Set<string>();

    constructor(context: PolicyContext) {
        this.context = context;
    }

    has(key: string): boolean {
        return this.#byKey.has(key);
    }

    /** @returns undefined for a policy that has a mistake, and for one that does not exist. */
    get(key: string): PolicyModel | undefined {
        return this.#byKey.get(key);
    }

    /** The policies without mistakes. */
    all(): PolicyModel[] {
        return [...this.#byKey.values()].filter((policy) => policy !== undefined);
    }

    /** Adds a policy that the definition defines. @param policy undefined if it has a mistake. */
    add(key: string, policy: PolicyModel | undefined): void {
        this.#byKey.set(key, policy);
    }

    /** Notes how a guardrail of the library is, for when it is added. @param policy undefined if it has a mistake. */
    noteLibraryEntry(name: string, policy: PolicyModel | undefined): void {
        this.#libraryEntries.set(name, policy);
    }

    /** The guardrails that have an entry without mistakes, and that nothing has added. */
    unusedLibraryEntries(): string[] {
        return [...this.#libraryEntries].flatMap(([name, policy]) => (policy && !this.has(name) ? [name] : []));
    }

    /**
     * Adds a guardrail of the library unless it was added before.
     *
     * @param usedAt the path at which it is named. Its mistakes are reported at the first such path.
     * @returns whether the library has it.
     */
    addFromLibrary(name: string, usedAt: Path): boolean {
        const guardrail = LIBRARY.get(name);
        if (!guardrail || this.has(name)) return guardrail !== undefined;
        const noted = this.#libraryEntries.get(name);
        const policy = this.#libraryEntries.has(name) ? noted : libraryPolicy(guardrail, usedAt, this.context);
        this.#byKey.set(name, policy);
        return true;
    }

    /**
     * Adds a policy whose key the program makes. The same policy may be added for several nodes.
     *
     * @returns whether it can be attached. It cannot if a policy of the definition has its key, which is reported.
     */
    addMadeForNode(policy: PolicyModel): boolean {
        const { key, path } = policy;
        if (this.#madeForNodes.has(key)) return true;
        if (this.has(key)) {
            this.context.report.add(
                path,
                `becomes a policy with the key ${key}, which a policy of yours has already: give yours another key`,
            );
            return false;
        }
        this.#byKey.set(key, policy);
        this.#madeForNodes.add(key);
        return true;
    }
}
