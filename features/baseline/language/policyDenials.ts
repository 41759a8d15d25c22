import { hierarchyOf, PLACEHOLDER_ID, type NamedPrincipal } from "../../../definition/access";
import { effectiveGuardrails } from "../../../definition/bindingPolicies";
import type { AccountModel, OrganizationModel } from "../../../definition/model";
import { NO_IDS, type KnownIds } from "../../../definition/modelSituation";
import { evaluate } from "../../../evaluator/evaluation";

/** Whether a request says that CloudFormation makes it in the name of the role is not known for all requests. */
const KNOWN_CONTEXT = { "aws:SecureTransport": true } as const;

/** A statement that denies something. */
export interface DenyingStatement {
    /** The key of its policy. */
    readonly policy: string;
    /** Its number in the policy, from 0. */
    readonly index: number;
    readonly sid?: string;
}

/** What the policies of an account say of something that a role does. */
interface Denials {
    /** Keys of policies; an empty one if no policy allows it. */
    readonly policies: readonly string[];
    readonly statements: readonly DenyingStatement[];
}

/** Answers which policies of the definition deny what a role of the baseline does. Thousands of accounts have few answers. */
export class PolicyDenials {
    readonly #organization: OrganizationModel;
    readonly #ids: KnownIds;
    /** By everything that the answer depends on. */
    readonly #answers = new Map<string, Denials>();
    readonly #binding = new Map<AccountModel, string>();
    /** The ids of accounts that policies name. */
    readonly #named: ReadonlySet<string>;

    /** @param ids those of accounts that the definition does not write: a policy may spare an account by its id. Default: none are known. */
    constructor(organization: OrganizationModel, ids: KnownIds = NO_IDS) {
        this.#organization = organization;
        this.#ids = ids;
        this.#named = new Set(
            organization.policies.flatMap(({ content }) => content.match(/(?<!\d)\d{12}(?!\d)/g) ?? []),
        );
    }

    /**
     * @param region undefined: not known.
     * @returns keys of policies; an empty one if no policy allows it.
     */
    of(account: AccountModel, who: NamedPrincipal, action: string, region: string | undefined): readonly string[] {
        return this.#answerOf(account, who, action, region).policies;
    }

    /** The statements that deny it. Empty too if no policy allows it. */
    statementsOf(
        account: AccountModel,
        who: NamedPrincipal,
        action: string,
        region: string | undefined,
    ): readonly DenyingStatement[] {
        return this.#answerOf(account, who, action, region).statements;
    }

    #answerOf(account: AccountModel, who: NamedPrincipal, action: string, region: string | undefined): Denials {
        const binding = this.#binding.get(account) ?? this.#bindingOf(account);
        this.#binding.set(account, binding);
        const id = JSON.stringify([binding, who.label, action, region]);
        const known = this.#answers.get(id) ?? this.#denying(account, who, action, region);
        this.#answers.set(id, known);
        return known;
    }

    /** What of an account an answer depends on: its policies, and its id if one of them names it. */
    #bindingOf(account: AccountModel): string {
        const id = this.#idOf(account);
        const own = this.#named.has(id) ? [id] : [];
        return [...effectiveGuardrails(account, this.#organization), ...own].join(" ");
    }

    #idOf({ key, id }: AccountModel): string {
        return this.#ids.accounts.get(key) ?? id ?? PLACEHOLDER_ID;
    }

    #denying(account: AccountModel, who: NamedPrincipal, action: string, region: string | undefined): Denials {
        const { denials, decision } = evaluate(hierarchyOf(this.#organization, account, this.#ids), {
            action,
            principal: who.principal(this.#idOf(account)),
            ...(region !== undefined && { region }),
            context: KNOWN_CONTEXT,
        });
        if (decision !== "explicitly denied") {
            return { policies: decision === "implicitly denied" ? [""] : [], statements: [] };
        }
        return {
            policies: [...new Set(denials.map(({ policy }) => policy))],
            statements: denials.map(({ policy, statement: index, sid }) => ({
                policy,
                index,
                ...(sid !== undefined && { sid }),
            })),
        };
    }
}
