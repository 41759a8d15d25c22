import { hierarchyOf, PLACEHOLDER_ID, type NamedPrincipal } from "../../../definition/access";
import { effectiveGuardrails } from "../../../definition/bindingPolicies";
import type { AccountModel, OrganizationModel } from "../../../definition/model";
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
    /** By everything that the answer depends on. */
    readonly #answers = new Map<string, Denials>();
    readonly #policies = new Map<AccountModel, string>();

    constructor(organization: OrganizationModel) {
        this.#organization = organization;
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
        const policies = this.#policies.get(account) ?? effectiveGuardrails(account, this.#organization).join(" ");
        this.#policies.set(account, policies);
        const id = JSON.stringify([policies, who.label, action, region]);
        const known = this.#answers.get(id) ?? this.#denying(account, who, action, region);
        this.#answers.set(id, known);
        return known;
    }

    #denying(account: AccountModel, who: NamedPrincipal, action: string, region: string | undefined): Denials {
        const { denials, decision } = evaluate(hierarchyOf(this.#organization, account), {
            action,
            principal: who.principal(account.id ?? PLACEHOLDER_ID),
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
