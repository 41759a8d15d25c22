import { fullAccess, type AttachedPolicy, type Hierarchy, type Level } from "../evaluation/hierarchy";
import { isControlPolicy, parse, PolicyError, type ControlPolicyType, type Policy } from "../evaluation/policy";
import { pathOf, type Attached, type Place, type Situation } from "./situation";

/** Documents that are read once, for two situations mostly have the same. */
export class Documents {
    readonly #read = new Map<string, Policy | PolicyError>();

    /** @throws PolicyError with what cannot be read in it. */
    read(content: string, type: ControlPolicyType): Policy {
        const id = `${type} ${content}`;
        const known = this.#read.get(id) ?? this.#parse(content, type);
        this.#read.set(id, known);
        if (known instanceof PolicyError) throw known;
        return known;
    }

    #parse(content: string, type: ControlPolicyType): Policy | PolicyError {
        try {
            return parse(content, type);
        } catch (error) {
            if (error instanceof PolicyError) return error;
            throw error;
        }
    }
}

/**
 * The hierarchies of service and resource control policies that bind the accounts of a situation. What accounts have in common
 * is made once, so that a thousand of them cost little more than ten.
 *
 * Policies that cannot be read are left out of them, and told in `unread`.
 */
export class Hierarchies {
    /** By the keys of policies what is wrong with their documents. */
    readonly unread = new Map<string, string>();
    readonly #situation: Situation;
    readonly #policies = new Map<string, AttachedPolicy>();
    readonly #levels = new Map<string, Level>();

    constructor(situation: Situation, documents: Documents) {
        this.#situation = situation;
        for (const [key, { type, content }] of situation.policies) {
            if (!isControlPolicy(type)) continue;
            try {
                this.#policies.set(key, { name: key, policy: documents.read(content, type) });
            } catch (error) {
                if (!(error instanceof PolicyError)) throw error;
                this.unread.set(key, error.mistakes.map(({ message }) => message).join("; "));
            }
        }
    }

    /** What binds an account, or would bind one in a unit or directly in the root. */
    of(place: Place): Hierarchy {
        const { organizationId, accounts } = this.#situation;
        const id = place.kind === "account" ? accounts.get(place.name)?.id : undefined;
        return {
            ...(id !== undefined && { account: id }),
            ...(organizationId !== undefined && { organization: { id: organizationId } }),
            levels: pathOf(this.#situation, place).map((one) => this.#level(one)),
        };
    }

    #level({ kind, name, guardrails, fullAccess: full }: Place & Attached): Level {
        const id = `${kind} ${name}`;
        const known = this.#levels.get(id);
        if (known) return known;
        const level: Level = {
            kind,
            name,
            policies: [
                ...(full ? [fullAccess("SERVICE_CONTROL_POLICY")] : []),
                fullAccess("RESOURCE_CONTROL_POLICY"),
                ...guardrails.flatMap((key) => this.#policies.get(key) ?? []),
            ],
        };
        this.#levels.set(id, level);
        return level;
    }
}
