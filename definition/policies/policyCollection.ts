import { LIBRARY, QUARANTINE } from "../../guardrails";
import type { PolicyModel } from "../model";
import type { Path } from "../report";
import { libraryPolicy } from "./libraryPolicy";
import type { PolicyContext } from "./policyContext";

/**
 * The policies of a definition while they are collected: its own, those of the library that it uses, and those that `regions` and
 * `compliance` become. In the order in which they were added.
 */
export class PolicyCollection {
    readonly context: PolicyContext;
    /** Without a value for a policy that is there and has a mistake: naming it is no second one. */
    readonly #byKey = new Map<string, PolicyModel | undefined>();
    readonly #madeForNodes = new Set<string>();

    constructor(context: PolicyContext) {
        this.context = context;
    }

    has(key: string): boolean {
        return this.#byKey.has(key);
    }

    /** @returns nothing for a policy that has a mistake, and for one that is not there. */
    get(key: string): PolicyModel | undefined {
        return this.#byKey.get(key);
    }

    /** The policies without mistakes. */
    all(): PolicyModel[] {
        return [...this.#byKey.values()].filter((policy) => policy !== undefined);
    }

    /** Adds a policy of the definition's own. @param policy nothing for one that has a mistake. */
    add(key: string, policy: PolicyModel | undefined): void {
        this.#byKey.set(key, policy);
    }

    /**
     * Adds a guardrail of the library where it is not there yet. The quarantine spares the break-glass role, others the access role.
     *
     * @param usedAt where it is named: the first place is that of its mistakes.
     * @returns whether the library has it.
     */
    addFromLibrary(name: string, usedAt: Path): boolean {
        const guardrail = LIBRARY.get(name);
        if (!guardrail || this.has(name)) return guardrail !== undefined;
        const { context } = this;
        const roleName = name === QUARANTINE ? context.breakGlassRole : context.roleName;
        this.#byKey.set(name, libraryPolicy(guardrail, usedAt, { ...context, roleName }));
        return true;
    }

    /**
     * Adds a policy that has no key of the user's. The same one may be made for several nodes.
     *
     * @returns whether it can be attached: not where a policy of the user's has its key, which is reported.
     */
    addMadeForNode(policy: PolicyModel): boolean {
        const { key, path } = policy;
        if (this.#madeForNodes.has(key)) return true;
        if (this.has(key)) {
            this.context.report.add(
                path,
                `becomes a policy with the key ${key}, as a policy of yours has: give that one another key`,
            );
            return false;
        }
        this.#byKey.set(key, policy);
        this.#madeForNodes.add(key);
        return true;
    }
}
