import { hierarchyOf, PLACEHOLDER_ID, type NamedPrincipal } from "../../../definition/access";
import { effectiveGuardrails } from "../../../definition/bindingPolicies";
import type { AccountModel, OrganizationModel } from "../../../definition/model";
import { evaluate } from "../../../evaluator/evaluation";

/** Whether a request says that CloudFormation makes it in the name of the role is not known for all requests. */
const KNOWN_CONTEXT = { "aws:SecureTransport": true } as const;

/** Answers which policies of the definition deny what a role of the baseline does. Thousands of accounts have few answers. */
export class PolicyDenials {
    readonly #organization: OrganizationModel;
    /** By everything that the answer depends on. */
    readonly #answers = new Map<string, readonly string[]>();
    readonly #policies = new Map<AccountModel, string>();

    constructor(organization: OrganizationModel) {
        this.#organization = organization;
    }

    /**
     * @param region undefined: not known.
     * @returns keys of policies; an empty one if no policy allows it.
     */
    of(account: AccountModel, who: NamedPrincipal, action: string, region: string | undefined): readonly string[] {
        const policies = this.#policies.get(account) ?? effectiveGuardrails(account, this.#organization).join(" ");
        this.#policies.set(account, policies);
        const id = JSON.stringify([policies, who.label, action, region]);
        const known = this.#answers.get(id) ?? this.#denying(account, who, action, region);
        this.#answers.set(id, known);
        return known;
    }

    #denying(
        account: AccountModel,
        who: NamedPrincipal,
        action: string,
        region: string | undefined,
    ): readonly string[] {
        const { denials, decision } = evaluate(hierarchyOf(this.#organization, account), {
            action,
            principal: who.principal(account.id ?? PLACEHOLDER_ID),
            ...(region !== undefined && { region }),
            context: KNOWN_CONTEXT,
        });
        if (decision !== "explicitly denied") return decision === "implicitly denied" ? [""] : [];
        return [...new Set(denials.map(({ policy }) => policy))];
    }
}
