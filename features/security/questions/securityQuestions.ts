import type { DetectionClients } from "../../../aws/detectionClients";
import { explainAws } from "../../../aws/explainAws";
import { visible } from "../../../limits";
import { namesOf, type SecurityInState } from "../plan/securityResources";

/** Whom is asked, and what is known already. */
interface Asked {
    readonly resources: SecurityInState;
    readonly management: DetectionClients;
    /** Absent: the account does not exist yet. */
    readonly logArchive: DetectionClients | undefined;
    readonly audit: DetectionClients | undefined;
}

/** Asks AWS in the accounts of security. A question that is refused becomes a warning: the run itself says more clearly what fails. */
export class SecurityQuestions {
    readonly resources: SecurityInState;
    readonly management: DetectionClients;
    readonly logArchive: DetectionClients | undefined;
    readonly audit: DetectionClients | undefined;
    readonly #unread = new Map<string, string>();

    constructor({ resources, management, logArchive, audit }: Asked) {
        this.resources = resources;
        this.management = management;
        this.logArchive = logArchive;
        this.audit = audit;
    }

    /** What could not be looked at, and why. */
    get unread(): readonly string[] {
        return [...this.#unread].map(([what, why]) => `${what} could not be looked at: ${visible(why)}`);
    }

    /** Whether the state has a resource of a type and name. */
    has(type: string, name: string): boolean {
        return namesOf(this.resources, type).has(name);
    }

    /**
     * @param what as a warning names it: `the detectors of the audit account`.
     * @param absent names of exceptions by which AWS says that there is nothing.
     */
    async ask<T>(what: string, question: () => Promise<T>, absent: readonly string[] = []): Promise<T | undefined> {
        try {
            return await question();
        } catch (error) {
            if (error instanceof Error && absent.includes(error.name)) return undefined;
            this.#unread.set(what, explainAws(error) ?? (error instanceof Error ? error.message : String(error)));
            return undefined;
        }
    }
}
